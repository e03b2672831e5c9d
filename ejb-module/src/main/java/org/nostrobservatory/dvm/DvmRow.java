package org.nostrobservatory.dvm;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nostrobservatory.protocol.Bytes;

/**
 * A row of {@code dvm}, and its rows of {@code dvm_kind}. Times are unix seconds, null where there are none.
 *
 * @param newest the newest announcement with kinds of jobs
 * @param aheadAt of the first event that does not count yet
 */
record DvmRow(
        Bytes pubkey,
        Long firstSeen,
        Long lastSeen,
        Long firstResultAt,
        Long lastResultAt,
        Optional<Announcement> newest,
        List<Kind> kinds,
        Long aheadAt) {

    /** The first and the last event that count, and the first that is dated ahead; null where there is none. */
    record Span(Long firstAt, Long lastAt, Long aheadAt) {}

    /** Results of one kind of request; or feedback, whose kind is not known. There may be several of the same. */
    record Served(Bytes pubkey, int kind, Span span) {}

    /** @param kinds of jobs, one at least */
    record Announcement(
            Bytes pubkey,
            Bytes eventId,
            long createdAt,
            String name,
            String about,
            String picture,
            List<Integer> kinds) {}

    record Kind(Bytes pubkey, int kind, boolean announced, Long firstResultAt, Long lastResultAt) {}

    /** @param horizon what is dated later does not count yet */
    static List<DvmRow> of(
            List<Bytes> keys,
            List<Served> results,
            List<Served> feedback,
            List<Announcement> announcements,
            long horizon) {
        Map<Bytes, List<Served>> served = results.stream().collect(Collectors.groupingBy(Served::pubkey));
        Map<Bytes, List<Served>> said = feedback.stream().collect(Collectors.groupingBy(Served::pubkey));
        Map<Bytes, List<Announcement>> announced =
                announcements.stream().collect(Collectors.groupingBy(Announcement::pubkey));
        return keys.stream()
                .map(key -> of(
                        key,
                        served.getOrDefault(key, List.of()),
                        said.getOrDefault(key, List.of()),
                        announced.getOrDefault(key, List.of()),
                        horizon))
                .toList();
    }

    private static DvmRow of(
            Bytes key, List<Served> served, List<Served> said, List<Announcement> announcements, long horizon) {
        List<Announcement> current = announcements.stream()
                .filter(announcement -> announcement.createdAt() <= horizon)
                .toList();
        Stream<Long> announcedLater =
                announcements.stream().map(Announcement::createdAt).filter(createdAt -> createdAt > horizon);
        List<Served> all = Stream.concat(served.stream(), said.stream()).toList();
        List<Long> announcedAt = current.stream().map(Announcement::createdAt).toList();
        return new DvmRow(
                key,
                min(Stream.concat(times(all, Span::firstAt), announcedAt.stream())),
                max(Stream.concat(times(all, Span::lastAt), announcedAt.stream())),
                min(times(served, Span::firstAt)),
                max(times(served, Span::lastAt)),
                current.stream()
                        .max(Comparator.comparingLong(Announcement::createdAt).thenComparing(Announcement::eventId)),
                kinds(key, served, current),
                min(Stream.concat(times(all, Span::aheadAt), announcedLater)));
    }

    private static List<Kind> kinds(Bytes key, List<Served> served, List<Announcement> current) {
        Map<Integer, Kind> kinds = new TreeMap<>();
        current.forEach(announcement ->
                announcement.kinds().forEach(kind -> kinds.put(kind, new Kind(key, kind, true, null, null))));
        served.stream()
                .filter(results -> results.span().firstAt() != null)
                .collect(Collectors.groupingBy(Served::kind))
                .forEach((kind, results) -> kinds.put(
                        kind,
                        new Kind(
                                key,
                                kind,
                                kinds.containsKey(kind),
                                min(times(results, Span::firstAt)),
                                max(times(results, Span::lastAt)))));
        return List.copyOf(kinds.values());
    }

    private static Stream<Long> times(List<Served> served, Function<Span, Long> time) {
        return served.stream().map(Served::span).map(time).filter(Objects::nonNull);
    }

    private static Long min(Stream<Long> times) {
        return times.min(Long::compare).orElse(null);
    }

    private static Long max(Stream<Long> times) {
        return times.max(Long::compare).orElse(null);
    }

    /** Whether anything counts: otherwise there is no row. */
    boolean isSeen() {
        return firstSeen != null;
    }
}
