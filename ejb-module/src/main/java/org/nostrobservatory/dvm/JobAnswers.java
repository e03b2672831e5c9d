package org.nostrobservatory.dvm;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.nostrobservatory.dvm.JobAnswer.Request;
import org.nostrobservatory.dvm.JobAnswer.Said;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.JobStatus;
import org.nostrobservatory.schema.AdvisoryLock;
import org.nostrobservatory.schema.ChangeTable;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/**
 * Keeps {@code job} and {@code job_answer}: what became of each job. Jobs that changed are worked out again from their request,
 * results, feedback and zaps, so that the result does not depend on what came when.
 */
@Stateless
public class JobAnswers {

    /** A job is looked at with so many DVMs: those with the lowest keys. */
    static final int MAX_DVMS = 500;

    /** What is dated further ahead does not count before its time comes. */
    static final long AHEAD_SECONDS = 900;

    /** A job and one DVM. */
    private record Pair(Bytes requestId, Bytes dvm) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair other) {
            int byRequest = requestId.compareTo(other.requestId);
            return byRequest != 0 ? byRequest : dvm.compareTo(other.dvm);
        }
    }

    private record Dated(Pair pair, Said said) {}

    private record Zapped(Pair pair, Bytes eventId) {}

    /**
     * From one DVM to the next by index, so that a job costs what its DVMs are, whatever one of them sends; then the
     * earliest events of each.
     */
    private static final String SAID = """
            with recursive wanted as materialized (
                select * from unnest(?) as wanted (id)
            ), dvm (id, pubkey, place) as (
                select id, ''::bytea, 0 from wanted
                union all
                select dvm.id, next.pubkey, place + 1
                from dvm cross join lateral (
                    select pubkey from (
                        (select pubkey from job_result where request_id = dvm.id and job_result.pubkey > dvm.pubkey
                         order by pubkey limit 1)
                        union all
                        (select pubkey from job_feedback where request_id = dvm.id and job_feedback.pubkey > dvm.pubkey
                         order by pubkey limit 1)) as candidate
                    order by pubkey limit 1) as next
                where place < ?
            )
            select dvm.id, dvm.pubkey, said.*
            from dvm cross join lateral (
                (select event_id, created_at, kind, null as status, amount_msat, bad_amount from job_result
                 where request_id = dvm.id and job_result.pubkey = dvm.pubkey order by created_at, event_id limit ?)
                union all
                (select event_id, created_at, null, status, amount_msat, bad_amount from job_feedback
                 where request_id = dvm.id and job_feedback.pubkey = dvm.pubkey order by created_at, event_id limit ?)) as said
            where place > 0 order by id, pubkey, created_at, event_id""";

    /** On events, and for invoices: each zap once. */
    private static final String PAID = """
            select id, dvm, sum(amount_msat) as msat from (
                select answer.id, answer.dvm, receipt_id, amount_msat
                from unnest(?, ?, ?) as answer (id, dvm, event_id)
                join zap on target_id = event_id and recipient = dvm
                where counts and verdict <> 'suspicious' and sender <> dvm
                union
                select request_id, recipient, receipt_id, amount_msat
                from job_payment join zap on payment = payment_hash
                where request_id = any (?) and counts and verdict <> 'suspicious' and sender <> recipient) as paid
            group by id, dvm""";

    /** Of each payment hash the job that it is for: where the zapped DVM asked for it first. */
    private static final String PAYMENTS = """
            select hash, asked.request_id
            from unnest(?) as changed (hash) join zap on payment = hash and counts and verdict <> 'suspicious'
            cross join lateral (
                select request_id from (
                    (select request_id, created_at, event_id from job_result
                     where payment_hash = hash and pubkey = recipient order by created_at, event_id limit 1)
                    union all
                    (select request_id, created_at, event_id from job_feedback
                     where payment_hash = hash and pubkey = recipient order by created_at, event_id limit 1)) as candidate
                order by created_at, event_id limit 1) as asked
            where asked.request_id is not null and (target_id is null or target_id = asked.request_id)""";

    private static final String WRITE_ANSWERS = """
            insert into job_answer as old (request_id, pubkey, kind, customer, requested_at, targeted, first_feedback_at,
                                           first_result_at, results, feedbacks, errors, paywalled, status, asked_msat,
                                           paid_msat, anomalies)
            select request_id, pubkey, kind, customer, requested_at, targeted, first_feedback_at, first_result_at, results,
                   feedbacks, errors, paywalled, status, asked_msat, paid_msat, string_to_array(anomalies, ',')
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                 as new (request_id, pubkey, kind, customer, requested_at, targeted, first_feedback_at, first_result_at,
                         results, feedbacks, errors, paywalled, status, asked_msat, paid_msat, anomalies)
            on conflict (request_id, pubkey) do update
            set (kind, customer, requested_at, targeted, first_feedback_at, first_result_at, results, feedbacks, errors,
                 paywalled, status, asked_msat, paid_msat, anomalies)
                = row (excluded.kind, excluded.customer, excluded.requested_at, excluded.targeted, excluded.first_feedback_at,
                       excluded.first_result_at, excluded.results, excluded.feedbacks, excluded.errors, excluded.paywalled,
                       excluded.status, excluded.asked_msat, excluded.paid_msat, excluded.anomalies)
            where old is distinct from excluded""";

    private static final String WRITE_JOBS = """
            insert into job as old (request_id, kind, pubkey, created_at, state, dvms, results, feedbacks, first_feedback_at,
                                    first_result_at, asked_msat, paid_msat)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (request_id) do update
            set (kind, pubkey, created_at, state, dvms, results, feedbacks, first_feedback_at, first_result_at, asked_msat,
                 paid_msat)
                = row (excluded.kind, excluded.pubkey, excluded.created_at, excluded.state, excluded.dvms, excluded.results,
                       excluded.feedbacks, excluded.first_feedback_at, excluded.first_result_at, excluded.asked_msat,
                       excluded.paid_msat)
            where old is distinct from excluded""";

    @Inject
    private Database database;

    public JobAnswers() {}

    JobAnswers(Database database) {
        this.database = database;
    }

    /**
     * Works out again some of the jobs that changed.
     *
     * @param limit how many changes of each sort to take at most; several may be of one job
     * @return how many changes it took; 0 if there are none, or while another server is at it
     */
    public int update(int limit) {
        return update(limit, Instant.now());
    }

    int update(int limit, Instant now) {
        if (!AdvisoryLock.JOB_ANSWERS.tryLock(database)) {
            return 0;
        }
        database.readByIndex();
        ChangeTable.Taken changes = JobChanges.requests(database).take(limit);
        ChangeTable.Taken payments = JobChanges.payments(database).take(limit);
        List<Bytes> due = takeDue(limit, now);
        SortedSet<Bytes> ids = new TreeSet<>(changes.keys());
        ids.addAll(due);
        if (!payments.keys().isEmpty()) {
            ids.addAll(answeredBy(payments.keys()));
            ids.addAll(settlePayments(payments.keys()));
        }
        if (!ids.isEmpty()) {
            workOut(List.copyOf(ids), now.getEpochSecond() + AHEAD_SECONDS);
        }
        return changes.rows() + payments.rows() + due.size();
    }

    private List<Bytes> takeDue(int limit, Instant now) {
        return database.query(
                "delete from job_due where request_id = any (array(select request_id from job_due where due_at <= ?"
                        + " order by due_at limit ?)) returning request_id",
                row -> Database.bytes(row, "request_id"),
                now.getEpochSecond(),
                limit);
    }

    /** The requests that belong to those of these events that are results or feedback. */
    private List<Bytes> answeredBy(List<Bytes> events) {
        Column ids = Column.of("bytea", events, id -> id);
        return database.query("""
                select request_id from job_result where event_id = any (?) and request_id is not null
                union select request_id from job_feedback where event_id = any (?) and request_id is not null""", row -> Database.bytes(row, "request_id"), ids, ids);
    }

    /** Finds out which jobs these payments are for. Answers those that they are for now, and those that they were for. */
    private List<Bytes> settlePayments(List<Bytes> hashes) {
        Column changed = Column.of("bytea", hashes, hash -> hash);
        Map<Bytes, Bytes> jobs = new TreeMap<>();
        database.query(
                PAYMENTS, row -> jobs.put(Database.bytes(row, "hash"), Database.bytes(row, "request_id")), changed);
        List<Bytes> concerned = new ArrayList<>(jobs.values());
        concerned.addAll(database.query(
                "delete from job_payment where payment_hash = any (?) returning request_id",
                row -> Database.bytes(row, "request_id"),
                changed));
        if (!jobs.isEmpty()) {
            List<Map.Entry<Bytes, Bytes>> rows = List.copyOf(jobs.entrySet());
            database.update(
                    "insert into job_payment (payment_hash, request_id) select * from unnest(?, ?)",
                    Column.of("bytea", rows, Map.Entry::getKey),
                    Column.of("bytea", rows, Map.Entry::getValue));
        }
        return concerned;
    }

    /** @param horizon what is dated later does not count yet */
    private void workOut(List<Bytes> ids, long horizon) {
        Map<Bytes, Request> requests = new HashMap<>();
        Map<Bytes, Long> ahead = new TreeMap<>();
        for (Request request : readRequests(ids)) {
            if (request.createdAt() > horizon) {
                ahead.merge(request.id(), request.createdAt(), Math::min);
            } else {
                requests.put(request.id(), request);
            }
        }
        Map<Pair, List<Said>> said = new TreeMap<>();
        requests.values()
                .forEach(request -> request.targets()
                        .forEach(target -> said.put(new Pair(request.id(), target), new ArrayList<>())));
        for (Dated event : readSaid(ids)) {
            if (event.said().createdAt() > horizon) {
                ahead.merge(event.pair().requestId(), event.said().createdAt(), Math::min);
            } else {
                said.computeIfAbsent(event.pair(), pair -> new ArrayList<>()).add(event.said());
            }
        }
        List<JobAnswer> answers = said.entrySet().stream()
                .map(entry -> JobAnswer.of(
                        entry.getKey().requestId(),
                        entry.getKey().dvm(),
                        Optional.ofNullable(requests.get(entry.getKey().requestId())),
                        entry.getValue()))
                .toList();
        Map<Pair, Long> paid = readPaid(ids, answers);
        writeAnswers(ids, answers, paid);
        writeJobs(ids, requests, answers, paid);
        writeDue(ids, ahead);
        // What was answered and paid counts in the month of the request.
        new MonthChanges(database)
                .add(requests.values().stream().map(Request::createdAt).toList());
    }

    private List<Request> readRequests(List<Bytes> ids) {
        return database.query(
                "select event_id, kind, pubkey, created_at, targets from job_request where event_id = any (?)",
                row -> new Request(
                        Database.bytes(row, "event_id"),
                        row.getInt("kind"),
                        Database.bytes(row, "pubkey"),
                        row.getLong("created_at"),
                        Arrays.stream((byte[][]) row.getArray("targets").getArray())
                                .map(Bytes::of)
                                .toList()),
                Column.of("bytea", ids, id -> id));
    }

    private List<Dated> readSaid(List<Bytes> ids) {
        int one = JobAnswer.MAX_EVENTS + 1;
        return database.query(SAID, JobAnswers::said, Column.of("bytea", ids, id -> id), MAX_DVMS, one, one);
    }

    private static Dated said(ResultSet row) throws SQLException {
        String status = row.getString("status");
        return new Dated(
                new Pair(Database.bytes(row, "id"), Database.bytes(row, "pubkey")),
                new Said(
                        Database.bytes(row, "event_id"),
                        row.getLong("created_at"),
                        row.getObject("kind") == null ? null : row.getInt("kind"),
                        status == null ? null : JobStatus.ofCode(status),
                        row.getObject("amount_msat") == null ? null : row.getLong("amount_msat"),
                        row.getBoolean("bad_amount")));
    }

    private Map<Pair, Long> readPaid(List<Bytes> ids, List<JobAnswer> answers) {
        List<Zapped> counting = answers.stream()
                .flatMap(answer -> answer.counting().stream()
                        .map(said -> new Zapped(new Pair(answer.requestId(), answer.dvm()), said.eventId())))
                .toList();
        Map<Pair, Long> paid = new HashMap<>();
        database.query(
                PAID,
                row -> paid.put(new Pair(Database.bytes(row, "id"), Database.bytes(row, "dvm")), row.getLong("msat")),
                Column.of("bytea", counting, zapped -> zapped.pair().requestId()),
                Column.of("bytea", counting, zapped -> zapped.pair().dvm()),
                Column.of("bytea", counting, Zapped::eventId),
                Column.of("bytea", ids, id -> id));
        return paid;
    }

    private static long paid(Map<Pair, Long> paid, JobAnswer answer) {
        return answer.isAnswer() ? paid.getOrDefault(new Pair(answer.requestId(), answer.dvm()), 0L) : 0;
    }

    private void writeAnswers(List<Bytes> ids, List<JobAnswer> answers, Map<Pair, Long> paid) {
        database.update(
                "delete from job_answer where request_id = any (?) and (request_id, pubkey) not in"
                        + " (select * from unnest(?, ?))",
                Column.of("bytea", ids, id -> id),
                Column.of("bytea", answers, JobAnswer::requestId),
                Column.of("bytea", answers, JobAnswer::dvm));
        if (answers.isEmpty()) {
            return;
        }
        database.update(
                WRITE_ANSWERS,
                Column.of("bytea", answers, JobAnswer::requestId),
                Column.of("bytea", answers, JobAnswer::dvm),
                Column.of("integer", answers, JobAnswer::kind),
                Column.of(
                        "bytea",
                        answers,
                        answer -> answer.request().map(Request::customer).orElse(null)),
                Column.of(
                        "bigint",
                        answers,
                        answer -> answer.request().map(Request::createdAt).orElse(null)),
                Column.of("boolean", answers, JobAnswer::isTargeted),
                Column.of("bigint", answers, JobAnswer::firstFeedbackAt),
                Column.of("bigint", answers, JobAnswer::firstResultAt),
                Column.of("integer", answers, JobAnswer::results),
                Column.of("integer", answers, JobAnswer::feedbacks),
                Column.of("integer", answers, JobAnswer::errors),
                Column.of("boolean", answers, JobAnswer::paywalled),
                Column.of(
                        "text",
                        answers,
                        answer ->
                                answer.status() == null ? null : answer.status().code()),
                Column.of("bigint", answers, JobAnswer::askedMsat),
                Column.of("bigint", answers, answer -> paid(paid, answer)),
                Column.of(
                        "text",
                        answers,
                        answer -> answer.anomalies().stream()
                                .map(JobAnomaly::code)
                                .sorted()
                                .collect(Collectors.joining(","))));
    }

    private void writeJobs(
            List<Bytes> ids, Map<Bytes, Request> requests, List<JobAnswer> answers, Map<Pair, Long> paid) {
        List<Bytes> others =
                ids.stream().filter(id -> !requests.containsKey(id)).toList();
        if (!others.isEmpty()) {
            database.update("delete from job where request_id = any (?)", Column.of("bytea", others, id -> id));
        }
        if (requests.isEmpty()) {
            return;
        }
        Map<Bytes, List<JobAnswer>> byRequest =
                answers.stream().filter(JobAnswer::isAnswer).collect(Collectors.groupingBy(JobAnswer::requestId));
        List<JobSummary> jobs = requests.values().stream()
                .map(request -> {
                    List<JobAnswer> given = byRequest.getOrDefault(request.id(), List.of());
                    return JobSummary.of(
                            request,
                            given,
                            given.stream()
                                    .mapToLong(answer -> paid(paid, answer))
                                    .sum());
                })
                .sorted((a, b) -> a.request().id().compareTo(b.request().id()))
                .toList();
        database.update(
                WRITE_JOBS,
                Column.of("bytea", jobs, job -> job.request().id()),
                Column.of("integer", jobs, job -> job.request().kind()),
                Column.of("bytea", jobs, job -> job.request().customer()),
                Column.of("bigint", jobs, job -> job.request().createdAt()),
                Column.of("text", jobs, JobSummary::state),
                Column.of("integer", jobs, JobSummary::dvms),
                Column.of("integer", jobs, JobSummary::results),
                Column.of("integer", jobs, JobSummary::feedbacks),
                Column.of("bigint", jobs, JobSummary::firstFeedbackAt),
                Column.of("bigint", jobs, JobSummary::firstResultAt),
                Column.of("bigint", jobs, JobSummary::askedMsat),
                Column.of("bigint", jobs, JobSummary::paidMsat));
    }

    private void writeDue(List<Bytes> ids, Map<Bytes, Long> ahead) {
        database.update("delete from job_due where request_id = any (?)", Column.of("bytea", ids, id -> id));
        if (!ahead.isEmpty()) {
            Collection<Map.Entry<Bytes, Long>> entries = ahead.entrySet();
            List<Map.Entry<Bytes, Long>> rows = List.copyOf(entries);
            database.update(
                    "insert into job_due (request_id, due_at) select * from unnest(?, ?)",
                    Column.of("bytea", rows, Map.Entry::getKey),
                    Column.of("bigint", rows, row -> row.getValue() - AHEAD_SECONDS));
        }
    }
}
