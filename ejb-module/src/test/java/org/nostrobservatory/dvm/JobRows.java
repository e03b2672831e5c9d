package org.nostrobservatory.dvm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.JobKind;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/**
 * Rows of the tables of jobs, in memory and in the database: random ones, many in each window and some on its very edges, or
 * those that events come to.
 */
final class JobRows {

    record Request(Bytes id, int kind, Bytes customer, long at) {}

    record Result(Bytes id, int kind, Bytes dvm, long at, Bytes request) {}

    record Feedback(Bytes id, Bytes dvm, long at, Bytes request) {}

    record Job(Bytes id, int kind, Bytes customer, long at, String state, Long feedbackAt, Long resultAt, long paid) {}

    record Answer(
            Bytes request,
            Bytes dvm,
            Integer kind,
            Bytes customer,
            Long at,
            boolean targeted,
            Long feedbackAt,
            Long resultAt,
            int results,
            int feedbacks,
            int errors,
            boolean paywalled,
            Long asked,
            long paid,
            List<String> anomalies) {

        boolean said() {
            return results + feedbacks > 0;
        }
    }

    record Dvm(Bytes pubkey, String name, boolean announced, long lastSeen, Long lastResultAt, List<Integer> kinds) {}

    static final List<Integer> KINDS = List.of(5000, 5050, 5300, 5999);

    final List<Request> requests = new ArrayList<>();
    final List<Result> results = new ArrayList<>();
    final List<Feedback> feedback = new ArrayList<>();
    final List<Job> jobs = new ArrayList<>();
    final List<Answer> answers = new ArrayList<>();
    final List<Dvm> dvms = new ArrayList<>();

    private final Random random;
    private final long now;
    private int ids;

    private JobRows(Random random, long now) {
        this.random = random;
        this.now = now;
    }

    /** Rows that need not fit together. */
    static JobRows random(Random random, long now) {
        JobRows rows = new JobRows(random, now);
        for (int i = 0; i < 250; i++) {
            rows.addJob();
        }
        for (int i = 0; i < 10; i++) {
            rows.addDvm(key(100 + i));
        }
        return rows;
    }

    /** What these events come to, by NIP-90 and the comments of the tables, as slowly as possible. */
    static JobRows of(List<Event> events, long now) {
        JobRows rows = new JobRows(null, now);
        events.forEach(rows::addEvent);
        Set<Bytes> requested = new TreeSet<>();
        events.stream().flatMap(event -> requestOf(event).stream()).forEach(requested::add);
        rows.requests.forEach(request -> requested.add(request.id()));
        Map<Bytes, Event> byId = new HashMap<>();
        events.forEach(event -> byId.put(event.id(), event));
        for (Bytes id : requested) {
            rows.addJob(id, byId.get(id), events);
        }
        events.stream()
                .filter(event -> event.kind() == Kinds.JOB_FEEDBACK || JobKind.isResult(event.kind()))
                .map(Event::pubkey)
                .distinct()
                .forEach(dvm -> rows.addDvm(dvm, events));
        return rows;
    }

    private static Optional<Bytes> requestOf(Event event) {
        return event.kind() == Kinds.JOB_FEEDBACK || JobKind.isResult(event.kind())
                ? event.keys("e").findFirst()
                : Optional.empty();
    }

    private void addEvent(Event event) {
        Bytes request = requestOf(event).orElse(null);
        if (JobKind.isRequest(event.kind())) {
            requests.add(new Request(event.id(), event.kind(), event.pubkey(), event.createdAt()));
        } else if (JobKind.isResult(event.kind())) {
            results.add(new Result(event.id(), event.kind(), event.pubkey(), event.createdAt(), request));
        } else {
            feedback.add(new Feedback(event.id(), event.pubkey(), event.createdAt(), request));
        }
    }

    /** @param request null where it is not stored */
    private void addJob(Bytes id, Event request, List<Event> events) {
        List<Event> said = events.stream()
                .filter(event -> requestOf(event).filter(id::equals).isPresent())
                .toList();
        Set<Bytes> named =
                request == null ? Set.of() : request.keys("p").collect(Collectors.toCollection(TreeSet::new));
        Set<Bytes> all = new TreeSet<>(named);
        said.forEach(event -> all.add(event.pubkey()));
        List<Answer> ofJob = new ArrayList<>();
        for (Bytes dvm : all) {
            List<Event> own =
                    said.stream().filter(event -> event.pubkey().equals(dvm)).toList();
            ofJob.add(answer(id, request, dvm, named.contains(dvm), own));
        }
        answers.addAll(ofJob);
        if (request != null) {
            jobs.add(new Job(
                    id,
                    request.kind(),
                    request.pubkey(),
                    request.createdAt(),
                    null,
                    least(ofJob.stream().map(Answer::feedbackAt)),
                    least(ofJob.stream().map(Answer::resultAt)),
                    0));
        }
    }

    private static Answer answer(Bytes id, Event request, Bytes dvm, boolean named, List<Event> own) {
        Set<String> odd = new TreeSet<>();
        List<Event> counting = new ArrayList<>();
        for (Event event : own) {
            boolean self = request != null && request.pubkey().equals(dvm);
            boolean before = request != null && event.createdAt() < request.createdAt() - 600;
            boolean mismatch =
                    request != null && JobKind.isResult(event.kind()) && event.kind() != request.kind() + 1000;
            Stream.of(
                            self ? "self-answer" : null,
                            before ? "before-request" : null,
                            mismatch ? "kind-mismatch" : null,
                            status(event).equals("strange") ? "unknown-status" : null)
                    .filter(Objects::nonNull)
                    .forEach(odd::add);
            if (!self && !before && !mismatch) {
                counting.add(event);
            }
        }
        List<Event> results = counting.stream()
                .filter(event -> JobKind.isResult(event.kind()))
                .toList();
        List<Event> feedback = counting.stream()
                .filter(event -> !JobKind.isResult(event.kind()))
                .toList();
        return new Answer(
                id,
                dvm,
                request == null ? null : request.kind(),
                request == null ? null : request.pubkey(),
                request == null ? null : request.createdAt(),
                named,
                least(feedback.stream().map(Event::createdAt)),
                least(results.stream().map(Event::createdAt)),
                results.size(),
                feedback.size(),
                (int) feedback.stream()
                        .filter(event -> status(event).equals("error"))
                        .count(),
                feedback.stream().anyMatch(event -> status(event).equals("payment-required")),
                counting.stream()
                        .flatMap(event -> event.tagValue("amount").stream())
                        .map(Long::valueOf)
                        .max(Long::compare)
                        .orElse(null),
                0,
                List.copyOf(odd));
    }

    private static String status(Event event) {
        return event.tagValue("status").orElse("");
    }

    private static Long least(Stream<Long> times) {
        return times.filter(Objects::nonNull).min(Long::compare).orElse(null);
    }

    private void addDvm(Bytes key, List<Event> events) {
        List<Event> own = events.stream()
                .filter(event -> event.pubkey().equals(key) && !JobKind.isRequest(event.kind()))
                .toList();
        List<Event> done =
                own.stream().filter(event -> JobKind.isResult(event.kind())).toList();
        dvms.add(new Dvm(
                key,
                null,
                false,
                own.stream().mapToLong(Event::createdAt).max().orElseThrow(),
                done.stream().map(Event::createdAt).max(Long::compare).orElse(null),
                done.stream()
                        .map(event -> event.kind() - 1000)
                        .distinct()
                        .sorted()
                        .toList()));
    }

    static Bytes key(int number) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) (number >> 8);
        bytes[1] = (byte) number;
        return Bytes.of(bytes);
    }

    private Bytes id() {
        return key(1_000 + ids++);
    }

    /** In any of the windows as likely as in the others, or on an edge of one. */
    private long time() {
        List<Long> lengths = Arrays.stream(JobWindow.values())
                .map(window -> window.length().toSeconds())
                .toList();
        long length = lengths.get(random.nextInt(lengths.size()));
        return switch (random.nextInt(12)) {
            case 0 -> now - length;
            case 1 -> now - length + 1;
            case 2 -> now;
            case 3 -> now + 1;
            default -> now - random.nextLong(length * 5 / 4);
        };
    }

    private Long maybe(long value) {
        return random.nextInt(4) == 0 ? null : value;
    }

    private Bytes named(Bytes request) {
        return random.nextInt(4) == 0 ? null : request;
    }

    private Bytes dvm() {
        return key(100 + Math.min(random.nextInt(10), random.nextInt(10)));
    }

    private void addJob() {
        int kind = KINDS.get(Math.min(random.nextInt(4), random.nextInt(4)));
        Bytes customer = key(random.nextInt(30));
        long at = time();
        Bytes id = id();
        requests.add(new Request(id, kind, customer, at));
        for (int i = random.nextInt(3); i > 0; i--) {
            results.add(new Result(id(), kind + 1000, dvm(), at + random.nextInt(1_000), named(id)));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            feedback.add(new Feedback(id(), dvm(), at + random.nextInt(1_000), named(id)));
        }
        List<String> states = List.of("answered", "requested", "error", "payment-required");
        jobs.add(new Job(
                id,
                kind,
                customer,
                at,
                states.get(random.nextInt(4)),
                maybe(at - 5 + random.nextInt(80)),
                maybe(at - 5 + random.nextInt(800)),
                random.nextInt(3) == 0 ? random.nextInt(10_000) : 0));
        boolean known = random.nextInt(6) > 0;
        for (Bytes dvm : List.of(key(100 + random.nextInt(5)), key(105 + random.nextInt(5)))) {
            answers.add(new Answer(
                    id,
                    dvm,
                    known || random.nextBoolean() ? kind : null,
                    known ? customer : null,
                    known ? at : null,
                    random.nextBoolean(),
                    maybe(at - 5 + random.nextInt(80)),
                    maybe(at - 5 + random.nextInt(800)),
                    random.nextInt(2),
                    random.nextInt(3),
                    random.nextInt(2),
                    random.nextBoolean(),
                    maybe(random.nextInt(5) * 1_000L),
                    random.nextInt(3) == 0 ? random.nextInt(10_000) : 0,
                    List.of(List.<String>of(), List.of("before-request"), List.of("kind-mismatch", "self-answer"))
                            .get(random.nextInt(3))));
        }
    }

    private void addDvm(Bytes key) {
        Long last = results.stream()
                .filter(result -> result.dvm().equals(key) && result.at() <= now)
                .map(Result::at)
                .max(Long::compare)
                .orElse(null);
        dvms.add(new Dvm(
                key,
                random.nextBoolean() ? "dvm " + key.hex().substring(0, 4) : null,
                random.nextBoolean(),
                last == null ? 1 : last,
                last,
                KINDS.subList(0, 1 + random.nextInt(4))));
    }

    /** One that announces itself and does nothing. */
    JobRows withSilentDvm() {
        dvms.add(new Dvm(key(200), "silent", true, now - 100, null, List.of(5050)));
        return this;
    }

    void store(Database database) {
        database.update(
                "insert into job_request select *, '{}', '{}', null, false from unnest(?, ?, ?, ?)",
                Column.of("bytea", requests, Request::id),
                Column.of("integer", requests, Request::kind),
                Column.of("bytea", requests, Request::customer),
                Column.of("bigint", requests, Request::at));
        database.update(
                "insert into job_result select *, null, null, false from unnest(?, ?, ?, ?, ?)",
                Column.of("bytea", results, Result::id),
                Column.of("integer", results, Result::kind),
                Column.of("bytea", results, Result::dvm),
                Column.of("bigint", results, Result::at),
                Column.of("bytea", results, Result::request));
        database.update(
                "insert into job_feedback select *, 'success', null, null, false from unnest(?, ?, ?, ?)",
                Column.of("bytea", feedback, Feedback::id),
                Column.of("bytea", feedback, Feedback::dvm),
                Column.of("bigint", feedback, Feedback::at),
                Column.of("bytea", feedback, Feedback::request));
        for (Job job : jobs) {
            database.update(
                    "insert into job values (?, ?, ?, ?, ?, 0, 0, 0, ?, ?, null, ?)",
                    job.id(),
                    job.kind(),
                    job.customer(),
                    job.at(),
                    job.state(),
                    job.feedbackAt(),
                    job.resultAt(),
                    job.paid());
        }
        for (Answer answer : answers) {
            database.update(
                    "insert into job_answer values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, null, ?, ?, ?)",
                    answer.request(),
                    answer.dvm(),
                    answer.kind(),
                    answer.customer(),
                    answer.at(),
                    answer.targeted(),
                    answer.feedbackAt(),
                    answer.resultAt(),
                    answer.results(),
                    answer.feedbacks(),
                    answer.errors(),
                    answer.paywalled(),
                    answer.asked(),
                    answer.paid(),
                    Column.of("text", answer.anomalies(), text -> text));
        }
        for (Dvm dvm : dvms) {
            database.update(
                    "insert into dvm values (?, 1, ?, null, ?, ?, ?, null, null, true, null)",
                    dvm.pubkey(),
                    dvm.lastSeen(),
                    dvm.lastResultAt(),
                    dvm.announced() ? 1L : null,
                    dvm.name());
            for (int kind : dvm.kinds()) {
                database.update(
                        "insert into dvm_kind values (?, ?, ?, null, null)", dvm.pubkey(), kind, dvm.announced());
            }
        }
    }
}
