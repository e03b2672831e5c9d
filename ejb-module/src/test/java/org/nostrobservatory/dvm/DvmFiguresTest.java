package org.nostrobservatory.dvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nostrobservatory.dvm.JobRows.Answer;
import org.nostrobservatory.dvm.JobRows.Job;
import org.nostrobservatory.ingest.TestArchive;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;

/** Every number of every window is what the rows say. */
class DvmFiguresTest {

    /** Not on the hour. */
    private static final Instant NOW = Instant.parse("2026-03-01T12:34:56Z");

    private static final long SECOND = NOW.getEpochSecond();

    /** One job as a DVM, a kind or everybody sees it. */
    private record Measured(Bytes customer, long at, Long feedbackAt, Long resultAt, long paid) {}

    private final Database database = TestDatabase.migrated();
    private final DvmNetwork network = new DvmNetwork(database);
    private final Dvms dvms = new Dvms(database);
    private final DvmKinds kinds = new DvmKinds(database);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyNumberIsWhatTheRowsSay(long seed) {
        JobRows rows = JobRows.random(new Random(seed), SECOND).withSilentDvm();
        rows.store(database);
        everythingIsRight(rows);
    }

    private void everythingIsRight(JobRows rows) {
        for (JobWindow window : JobWindow.values()) {
            overviewIsRight(rows, window);
            dvmsAreRight(rows, window);
            kindsAreRight(rows, window);
        }
    }

    /** In random batches, between timers, twice, some taken away again: late events and deletions included. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyNumberIsWhatTheEventsSay(long seed) {
        Random random = new Random(seed);
        TestArchive archive = new TestArchive(database, new JobProjector(database));
        JobAnswers answers = new JobAnswers(database);
        DvmRegistry registry = new DvmRegistry(database);
        List<Event> events = new JobEvents(random, SECOND).some(150);
        List<Event> deliveries = new ArrayList<>(events);
        deliveries.addAll(events.subList(0, events.size() / 2));
        Collections.shuffle(deliveries, random);
        for (int from = 0, to; from < deliveries.size(); from = to) {
            to = Math.min(deliveries.size(), from + 1 + random.nextInt(60));
            archive.add(deliveries.subList(from, to));
            if (random.nextBoolean()) {
                answers.update(1 + random.nextInt(40), NOW);
                registry.update(1 + random.nextInt(40), NOW);
            }
        }
        Collections.shuffle(events, random);
        List<Event> gone = events.subList(0, 25);
        archive.remove(gone.toArray(Event[]::new));
        gone.clear();
        while (answers.update(1_000, NOW) + registry.update(1_000, NOW) > 0) {
            // until nothing is left
        }

        everythingIsRight(JobRows.of(events, SECOND));
    }

    private void overviewIsRight(JobRows rows, JobWindow window) {
        DvmNetwork.Overview overview = network.overview(window, NOW);
        Map<Integer, Long> byKind = new TreeMap<>();
        Set<Bytes> users = new HashSet<>();
        rows.requests.stream().filter(request -> in(window, request.at())).forEach(request -> {
            byKind.merge(request.kind(), 1L, Long::sum);
            users.add(request.customer());
        });
        Map<Bytes, Long> byDvm = new TreeMap<>();
        Map<Integer, Set<Bytes>> competitors = new TreeMap<>();
        rows.results.stream().filter(result -> in(window, result.at())).forEach(result -> {
            byDvm.merge(result.dvm(), 1L, Long::sum);
            competitors
                    .computeIfAbsent(result.kind() - 1000, kind -> new HashSet<>())
                    .add(result.dvm());
        });
        long responses = byDvm.values().stream().mapToLong(count -> count).sum();
        rows.feedback.stream()
                .filter(feedback -> in(window, feedback.at()))
                .forEach(feedback -> byDvm.merge(feedback.dvm(), 1L, Long::sum));
        long requests = byKind.values().stream().mapToLong(count -> count).sum();

        assertThat(overview.requests()).isEqualTo(requests);
        assertThat(overview.responses()).isEqualTo(responses);
        assertThat(overview.feedback())
                .isEqualTo(byDvm.values().stream().mapToLong(count -> count).sum() - responses);
        assertThat(overview.users()).isEqualTo(users.size());
        assertThat(overview.dvms()).isEqualTo(byDvm.size());
        assertThat(overview.kinds()).isEqualTo(byKind.size());
        assertThat(overview.completionRate()).isEqualTo(requests == 0 ? null : 100.0 * responses / requests);
        Map.Entry<Integer, Long> popular = first(byKind, count -> count);
        assertThat(overview.popularKind().kind()).isEqualTo(popular.getKey());
        assertThat(overview.popularKind().requests()).isEqualTo(popular.getValue());
        Map.Entry<Bytes, Long> busiest = first(byDvm, count -> count);
        assertThat(overview.popularDvm().pubkey()).isEqualTo(busiest.getKey());
        assertThat(overview.popularDvm().events()).isEqualTo(busiest.getValue());
        Map.Entry<Integer, Set<Bytes>> competitive = first(competitors, keys -> (long) keys.size());
        assertThat(overview.competitiveKind().kind()).isEqualTo(competitive.getKey());
        assertThat(overview.competitiveKind().dvms())
                .isEqualTo(competitive.getValue().size());
        assertThat(overview.silentDvms())
                .isEqualTo(rows.dvms.stream()
                        .filter(dvm -> dvm.announced() && !byDvm.containsKey(dvm.pubkey()))
                        .count());
        assertThat(overview.jobs())
                .isEqualTo(
                        figures(rows.jobs.stream().map(DvmFiguresTest::measured).toList(), rows.answers, window));
        assertThat(overview.anomalies().stream()
                        .collect(Collectors.toMap(DvmNetwork.Anomaly::anomaly, DvmNetwork.Anomaly::answers)))
                .isEqualTo(anomalies(rows, dvm -> true, window));
        seriesIsRight(rows, window, overview);
    }

    private void seriesIsRight(JobRows rows, JobWindow window, DvmNetwork.Overview overview) {
        assertThat(overview.series()).hasSize(List.of(13, 25, 29, 31).get(window.ordinal()));
        long step = window.interval().toSeconds();
        for (DvmNetwork.Interval interval : overview.series()) {
            long begin = interval.time().getEpochSecond();
            assertThat(begin % step).isZero();
            Predicate<Long> within = at -> in(window, at) && at >= begin && at < begin + step;
            List<JobRows.Request> requests = rows.requests.stream()
                    .filter(request -> within.test(request.at()))
                    .toList();
            assertThat(interval.requests()).isEqualTo(requests.size());
            assertThat(interval.users())
                    .isEqualTo(requests.stream()
                            .map(JobRows.Request::customer)
                            .distinct()
                            .count());
            assertThat(interval.responses())
                    .isEqualTo(rows.results.stream()
                            .filter(result -> within.test(result.at()))
                            .count());
            assertThat(interval.feedback())
                    .isEqualTo(rows.feedback.stream()
                            .filter(feedback -> within.test(feedback.at()))
                            .count());
            assertThat(interval.dvms())
                    .isEqualTo(Stream.concat(
                                    rows.results.stream()
                                            .filter(result -> within.test(result.at()))
                                            .map(JobRows.Result::dvm),
                                    rows.feedback.stream()
                                            .filter(feedback -> within.test(feedback.at()))
                                            .map(JobRows.Feedback::dvm))
                            .distinct()
                            .count());
        }
        assertThat(overview.series().stream()
                        .mapToLong(DvmNetwork.Interval::requests)
                        .sum())
                .isEqualTo(overview.requests());
    }

    private void dvmsAreRight(JobRows rows, JobWindow window) {
        Dvms.All all = dvms.all(window, NOW);
        Set<Bytes> expected = new HashSet<>();
        for (JobRows.Dvm dvm : rows.dvms) {
            long responses = rows.results.stream()
                    .filter(result -> result.dvm().equals(dvm.pubkey()) && in(window, result.at()))
                    .count();
            long feedback = rows.feedback.stream()
                    .filter(one -> one.dvm().equals(dvm.pubkey()) && in(window, one.at()))
                    .count();
            List<Answer> answers = rows.answers.stream()
                    .filter(answer -> answer.dvm().equals(dvm.pubkey()))
                    .toList();
            JobFigures figures = ofDvm(answers, window);
            Dvms.Entry found = dvms.find(dvm.pubkey(), window, NOW).orElseThrow();
            assertThat(found.responses()).isEqualTo(responses);
            assertThat(found.feedback()).isEqualTo(feedback);
            assertThat(found.jobs()).isEqualTo(figures);
            assertThat(found.kinds()).isEqualTo(dvm.kinds());
            assertThat(found.name()).isEqualTo(dvm.name());
            assertThat(found.silent()).isEqualTo(dvm.announced() && responses + feedback == 0);
            if (responses + feedback > 0 || dvm.announced()) {
                expected.add(dvm.pubkey());
                assertThat(all.dvms()).contains(found);
            }
            detailsAreRight(rows, answers, found, window);
        }
        assertThat(all.total()).isEqualTo(expected.size());
        assertThat(all.dvms().stream().map(Dvms.Entry::pubkey)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(all.dvms())
                .isSortedAccordingTo(Comparator.comparingLong(Dvms.Entry::responses)
                        .reversed()
                        .thenComparing(entry -> -entry.feedback()));
    }

    private void detailsAreRight(JobRows rows, List<Answer> answers, Dvms.Entry entry, JobWindow window) {
        Bytes dvm = entry.pubkey();
        Dvms.Details details = dvms.details(dvm, window, NOW);
        assertThat(details.series().stream().mapToLong(Dvms.Interval::responses).sum())
                .isEqualTo(entry.responses());
        assertThat(details.series().stream().mapToLong(Dvms.Interval::feedback).sum())
                .isEqualTo(entry.feedback());
        assertThat(details.kinds().stream()
                        .mapToLong(kind -> kind.jobs().jobs())
                        .sum())
                .isEqualTo(entry.jobs().jobs());
        for (Dvms.KindJobs kind : details.kinds()) {
            assertThat(kind.jobs())
                    .isEqualTo(ofDvm(
                            answers.stream()
                                    .filter(answer -> Objects.equals(answer.kind(), kind.kind()))
                                    .toList(),
                            window));
        }
        assertThat(details.anomalies().stream()
                        .collect(Collectors.toMap(DvmNetwork.Anomaly::anomaly, DvmNetwork.Anomaly::answers)))
                .isEqualTo(anomalies(rows, dvm::equals, window));
    }

    private static Map<String, Long> anomalies(JobRows rows, Predicate<Bytes> of, JobWindow window) {
        Map<String, Long> anomalies = new TreeMap<>();
        rows.answers.stream()
                .filter(answer -> of.test(answer.dvm()) && in(window, time(answer)))
                .forEach(answer -> {
                    answer.anomalies().forEach(anomaly -> anomalies.merge(anomaly, 1L, Long::sum));
                    if (answer.at() == null) {
                        anomalies.merge("unknown-request", 1L, Long::sum);
                    }
                });
        Stream.concat(
                        rows.results.stream()
                                .filter(result ->
                                        result.request() == null && of.test(result.dvm()) && in(window, result.at())),
                        rows.feedback.stream()
                                .filter(feedback -> feedback.request() == null
                                        && of.test(feedback.dvm())
                                        && in(window, feedback.at())))
                .forEach(event -> anomalies.merge("no-request-id", 1L, Long::sum));
        return anomalies;
    }

    private void kindsAreRight(JobRows rows, JobWindow window) {
        List<DvmKinds.Entry> all = kinds.all(window, NOW).kinds();
        Set<Integer> known = new TreeSet<>();
        rows.requests.stream().filter(request -> request.at() <= SECOND).forEach(request -> known.add(request.kind()));
        rows.results.stream()
                .filter(result -> result.at() <= SECOND)
                .forEach(result -> known.add(result.kind() - 1000));
        rows.dvms.forEach(dvm -> known.addAll(dvm.kinds()));
        assertThat(all).extracting(DvmKinds.Entry::kind).containsExactlyElementsOf(known);
        for (DvmKinds.Entry found : all) {
            int kind = found.kind();
            assertThat(found.requests())
                    .isEqualTo(rows.requests.stream()
                            .filter(request -> request.kind() == kind && in(window, request.at()))
                            .count());
            List<JobRows.Result> results = rows.results.stream()
                    .filter(result -> result.kind() == kind + 1000 && in(window, result.at()))
                    .toList();
            assertThat(found.responses()).isEqualTo(results.size());
            assertThat(found.dvms())
                    .isEqualTo(
                            results.stream().map(JobRows.Result::dvm).distinct().count());
            List<Answer> answers = rows.answers.stream()
                    .filter(answer -> Objects.equals(answer.kind(), kind))
                    .toList();
            assertThat(found.jobs())
                    .isEqualTo(figures(
                            rows.jobs.stream()
                                    .filter(job -> job.kind() == kind)
                                    .map(DvmFiguresTest::measured)
                                    .toList(),
                            answers,
                            window));
            assertThat(found.supportingDvms())
                    .isEqualTo(rows.dvms.stream()
                            .filter(dvm -> dvm.kinds().contains(kind))
                            .count());
            assertThat(found.announcedDvms())
                    .isEqualTo(rows.dvms.stream()
                            .filter(dvm -> dvm.announced() && dvm.kinds().contains(kind))
                            .count());
            assertThat(found.lastSeen())
                    .isEqualTo(Instant.ofEpochSecond(Stream.concat(
                                    rows.requests.stream()
                                            .filter(request -> request.kind() == kind)
                                            .map(JobRows.Request::at),
                                    rows.results.stream()
                                            .filter(result -> result.kind() == kind + 1000)
                                            .map(JobRows.Result::at))
                            .filter(at -> at <= SECOND)
                            .max(Long::compare)
                            .orElseThrow()));

            DvmKinds.Details details = kinds.details(kind, window, NOW);
            assertThat(details.series().stream()
                            .mapToLong(DvmKinds.Interval::requests)
                            .sum())
                    .isEqualTo(found.requests());
            assertThat(details.series().stream()
                            .mapToLong(DvmKinds.Interval::responses)
                            .sum())
                    .isEqualTo(found.responses());
            assertThat(details.supporters()).hasSize((int) found.supportingDvms());
            for (DvmKinds.Supporter supporter : details.supporters()) {
                assertThat(supporter.jobs())
                        .isEqualTo(ofDvm(
                                answers.stream()
                                        .filter(answer -> answer.dvm().equals(supporter.pubkey()))
                                        .toList(),
                                window));
            }
        }
    }

    private static JobFigures ofDvm(List<Answer> answers, JobWindow window) {
        return figures(
                answers.stream()
                        .filter(answer -> answer.at() != null && (answer.targeted() || answer.said()))
                        .map(answer -> new Measured(
                                answer.customer(), answer.at(), answer.feedbackAt(), answer.resultAt(), answer.paid()))
                        .toList(),
                answers,
                window);
    }

    private static Measured measured(Job job) {
        return new Measured(job.customer(), job.at(), job.feedbackAt(), job.resultAt(), job.paid());
    }

    private static JobFigures figures(List<Measured> all, List<Answer> allAnswers, JobWindow window) {
        List<Measured> jobs = all.stream().filter(job -> in(window, job.at())).toList();
        List<Answer> answers = allAnswers.stream()
                .filter(answer -> answer.at() != null && in(window, answer.at()) && answer.said())
                .toList();
        long answered = jobs.stream().filter(job -> job.resultAt() != null).count();
        List<JobFigures.Within> within = new ArrayList<>();
        for (int seconds : JobFigures.EXPECTED_SECONDS) {
            List<Measured> due =
                    jobs.stream().filter(job -> job.at() <= SECOND - seconds).toList();
            within.add(new JobFigures.Within(
                    seconds,
                    share(
                            due.stream()
                                    .filter(job -> job.resultAt() != null && job.resultAt() - job.at() <= seconds)
                                    .count(),
                            due.size())));
        }
        List<Long> asked = answers.stream()
                .map(Answer::asked)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        return new JobFigures(
                jobs.size(),
                answered,
                share(answered, jobs.size()),
                within,
                latency(jobs, Measured::feedbackAt),
                latency(jobs, Measured::resultAt),
                answers.size(),
                share(answers.stream().filter(answer -> answer.errors() > 0).count(), answers.size()),
                share(answers.stream().filter(Answer::paywalled).count(), answers.size()),
                asked.isEmpty() ? null : asked.get(asked.size() / 2),
                jobs.stream().mapToLong(Measured::paid).sum(),
                jobs.stream().map(Measured::customer).distinct().count());
    }

    private static JobFigures.Latency latency(List<Measured> jobs, Function<Measured, Long> time) {
        List<Long> taken = jobs.stream()
                .filter(job -> time.apply(job) != null)
                .map(job -> Math.max(0, time.apply(job) - job.at()))
                .sorted()
                .toList();
        return taken.isEmpty()
                ? JobFigures.Latency.NONE
                : new JobFigures.Latency(taken.size(), taken.get(taken.size() / 2), taken.get(taken.size() * 95 / 100));
    }

    private static Double share(long part, long whole) {
        return whole == 0 ? null : 100.0 * part / whole;
    }

    private static long time(Answer answer) {
        return Stream.of(answer.at(), answer.resultAt(), answer.feedbackAt())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(Long.MIN_VALUE);
    }

    private static boolean in(JobWindow window, long at) {
        return at > SECOND - window.length().toSeconds() && at <= SECOND;
    }

    /** The highest; of several that with the lowest key. */
    private static <K extends Comparable<K>, V> Map.Entry<K, V> first(Map<K, V> map, Function<V, Long> number) {
        return map.entrySet().stream()
                .max(Comparator.comparing((Map.Entry<K, V> entry) -> number.apply(entry.getValue()))
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .orElseThrow();
    }

    @Test
    void nothingAtAllIsZerosAndNoDivision() {
        for (JobWindow window : JobWindow.values()) {
            DvmNetwork.Overview overview = network.overview(window, NOW);
            assertThat(overview.requests()).isZero();
            assertThat(overview.completionRate()).isNull();
            assertThat(overview.popularDvm()).isNull();
            assertThat(overview.popularKind()).isNull();
            assertThat(overview.competitiveKind()).isNull();
            assertThat(overview.jobs()).isEqualTo(JobFigures.NONE);
            assertThat(overview.series())
                    .allSatisfy(interval -> assertThat(interval.requests()).isZero());
            assertThat(dvms.all(window, NOW).dvms()).isEmpty();
            assertThat(kinds.all(window, NOW).kinds()).isEmpty();
        }
        assertThat(dvms.find(JobRows.key(1), JobWindow.HOUR_1, NOW)).isEmpty();
    }

    /** B.12: feedback alone is no request of kind 0 or 7000, and results without requests are no popular kind. */
    @Test
    void responsesWithoutRequestsNameNoPopularKind() {
        database.update(
                "insert into job_result values (?, 6050, ?, ?, null, null, null, false)",
                JobRows.key(1),
                JobRows.key(2),
                SECOND);
        database.update(
                "insert into job_feedback values (?, ?, ?, null, 'success', null, null, false)",
                JobRows.key(3),
                JobRows.key(2),
                SECOND);

        DvmNetwork.Overview overview = network.overview(JobWindow.HOUR_1, NOW);
        assertThat(overview.popularKind()).isNull();
        assertThat(overview.competitiveKind().kind()).isEqualTo(5050);
        assertThat(overview.kinds()).isZero();
        assertThat(overview.completionRate()).isNull();
        assertThat(overview.popularDvm().events()).isEqualTo(2);
    }
}
