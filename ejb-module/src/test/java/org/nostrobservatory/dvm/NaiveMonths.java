package org.nostrobservatory.dvm;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.nostrobservatory.protocol.Event;

/** What jobs amounted to in a month, counted again from events as one would by hand. */
record NaiveMonths(Collection<Event> events) {

    /** What a DVM did in a month. */
    record Dvm(long results, long feedbacks, long errors, long answered, long customers, Set<Integer> kinds) {}

    /** What was done of a kind of job in a month. */
    record Kind(long requests, long results, long users, long dvms, long answered) {}

    /** Keys in hex. */
    record Totals(
            long requests,
            long results,
            long feedbacks,
            long errors,
            long answered,
            Map<Integer, Kind> kinds,
            Map<String, Dvm> dvms,
            Map<String, Long> users,
            Map<String, Long> firstSeen) {

        static final Totals NONE = new Totals(0, 0, 0, 0, 0, Map.of(), Map.of(), Map.of(), Map.of());
    }

    private static final long SKEW = 600;

    Totals of(YearMonth month) {
        List<Event> own =
                events.stream().filter(event -> month.equals(month(event))).toList();
        List<Event> requests = own.stream().filter(NaiveMonths::isRequest).toList();
        List<Event> results = own.stream().filter(NaiveMonths::isResult).toList();
        List<Event> feedback =
                own.stream().filter(event -> event.kind() == 7000).toList();
        Map<Integer, Kind> kinds = new TreeMap<>();
        Set<Integer> names = new TreeSet<>();
        requests.forEach(request -> names.add(request.kind()));
        results.forEach(result -> names.add(result.kind() - 1000));
        for (int kind : names) {
            List<Event> asked =
                    requests.stream().filter(request -> request.kind() == kind).toList();
            List<Event> done = results.stream()
                    .filter(result -> result.kind() == kind + 1000)
                    .toList();
            kinds.put(
                    kind,
                    new Kind(
                            asked.size(),
                            done.size(),
                            authors(asked).size(),
                            authors(done).size(),
                            answered(asked)));
        }
        Map<String, Dvm> dvms = new TreeMap<>();
        Map<String, Long> firstSeen = new TreeMap<>();
        Set<String> keys = new HashSet<>(authors(results));
        keys.addAll(authors(feedback));
        requests.forEach(request ->
                answers(request).forEach(result -> keys.add(result.pubkey().hex())));
        for (String key : keys) {
            List<Event> done = by(key, results);
            List<Event> said = by(key, feedback);
            List<Event> answered = requests.stream()
                    .filter(request -> answers(request).stream()
                            .anyMatch(result -> result.pubkey().hex().equals(key)))
                    .toList();
            dvms.put(
                    key,
                    new Dvm(
                            done.size(),
                            said.size(),
                            said.stream().filter(NaiveMonths::isError).count(),
                            answered.size(),
                            authors(answered).size(),
                            done.stream()
                                    .map(result -> result.kind() - 1000)
                                    .collect(Collectors.toCollection(TreeSet::new))));
            own.stream()
                    .filter(event -> !isRequest(event) && event.pubkey().hex().equals(key))
                    .mapToLong(Event::createdAt)
                    .min()
                    .ifPresent(first -> firstSeen.put(key, first));
        }
        return new Totals(
                requests.size(),
                results.size(),
                feedback.size(),
                feedback.stream().filter(NaiveMonths::isError).count(),
                answered(requests),
                kinds,
                dvms,
                requests.stream()
                        .collect(Collectors.groupingBy(
                                request -> request.pubkey().hex(), TreeMap::new, Collectors.counting())),
                firstSeen);
    }

    private long answered(List<Event> requests) {
        return requests.stream().filter(request -> !answers(request).isEmpty()).count();
    }

    /** Results that count: of the right kind, not before the request, not by the customer. */
    private List<Event> answers(Event request) {
        return events.stream()
                .filter(result -> result.kind() == request.kind() + 1000
                        && result.createdAt() >= request.createdAt() - SKEW
                        && !result.pubkey().equals(request.pubkey())
                        && result.tags().stream()
                                .anyMatch(tag -> tag.values()
                                        .equals(List.of("e", request.id().hex()))))
                .toList();
    }

    private static Set<String> authors(List<Event> events) {
        return events.stream().map(event -> event.pubkey().hex()).collect(Collectors.toSet());
    }

    private static List<Event> by(String key, List<Event> events) {
        return events.stream().filter(event -> event.pubkey().hex().equals(key)).toList();
    }

    private static boolean isRequest(Event event) {
        return event.kind() >= 5000 && event.kind() <= 5999;
    }

    private static boolean isResult(Event event) {
        return event.kind() >= 6000 && event.kind() <= 6999;
    }

    private static boolean isError(Event event) {
        return event.kind() == 7000
                && event.tags().stream().anyMatch(tag -> tag.values().equals(List.of("status", "error")));
    }

    static YearMonth month(Event event) {
        return YearMonth.from(Instant.ofEpochSecond(event.createdAt()).atOffset(ZoneOffset.UTC));
    }
}
