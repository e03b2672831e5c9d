package org.nostrobservatory.dvm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/** Random rows of the tables of jobs, in memory and in the database: many in each window, and some on its very edges. */
final class JobRows {

    record Request(Bytes id, int kind, Bytes customer, long at) {}

    record Result(Bytes id, int kind, Bytes dvm, long at) {}

    record Feedback(Bytes id, Bytes dvm, long at) {}

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

    JobRows(Random random, long now) {
        this.random = random;
        this.now = now;
        for (int i = 0; i < 250; i++) {
            addJob();
        }
        for (int i = 0; i < 10; i++) {
            addDvm(key(100 + i));
        }
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
            results.add(new Result(id(), kind + 1000, dvm(), at + random.nextInt(1_000)));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            feedback.add(new Feedback(id(), dvm(), at + random.nextInt(1_000)));
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
                "insert into job_result select *, null, null, null, false from unnest(?, ?, ?, ?)",
                Column.of("bytea", results, Result::id),
                Column.of("integer", results, Result::kind),
                Column.of("bytea", results, Result::dvm),
                Column.of("bigint", results, Result::at));
        database.update(
                "insert into job_feedback select *, null, 'success', null, null, false from unnest(?, ?, ?)",
                Column.of("bytea", feedback, Feedback::id),
                Column.of("bytea", feedback, Feedback::dvm),
                Column.of("bigint", feedback, Feedback::at));
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
