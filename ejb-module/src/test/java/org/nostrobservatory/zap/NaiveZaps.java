package org.nostrobservatory.zap;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.ProviderKnowledge;
import org.nostrobservatory.protocol.ZapJudgement;
import org.nostrobservatory.protocol.ZapReceipt;

/** What all receipts of an archive add up to, from scratch. */
public final class NaiveZaps {

    /** @param entry verdict, copy or invalid */
    public record Receipt(Event event, ZapJudgement judgement, String entry) {

        public long amountMsat() {
            return judgement.receipt().map(ZapReceipt::amountMsat).orElse(0L);
        }

        public Stream<Bytes> parties() {
            return judgement.receipt().stream().flatMap(zap -> Stream.of(zap.sender(), zap.recipient()));
        }

        public boolean isZap() {
            return entry.equals("verified") || entry.equals("plausible");
        }

        long minute() {
            return Math.floorDiv(event.createdAt(), 60L) * 60;
        }
    }

    public final List<Receipt> receipts = new ArrayList<>();

    public NaiveZaps(Collection<Event> events, Function<Event, ProviderKnowledge> knowledge) {
        Map<Event, ZapJudgement> judged = events.stream()
                .collect(
                        Collectors.toMap(Function.identity(), event -> ZapJudgement.of(event, knowledge.apply(event))));
        Map<Bytes, List<Event>> payments = events.stream()
                .filter(event -> judged.get(event).receipt().isPresent())
                .collect(Collectors.groupingBy(event ->
                        judged.get(event).receipt().orElseThrow().paymentHash().orElseThrow()));
        Collection<Event> best = payments.values().stream()
                .map(copies -> copies.stream()
                        .min(Comparator.comparing(
                                        (Event event) -> judged.get(event).verdict())
                                .thenComparing(Event::createdAt)
                                .thenComparing(Event::id))
                        .orElseThrow())
                .toList();
        for (Event event : events) {
            ZapJudgement judgement = judged.get(event);
            boolean counts = judgement.receipt().isEmpty() || best.contains(event);
            receipts.add(
                    new Receipt(event, judgement, counts ? judgement.verdict().code() : "copy"));
        }
    }

    /** How large these are. */
    public static Zaps.Distribution distribution(List<Receipt> receipts) {
        long[] msat = receipts.stream().mapToLong(Receipt::amountMsat).sorted().toArray();
        int n = msat.length;
        long sum = LongStream.of(msat).sum();
        List<Zaps.SizeClass> sizes = List.of(
                size("below", 0, 0L, msat),
                size("small", 1, 100L, msat),
                size("medium", 101, 1_000L, msat),
                size("large", 1_001, 10_000L, msat),
                size("huge", 10_001, null, msat));
        return new Zaps.Distribution(
                n,
                sum / 1000,
                n == 0 ? 0 : sum / n / 1000,
                sats(msat, n / 2),
                sats(msat, 0),
                sats(msat, n - 1),
                sats(msat, (int) Math.floor(n * .25)),
                sats(msat, (int) Math.floor(n * .75)),
                sats(msat, (int) Math.floor(n * .95)),
                sizes);
    }

    private static long sats(long[] msat, int index) {
        return msat.length == 0 ? 0 : msat[index] / 1000;
    }

    private static Zaps.SizeClass size(String name, long from, Long to, long[] msat) {
        long[] of = LongStream.of(msat)
                .filter(amount -> amount / 1000 >= from && (to == null || amount / 1000 <= to))
                .toArray();
        return new Zaps.SizeClass(name, from, to, of.length, LongStream.of(of).sum() / 1000);
    }

    /** As rows of the three tables, sorted. */
    List<String> totals() {
        Map<String, BigInteger[]> sums = new TreeMap<>();
        for (Receipt receipt : receipts) {
            long msat = receipt.amountMsat();
            add(sums, receipt.entry(), 1, msat);
            add(sums, receipt.minute() + " " + receipt.entry(), 1, msat);
            if (receipt.isZap()) {
                ZapReceipt zap = receipt.judgement().receipt().orElseThrow();
                add(sums, zap.recipient().hex(), 1, msat, 0, 0);
                add(sums, zap.sender().hex(), 0, 0, 1, msat);
            }
        }
        return sums.entrySet().stream()
                .map(row -> row.getKey() + " "
                        + Stream.of(row.getValue()).map(BigInteger::toString).collect(Collectors.joining(" ")))
                .toList();
    }

    private static void add(Map<String, BigInteger[]> sums, String key, long... addends) {
        BigInteger[] sum = sums.computeIfAbsent(key, name -> {
            BigInteger[] zeros = new BigInteger[addends.length];
            Arrays.fill(zeros, BigInteger.ZERO);
            return zeros;
        });
        for (int i = 0; i < sum.length; i++) {
            sum[i] = sum[i].add(BigInteger.valueOf(addends[i]));
        }
    }
}
