package org.nostrobservatory.ingest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.DvmAnnouncement;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.JobAmount;
import org.nostrobservatory.protocol.JobFeedback;
import org.nostrobservatory.protocol.JobKindTitle;
import org.nostrobservatory.protocol.JobRequest;
import org.nostrobservatory.protocol.JobResult;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.protocol.ProviderKnowledge;
import org.nostrobservatory.protocol.ZapReceipt;
import org.nostrobservatory.zap.NaiveZaps;

/** What became of all jobs of an archive, and who does them, from scratch: the rows of the read models as text, sorted. */
final class NaiveJobs {

    private static final Set<Integer> EXCLUDED = Set.of(5969, 6969, 5666, 6666, 5128, 6128);
    private static final int FLOOD = 100;
    private static final List<String> PROGRESS =
            List.of("unknown", "encrypted", "error", "payment-required", "processing", "partial", "success");

    private record Answer(Event event, Optional<Bytes> request, String status, JobAmount amount) {
        boolean isResult() {
            return status == null;
        }
    }

    private final List<Event> events;
    private final long horizon;
    private final Map<Bytes, Event> requests = new TreeMap<>();
    private final List<Answer> answers = new ArrayList<>();
    private final List<NaiveZaps.Receipt> zaps;

    final Set<String> answerLines = new TreeSet<>();
    final Set<String> jobLines = new TreeSet<>();

    NaiveJobs(List<Event> stored, long now) {
        horizon = now + 900;
        events = stored.stream()
                .filter(event -> !EXCLUDED.contains(event.kind()))
                .sorted(Comparator.comparingLong(Event::createdAt).thenComparing(Event::id))
                .toList();
        for (Event event : events) {
            if (JobRequest.of(event).isPresent() && event.createdAt() <= horizon) {
                requests.put(event.id(), event);
            }
            JobResult.of(event)
                    .ifPresent(result -> answers.add(new Answer(event, result.requestId(), null, result.amount())));
            JobFeedback.of(event)
                    .ifPresent(feedback -> answers.add(new Answer(
                            event, feedback.requestId(), feedback.status().code(), feedback.amount())));
        }
        zaps = new NaiveZaps(
                        events.stream()
                                .filter(event -> event.kind() == Kinds.ZAP_RECEIPT)
                                .toList(),
                        event -> ProviderKnowledge.UNKNOWN)
                .receipts.stream().filter(NaiveZaps.Receipt::isZap).toList();
        Set<Bytes> ids = new TreeSet<>(requests.keySet());
        answers.forEach(answer -> answer.request().ifPresent(ids::add));
        ids.forEach(this::workOut);
    }

    private void workOut(Bytes id) {
        Optional<Event> request = Optional.ofNullable(requests.get(id));
        Set<Bytes> targets = request.flatMap(JobRequest::of)
                .map(it -> Set.copyOf(it.targets()))
                .orElse(Set.of());
        Set<Bytes> dvms = new TreeSet<>(targets);
        answers.stream()
                .filter(it -> it.request().equals(Optional.of(id)) && it.event().createdAt() <= horizon)
                .forEach(it -> dvms.add(it.event().pubkey()));
        List<String[]> sums = new ArrayList<>();
        for (Bytes dvm : dvms) {
            List<Answer> all = answers.stream()
                    .filter(it -> it.request().equals(Optional.of(id))
                            && it.event().pubkey().equals(dvm))
                    .filter(it -> it.event().createdAt() <= horizon)
                    .toList();
            Set<String> odd = new TreeSet<>();
            List<Answer> counting = new ArrayList<>();
            for (boolean results : List.of(true, false)) {
                List<Answer> some =
                        all.stream().filter(it -> it.isResult() == results).toList();
                if (some.size() > FLOOD) {
                    odd.add("flood");
                }
                some.stream()
                        .limit(FLOOD)
                        .filter(it -> counts(it, request, odd))
                        .forEach(counting::add);
            }
            sums.add(line(id, dvm, request, targets.contains(dvm), counting, odd));
        }
        request.ifPresent(it -> jobLines.add(job(it, sums)));
    }

    private static boolean counts(Answer answer, Optional<Event> request, Set<String> odd) {
        Set<String> wrong = new HashSet<>();
        if (answer.isResult()
                && request.isPresent()
                && answer.event().kind() - 1000 != request.get().kind()) {
            wrong.add("kind-mismatch");
        }
        if (request.isPresent() && request.get().createdAt() - answer.event().createdAt() > 600) {
            wrong.add("before-request");
        }
        if (request.isPresent() && request.get().pubkey().equals(answer.event().pubkey())) {
            wrong.add("self-answer");
        }
        odd.addAll(wrong);
        if ("unknown".equals(answer.status())) {
            odd.add("unknown-status");
        }
        if (answer.amount().isBad()) {
            odd.add("bad-amount");
        }
        return wrong.isEmpty();
    }

    private String[] line(
            Bytes id, Bytes dvm, Optional<Event> request, boolean targeted, List<Answer> counting, Set<String> odd) {
        List<Answer> feedback = counting.stream().filter(it -> !it.isResult()).toList();
        Optional<Integer> served = counting.stream()
                .filter(Answer::isResult)
                .map(it -> it.event().kind() - 1000)
                .min(Integer::compare);
        String[] columns = {
            id.hex(),
            dvm.hex(),
            text(request.map(Event::kind).or(() -> served)),
            text(request.map(Event::pubkey)),
            text(request.map(Event::createdAt)),
            String.valueOf(targeted),
            text(first(counting, it -> !it.isResult())),
            text(first(counting, Answer::isResult)),
            String.valueOf(counting.size() - feedback.size()),
            String.valueOf(feedback.size()),
            String.valueOf(
                    feedback.stream().filter(it -> it.status().equals("error")).count()),
            String.valueOf(feedback.stream().anyMatch(it -> it.status().equals("payment-required"))),
            feedback.isEmpty() ? "null" : feedback.get(feedback.size() - 1).status(),
            text(counting.stream()
                    .flatMap(it -> it.amount().msat().stream().boxed())
                    .max(Long::compare)),
            String.valueOf(counting.isEmpty() ? 0 : paid(id, dvm, counting)),
            String.join(",", odd)
        };
        answerLines.add(String.join(" ", columns));
        return columns;
    }

    private static Optional<Long> first(List<Answer> answers, Predicate<Answer> which) {
        return answers.stream().filter(which).map(it -> it.event().createdAt()).min(Long::compare);
    }

    private long paid(Bytes id, Bytes dvm, List<Answer> counting) {
        Set<Bytes> ids = counting.stream().map(it -> it.event().id()).collect(Collectors.toSet());
        return zaps.stream()
                .filter(it -> {
                    ZapReceipt zap = it.judgement().receipt().orElseThrow();
                    return zap.recipient().equals(dvm)
                            && !zap.sender().equals(dvm)
                            && (zap.target().filter(ids::contains).isPresent()
                                    || jobOf(zap).equals(Optional.of(id)));
                })
                .mapToLong(NaiveZaps.Receipt::amountMsat)
                .sum();
    }

    /** The job whose invoice this zap paid. */
    private Optional<Bytes> jobOf(ZapReceipt zap) {
        return answers.stream()
                .filter(it -> it.event().pubkey().equals(zap.recipient()))
                .filter(it -> it.amount().paymentHash().isPresent()
                        && it.amount().paymentHash().equals(zap.paymentHash()))
                .findFirst()
                .flatMap(Answer::request)
                .filter(request -> zap.target().isEmpty() || zap.target().get().equals(request));
    }

    private String job(Event request, List<String[]> all) {
        List<String[]> sums = all.stream()
                .filter(it -> Long.parseLong(it[8]) + Long.parseLong(it[9]) > 0)
                .toList();
        String state = sums.stream().anyMatch(it -> !it[8].equals("0"))
                ? "answered"
                : sums.stream()
                        .map(it -> it[12])
                        .max(Comparator.comparing(PROGRESS::indexOf))
                        .orElse("requested");
        return Stream.of(
                        request.id().hex(),
                        request.kind(),
                        request.pubkey().hex(),
                        request.createdAt(),
                        state,
                        sums.size(),
                        sum(sums, 8),
                        sum(sums, 9),
                        text(least(sums, 6)),
                        text(least(sums, 7)),
                        text(least(sums, 13)),
                        sum(sums, 14))
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
    }

    private static long sum(List<String[]> rows, int column) {
        return rows.stream().mapToLong(row -> Long.parseLong(row[column])).sum();
    }

    private static Optional<Long> least(List<String[]> rows, int column) {
        return rows.stream()
                .map(row -> row[column])
                .filter(value -> !value.equals("null"))
                .map(Long::valueOf)
                .min(Long::compare);
    }

    /** Key, first and last seen, first and last result, newest announcement: its time and name. */
    Set<String> dvms() {
        Map<Bytes, List<Event>> seen = new TreeMap<>();
        Stream.concat(answers.stream().map(Answer::event), offers().stream())
                .filter(event -> event.createdAt() <= horizon)
                .forEach(event -> seen.computeIfAbsent(event.pubkey(), key -> new ArrayList<>())
                        .add(event));
        Set<String> lines = new TreeSet<>();
        seen.forEach((key, all) -> {
            Optional<Event> newest = offers().stream()
                    .filter(event -> event.pubkey().equals(key) && event.createdAt() <= horizon)
                    .max(Comparator.comparingLong(Event::createdAt).thenComparing(Event::id));
            List<Event> results = all.stream()
                    .filter(event -> JobResult.of(event).isPresent())
                    .toList();
            lines.add(Stream.of(
                            key.hex(),
                            text(time(all, false)),
                            text(time(all, true)),
                            text(time(results, false)),
                            text(time(results, true)),
                            text(newest.map(Event::createdAt)),
                            text(newest.flatMap(DvmAnnouncement::of)
                                    .flatMap(DvmAnnouncement::name)
                                    .map(name -> name.replace('\0', '\uFFFD'))))
                    .collect(Collectors.joining(" ")));
        });
        return lines;
    }

    /** Key, kind, whether it is announced, first and last result. */
    Set<String> kinds() {
        Map<String, List<Event>> results = new TreeMap<>();
        Set<String> announced = new TreeSet<>();
        for (Event offer : offers()) {
            if (offer.createdAt() <= horizon) {
                DvmAnnouncement.of(offer).orElseThrow().kinds().stream()
                        .filter(kind -> !EXCLUDED.contains(kind))
                        .forEach(kind -> announced.add(offer.pubkey() + " " + kind));
            }
        }
        announced.forEach(pair -> results.put(pair, new ArrayList<>()));
        answers.stream()
                .filter(it -> it.isResult() && it.event().createdAt() <= horizon)
                .map(Answer::event)
                .forEach(event -> results.computeIfAbsent(
                                event.pubkey() + " " + (event.kind() - 1000), pair -> new ArrayList<>())
                        .add(event));
        return results.entrySet().stream()
                .map(row -> row.getKey() + " " + announced.contains(row.getKey()) + " "
                        + text(time(row.getValue(), false)) + " " + text(time(row.getValue(), true)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Current handlers with kinds of jobs. */
    private List<Event> offers() {
        return current(Kinds.HANDLER_INFORMATION)
                .filter(event -> DvmAnnouncement.of(event).orElseThrow().kinds().stream()
                        .anyMatch(kind -> !EXCLUDED.contains(kind)))
                .toList();
    }

    /** What kind 5998, which has no title of ours, is called. */
    Optional<String> title() {
        Map<String, List<Event>> uses = current(Kinds.WIKI_ARTICLE)
                .filter(event -> event.createdAt() <= horizon - 900)
                .filter(event -> JobKindTitle.of(event)
                        .filter(it -> it.kind() == 5998 && !it.title().isEmpty())
                        .isPresent())
                .collect(Collectors.groupingBy(
                        event -> JobKindTitle.of(event).orElseThrow().title()));
        Function<String, Long> authors =
                title -> uses.get(title).stream().map(Event::pubkey).distinct().count();
        Function<String, Long> newest = title ->
                uses.get(title).stream().mapToLong(Event::createdAt).max().orElseThrow();
        return uses.keySet().stream()
                .max(Comparator.comparing(authors).thenComparing(newest).thenComparing(Comparator.reverseOrder()));
    }

    private Stream<Event> current(int kind) {
        Map<String, Event> versions = new TreeMap<>();
        events.stream()
                .filter(event -> event.kind() == kind)
                .forEach(event -> versions.merge(
                        event.pubkey() + event.tagValue("d").orElse(""),
                        event,
                        (a, b) -> Event.CURRENT_LAST.compare(a, b) > 0 ? a : b));
        return versions.values().stream();
    }

    private static Optional<Long> time(List<Event> events, boolean last) {
        Comparator<Long> order = last ? Comparator.reverseOrder() : Comparator.naturalOrder();
        return events.stream().map(Event::createdAt).min(order);
    }

    private static String text(Optional<?> value) {
        return Objects.toString(value.orElse(null));
    }
}
