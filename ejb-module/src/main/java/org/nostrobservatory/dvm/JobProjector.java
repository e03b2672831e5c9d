package org.nostrobservatory.dvm;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nostrobservatory.configuration.Setting;
import org.nostrobservatory.configuration.Settings;
import org.nostrobservatory.ingest.EventProjector;
import org.nostrobservatory.ingest.EventRows;
import org.nostrobservatory.ingest.EventRows.Field;
import org.nostrobservatory.ingest.Portion;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.JobAmount;
import org.nostrobservatory.protocol.JobFeedback;
import org.nostrobservatory.protocol.JobKind;
import org.nostrobservatory.protocol.JobRequest;
import org.nostrobservatory.protocol.JobResult;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/** Requests, results and feedback of jobs (NIP-90); whatever comes or goes has its job and its DVM worked out again. */
@ApplicationScoped
class JobProjector implements EventProjector {

    /** An event, and what it says of a job. */
    private record Row<T>(Event event, T said) {}

    /** The rows of some events, each kind of them in the order of their ids. */
    private record Rows(List<Row<JobRequest>> requests, List<Row<JobResult>> results, List<Row<JobFeedback>> feedback) {

        static Rows of(List<Event> events) {
            return new Rows(rows(events, JobRequest::of), rows(events, JobResult::of), rows(events, JobFeedback::of));
        }

        private static <T> List<Row<T>> rows(List<Event> events, Function<Event, Optional<T>> read) {
            return events.stream()
                    .sorted(Comparator.comparing(Event::id))
                    .flatMap(event -> read.apply(event).stream().map(said -> new Row<>(event, said)))
                    .toList();
        }

        /** The requests that they are, or belong to. */
        List<Bytes> requestIds() {
            Stream<Bytes> named = Stream.concat(
                    results.stream().flatMap(row -> row.said().requestId().stream()),
                    feedback.stream().flatMap(row -> row.said().requestId().stream()));
            return Stream.concat(requests.stream().map(row -> row.event().id()), named)
                    .toList();
        }

        List<Bytes> payments() {
            return Stream.concat(
                            results.stream().map(row -> row.said().amount()),
                            feedback.stream().map(row -> row.said().amount()))
                    .flatMap(amount -> amount.paymentHash().stream())
                    .toList();
        }

        List<Bytes> dvms() {
            return Stream.concat(
                            results.stream().map(Row::event), feedback.stream().map(Row::event))
                    .map(Event::pubkey)
                    .toList();
        }
    }

    private final Database database;
    private final Set<Integer> excluded;
    private final JobChanges changes;
    private final EventRows<Row<JobRequest>> requests;
    private final EventRows<Row<JobResult>> results;
    private final EventRows<Row<JobFeedback>> feedback;

    protected JobProjector() {
        database = null;
        excluded = Set.of();
        changes = null;
        requests = null;
        results = null;
        feedback = null;
    }

    /** With the default settings. */
    JobProjector(Database database) {
        this(database, new Settings(setting -> Optional.empty()));
    }

    @Inject
    JobProjector(Database database, Settings settings) {
        this.database = database;
        excluded = settings.get(Setting.DVM_EXCLUDED_KINDS);
        changes = new JobChanges(database);
        requests = rows(
                "job_request",
                List.of(
                        field("kind", "integer", row -> row.event().kind()),
                        Field.ofArray("targets", row -> row.said().targets()),
                        Field.ofArray("inputs", row -> row.said().chainedTo()),
                        field(
                                "bid_msat",
                                "bigint",
                                row -> row.said().bidMsat().stream()
                                        .boxed()
                                        .findFirst()
                                        .orElse(null)),
                        field("encrypted", "boolean", row -> row.said().encrypted())));
        results = rows(
                "job_result",
                List.of(
                        field("kind", "integer", row -> row.event().kind()),
                        field(
                                "request_id",
                                "bytea",
                                row -> row.said().requestId().orElse(null)),
                        field("amount_msat", "bigint", row -> msat(row.said().amount())),
                        field(
                                "payment_hash",
                                "bytea",
                                row -> row.said().amount().paymentHash().orElse(null)),
                        field(
                                "bad_amount",
                                "boolean",
                                row -> row.said().amount().isBad())));
        feedback = rows(
                "job_feedback",
                List.of(
                        field(
                                "request_id",
                                "bytea",
                                row -> row.said().requestId().orElse(null)),
                        field("status", "text", row -> row.said().status().code()),
                        field("amount_msat", "bigint", row -> msat(row.said().amount())),
                        field(
                                "payment_hash",
                                "bytea",
                                row -> row.said().amount().paymentHash().orElse(null)),
                        field(
                                "bad_amount",
                                "boolean",
                                row -> row.said().amount().isBad())));
    }

    /** A table that has these fields besides what every event says. */
    private <T> EventRows<Row<T>> rows(String table, List<Field<Row<T>>> fields) {
        Stream<Field<Row<T>>> common = Stream.of(
                Field.of("event_id", "bytea", row -> row.event().id()),
                Field.of("pubkey", "bytea", row -> row.event().pubkey()),
                Field.of("created_at", "bigint", row -> row.event().createdAt()));
        return new EventRows<>(
                database,
                table,
                "event_id",
                "event_id",
                Stream.concat(common, fields.stream()).toList());
    }

    private static <T> Field<Row<T>> field(String name, String type, Function<Row<T>, ?> value) {
        return Field.of(name, type, value);
    }

    private static Long msat(JobAmount amount) {
        return amount.msat().stream().boxed().findFirst().orElse(null);
    }

    @Override
    public boolean accepts(int kind) {
        return (JobKind.isRequest(kind) || JobKind.isResult(kind) || kind == Kinds.JOB_FEEDBACK)
                && !excluded.contains(kind);
    }

    @Override
    public void project(List<Event> events) {
        Rows rows = Rows.of(ClosedMonths.without(database, events));
        requests.insert(rows.requests());
        results.insert(rows.results());
        feedback.insert(rows.feedback());
        report(rows);
    }

    @Override
    public void retract(List<Event> events) {
        requests.delete(events);
        results.delete(events);
        feedback.delete(events);
        report(Rows.of(events));
    }

    private void report(Rows rows) {
        changes.add(rows.requestIds());
        changes.addPaid(rows.payments());
        JobChanges.dvms(database).add(rows.dvms());
    }

    /** Has every job counted again, because read models may be wrong though all they are made of is right. */
    @Override
    public int correct(Portion portion) {
        List<Event> stored = portion.events(JobKind.FIRST, Kinds.JOB_FEEDBACK).stream()
                .filter(event -> accepts(event.kind()))
                .toList();
        List<Event> events = ClosedMonths.without(database, stored);
        // Rows that are wrong may name other requests.
        reportStored(events);
        Rows rows = Rows.of(events);
        report(rows);
        return requests.correct(events, rows.requests())
                + results.correct(events, rows.results())
                + feedback.correct(events, rows.feedback());
    }

    private void reportStored(List<Event> events) {
        Column ids = Column.of("bytea", events, Event::id);
        database.update("""
                insert into job_change
                select request_id from job_result where event_id = any (?) and request_id is not null
                union select request_id from job_feedback where event_id = any (?) and request_id is not null""", ids, ids);
    }

    @Override
    public int correctRest() {
        Column kinds = new Column("integer", kinds(JobKind.FIRST, Kinds.JOB_FEEDBACK));
        database.update("""
                insert into job_change
                select event_id from job_request where not exists (select from event where id = event_id and kind = any (?))
                union select request_id from job_result
                where request_id is not null and not exists (select from event where id = event_id and kind = any (?))
                union select request_id from job_feedback
                where request_id is not null and not exists (select from event where id = event_id and kind = any (?))
                union select request_id from job where not exists (select from job_request where event_id = request_id)
                union select request_id from job_answer
                where not exists (select from job_request where event_id = job_answer.request_id)
                union select request_id from job_due""", kinds, kinds, kinds);
        database.update("""
                insert into job_payment_change
                select payment_hash from job_payment
                union select payment_hash from job_result where payment_hash is not null
                union select payment_hash from job_feedback where payment_hash is not null""");
        database.update("insert into dvm_change select pubkey from dvm union select pubkey from dvm_kind"
                + " union select pubkey from dvm_due");
        return requests.deleteStrays(kinds(JobKind.FIRST, JobKind.LAST))
                + results.deleteStrays(kinds(JobKind.LAST + 1, JobKind.LAST + JobKind.RESULT_OFFSET))
                + feedback.deleteStrays(kinds(Kinds.JOB_FEEDBACK, Kinds.JOB_FEEDBACK));
    }

    /** Those of these kinds that have rows. */
    private Integer[] kinds(int first, int last) {
        return IntStream.rangeClosed(first, last).boxed().filter(this::accepts).toArray(Integer[]::new);
    }
}
