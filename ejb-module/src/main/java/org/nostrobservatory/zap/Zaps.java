package org.nostrobservatory.zap;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.nostrobservatory.ingest.Events.Place;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.UnixTime;
import org.nostrobservatory.protocol.ZapReason;
import org.nostrobservatory.protocol.ZapVerdict;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;
import org.nostrobservatory.score.Window;

/**
 * Zaps, to be asked. Windows end now and go by {@code created_at}; what is dated ahead is in none until its time comes. Of
 * the receipts of a payment one counts. Amounts are whole satoshi, rounded down from what was summed up in millisatoshi;
 * more than 2<sup>63</sup>-1, which only forged receipts claim, is that.
 */
@Stateless
public class Zaps {

    /** Whose receipts count as zaps everywhere. */
    public static final Set<ZapVerdict> COUNTING = Set.of(ZapVerdict.VERIFIED, ZapVerdict.PLAUSIBLE);

    /**
     * Receipts by what they are worth.
     *
     * @param verdict verified, plausible, suspicious; copy: another receipt stands for the payment; invalid
     * @param reasons the most frequent first
     */
    public record VerdictTotal(String verdict, long zaps, long sats, List<ReasonTotal> reasons) {}

    /** @param reason a code of {@link ZapReason}, and its words */
    public record ReasonTotal(String reason, String description, long zaps, long sats) {}

    /**
     * How large zaps are; zeros where there is none. A quantile is the element at floor(count · q) of all of them sorted,
     * counted from 0 (spec A.4.1): the median of an even number is the upper one of the two.
     */
    public record Distribution(
            long count,
            long totalSats,
            long meanSats,
            long medianSats,
            long minSats,
            long maxSats,
            long p25Sats,
            long p75Sats,
            long p95Sats,
            List<SizeClass> sizes) {}

    /**
     * Zaps of a size.
     *
     * @param name below (less than one satoshi), small, medium, large or huge
     * @param toSats inclusive; null where there is no bound
     */
    public record SizeClass(String name, long fromSats, Long toSats, long zaps, long sats) {}

    /**
     * A zapped event, which need not be stored.
     *
     * @param recipient who was paid for it, nearly always its author; of several the one with the lowest key
     * @param recipientName what they are called, may be null
     */
    public record TopNote(Bytes eventId, Bytes recipient, String recipientName, long zapCount, long zapTotalSats) {}

    /** Somebody who sent or received zaps. */
    public record Party(Bytes pubkey, String name, String picture, long zapCount, long totalSats, long averageSats) {}

    /** @param time when it begins */
    public record Bucket(Instant time, long zaps, long sats) {}

    /**
     * A zap of a list.
     *
     * @param createdAt unix seconds, of the receipt
     * @param time the same, as far as clocks go
     * @param targetId the zapped event; null if the person was zapped
     * @param comment its first 1,000 characters; empty where there is none
     * @param verdict verified, plausible or suspicious
     * @param reason a code of {@link ZapReason}
     */
    public record Zap(
            Bytes receiptId,
            long createdAt,
            Instant time,
            Bytes sender,
            String senderName,
            Bytes recipient,
            String recipientName,
            Bytes targetId,
            long amountMsat,
            String comment,
            String verdict,
            String reason) {

        /** Where the list goes on after it. */
        public Place place() {
            return new Place(createdAt, receiptId);
        }
    }

    /** Verdicts as they are listed. */
    private static final List<String> ENTRIES = List.of("verified", "plausible", "suspicious", "copy", "invalid");

    private static final Map<String, String> DESCRIPTIONS =
            Arrays.stream(ZapReason.values()).collect(Collectors.toMap(ZapReason::code, ZapReason::description));

    /** The upper bounds in satoshi (spec A.4.1), and what is left. */
    private static final Map<String, Long> SIZES = new LinkedHashMap<>();

    static {
        SIZES.put("below", 0L);
        SIZES.put("small", 100L);
        SIZES.put("medium", 1_000L);
        SIZES.put("large", 10_000L);
        SIZES.put("huge", Long.MAX_VALUE);
    }

    private static final String CHOSEN = "zap.created_at > ? and zap.created_at <= ? and counts and verdict = any (?)";

    /** A sum of amounts in satoshi. A quotient of numeric is rounded after some twenty digits, {@code div} is exact. */
    private static final String SATS = "least(div(coalesce(sum(amount_msat), 0), 1000), 9223372036854775807)::bigint";

    private static final String REASONS = """
            select case when counts then verdict else 'copy' end as verdict, reason, count(*) as count, %s as sats
            from zap where created_at > ? and created_at <= ? group by grouping sets ((1, 2), (1))
            union all
            select 'invalid', reason, count(*), 0 from invalid_zap where created_at > ? and created_at <= ?
            group by grouping sets ((1, 2), (1))
            order by count desc, reason""".formatted(SATS);

    private static final String AMOUNTS = """
            with amount as materialized (
                select amount_msat, count(*) as zaps from zap where %s group by amount_msat
            ), ranked as (
                select amount_msat, sum(zaps) over (order by amount_msat) as upto from amount
            ), whole as (
                select coalesce(sum(zaps), 0)::bigint as count, sum(zaps * amount_msat::numeric) as msat from amount
            )
            select count, least(div(coalesce(msat, 0), 1000), 9223372036854775807)::bigint as total,
                   coalesce(div(msat, nullif(count, 0) * 1000), 0)::bigint as mean,
                   coalesce(min(amount_msat), 0) / 1000 as min,
                   coalesce(max(amount_msat), 0) / 1000 as max,
                   coalesce(min(amount_msat) filter (where upto > count * 25 / 100), 0) / 1000 as p25,
                   coalesce(min(amount_msat) filter (where upto > count / 2), 0) / 1000 as median,
                   coalesce(min(amount_msat) filter (where upto > count * 75 / 100), 0) / 1000 as p75,
                   coalesce(min(amount_msat) filter (where upto > count * 95 / 100), 0) / 1000 as p95
            from whole left join ranked on true group by count, msat""".formatted(CHOSEN);

    private static final String BY_SIZE = """
            select width_bucket(amount_msat / 1000, array[1, 101, 1001, 10001]::bigint[]) as size, count(*) as count,
                   %s as sats
            from zap where %s group by size""".formatted(SATS, CHOSEN);

    private static final String TOP_NOTES = """
            with top as (
                select target_id, count(*) as zaps, sum(amount_msat) as msat, min(recipient) as recipient
                from zap where %s and target_id is not null
                group by target_id order by msat desc, target_id limit ?
            )
            select target_id, zaps, least(div(msat, 1000), 9223372036854775807)::bigint as sats, recipient,
                   coalesce(display_name, name) as name
            from top left join profile on profile.pubkey = recipient order by msat desc, target_id""".formatted(CHOSEN);

    private static final String TOP_PARTIES = """
            with top as (
                select %%1$s as pubkey, count(*) as zaps, sum(amount_msat) as msat
                from zap where %s group by %%1$s order by msat desc, %%1$s limit ?
            )
            select pubkey, zaps, least(div(msat, 1000), 9223372036854775807)::bigint as sats,
                   div(msat, zaps * 1000)::bigint as average, coalesce(display_name, name) as name, picture
            from top left join profile using (pubkey) order by msat desc, pubkey""".formatted(CHOSEN);

    private static final String LIST = """
            select receipt_id, zap.created_at, sender, recipient, target_id, amount_msat, comment, verdict, reason,
                   coalesce(payer.display_name, payer.name) as sender_name,
                   coalesce(payee.display_name, payee.name) as recipient_name
            from (select * from zap where %s = ? and counts and created_at <= ? and (created_at < ? or receipt_id > ?)
                  order by created_at desc, receipt_id limit ?) as zap
            left join profile as payer on payer.pubkey = sender
            left join profile as payee on payee.pubkey = recipient
            order by zap.created_at desc, receipt_id""";

    @Inject
    private Database database;

    public Zaps() {}

    Zaps(Database database) {
        this.database = database;
    }

    /** All receipts of a window, by verdict and reason: each verdict stands there once, in the order of their worth. */
    public List<VerdictTotal> verdicts(Instant now, Window window) {
        Map<String, List<ReasonTotal>> rows = new HashMap<>();
        long end = now.getEpochSecond();
        long begin = end - window.seconds();
        database.query(
                REASONS,
                row -> rows.computeIfAbsent(row.getString("verdict"), verdict -> new ArrayList<>())
                        .add(new ReasonTotal(
                                row.getString("reason"),
                                DESCRIPTIONS.getOrDefault(row.getString("reason"), ""),
                                row.getLong("count"),
                                row.getLong("sats"))),
                begin,
                end,
                begin,
                end);
        return ENTRIES.stream()
                .map(verdict -> total(verdict, rows.getOrDefault(verdict, List.of())))
                .toList();
    }

    /** @param rows of each reason, and one without a reason, which is not the sum of the others: each is rounded down */
    private static VerdictTotal total(String verdict, List<ReasonTotal> rows) {
        ReasonTotal all =
                rows.stream().filter(row -> row.reason() == null).findFirst().orElse(new ReasonTotal(null, "", 0, 0));
        return new VerdictTotal(
                verdict,
                all.zaps(),
                all.sats(),
                rows.stream().filter(row -> row.reason() != null).toList());
    }

    /** How large the zaps of a window are. */
    public Distribution distribution(Instant now, Window window, Set<ZapVerdict> verdicts) {
        List<SizeClass> sizes = sizes(now, window, verdicts);
        return database.find(
                        AMOUNTS,
                        row -> new Distribution(
                                row.getLong("count"),
                                row.getLong("total"),
                                row.getLong("mean"),
                                row.getLong("median"),
                                row.getLong("min"),
                                row.getLong("max"),
                                row.getLong("p25"),
                                row.getLong("p75"),
                                row.getLong("p95"),
                                sizes),
                        chosen(now, window, verdicts))
                .orElseThrow();
    }

    private List<SizeClass> sizes(Instant now, Window window, Set<ZapVerdict> verdicts) {
        Map<Integer, long[]> found = new HashMap<>();
        database.query(
                BY_SIZE,
                row -> found.put(row.getInt("size"), new long[] {row.getLong("count"), row.getLong("sats")}),
                chosen(now, window, verdicts));
        List<SizeClass> sizes = new ArrayList<>();
        long from = 0;
        for (Map.Entry<String, Long> size : SIZES.entrySet()) {
            long[] sums = found.getOrDefault(sizes.size(), new long[2]);
            long to = size.getValue();
            sizes.add(new SizeClass(size.getKey(), from, to == Long.MAX_VALUE ? null : to, sums[0], sums[1]));
            from = to + 1;
        }
        return sizes;
    }

    /** The events that were zapped most, by amount. */
    public List<TopNote> topNotes(Instant now, Window window, Set<ZapVerdict> verdicts, int limit) {
        return database.query(
                TOP_NOTES,
                row -> new TopNote(
                        Database.bytes(row, "target_id"),
                        Database.bytes(row, "recipient"),
                        row.getString("name"),
                        row.getLong("zaps"),
                        row.getLong("sats")),
                chosen(now, window, verdicts, limit));
    }

    /** Who sent most, by amount. Those who do not say who they are have a key for each zap. */
    public List<Party> senders(Instant now, Window window, Set<ZapVerdict> verdicts, int limit) {
        return database.query(TOP_PARTIES.formatted("sender"), Zaps::party, chosen(now, window, verdicts, limit));
    }

    /** Who received most, by amount. */
    public List<Party> recipients(Instant now, Window window, Set<ZapVerdict> verdicts, int limit) {
        return database.query(TOP_PARTIES.formatted("recipient"), Zaps::party, chosen(now, window, verdicts, limit));
    }

    private static Party party(ResultSet row) throws SQLException {
        return new Party(
                Database.bytes(row, "pubkey"),
                row.getString("name"),
                row.getString("picture"),
                row.getLong("zaps"),
                row.getLong("sats"),
                row.getLong("average"));
    }

    /**
     * Zaps over time, oldest first, without gaps. The last bucket is the one that now lies in.
     *
     * @param interval length of a bucket, whole minutes; buckets begin at multiples of it since 1970
     */
    public List<Bucket> timeline(Instant now, Window window, Duration interval, Set<ZapVerdict> verdicts) {
        long step = interval.toSeconds();
        long end = now.getEpochSecond() - now.getEpochSecond() % step + step;
        long begin = end - Math.max(step, window.seconds() / step * step);
        Map<Long, Bucket> found = new HashMap<>();
        database.query(
                """
                select minute - minute % ? as bucket, sum(zaps)::bigint as zaps,
                       least(div(sum(msat), 1000), 9223372036854775807)::bigint as sats
                from zap_minute where minute >= ? and minute <= ? and verdict = any (?) group by bucket""",
                row -> found.put(
                        row.getLong("bucket"),
                        new Bucket(
                                Instant.ofEpochSecond(row.getLong("bucket")),
                                row.getLong("zaps"),
                                row.getLong("sats"))),
                step,
                begin,
                now.getEpochSecond(),
                codes(verdicts));
        List<Bucket> buckets = new ArrayList<>();
        for (long time = begin; time < end; time += step) {
            buckets.add(found.getOrDefault(time, new Bucket(Instant.ofEpochSecond(time), 0, 0)));
        }
        return buckets;
    }

    /** What somebody received, the newest first, of the same second that with the lowest id; also what is suspicious. */
    public List<Zap> to(Bytes pubkey, Place after, int limit) {
        return list("recipient", pubkey, after, limit);
    }

    /** What somebody sent, in the same order; also what is suspicious. */
    public List<Zap> from(Bytes pubkey, Place after, int limit) {
        return list("sender", pubkey, after, limit);
    }

    /** The zaps of an event, in the same order; also what is suspicious. */
    public List<Zap> on(Bytes eventId, Place after, int limit) {
        return list("target_id", eventId, after, limit);
    }

    private List<Zap> list(String column, Bytes value, Place after, int limit) {
        return database.query(
                LIST.formatted(column),
                row -> new Zap(
                        Database.bytes(row, "receipt_id"),
                        row.getLong("created_at"),
                        UnixTime.instant(row.getLong("created_at")),
                        Database.bytes(row, "sender"),
                        row.getString("sender_name"),
                        Database.bytes(row, "recipient"),
                        row.getString("recipient_name"),
                        Database.bytes(row, "target_id"),
                        row.getLong("amount_msat"),
                        row.getString("comment"),
                        row.getString("verdict"),
                        row.getString("reason")),
                value,
                after.createdAt(),
                after.createdAt(),
                after.id(),
                limit);
    }

    private static Object[] chosen(Instant now, Window window, Set<ZapVerdict> verdicts, Object... more) {
        long end = now.getEpochSecond();
        List<Object> parameters = new ArrayList<>(List.of(end - window.seconds(), end, codes(verdicts)));
        parameters.addAll(List.of(more));
        return parameters.toArray();
    }

    private static Column codes(Set<ZapVerdict> verdicts) {
        return Column.of("text", List.copyOf(verdicts), ZapVerdict::code);
    }
}
