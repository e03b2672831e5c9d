package org.nostrobservatory.dvm;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nostrobservatory.ingest.Events;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.JobRequest;
import org.nostrobservatory.schema.Database;

/** One job from its request to its payment. Words are strangers' text, as they were signed, cut. */
@Stateless
public class JobDetails {

    /**
     * A job.
     *
     * @param kind of the request; null where neither it nor a result is stored
     * @param customer null where the request is not stored, as requestedAt and request
     * @param state as in {@link DvmJobs.Entry}
     * @param answers what each DVM did that was named or said something: {@value #ANSWERS} at most, those with results first
     * @param steps by time: the first {@value JobSteps#MAX} results, as many of feedback, and what was paid for them
     * @param events how many events there are, without payments
     * @param before jobs whose results are the input of this one
     * @param after jobs that have this one's results as input; {@value #CHAINED} at most
     */
    public record Job(
            Bytes requestId,
            Integer kind,
            String title,
            Bytes customer,
            String customerName,
            Instant requestedAt,
            String state,
            Request request,
            List<Answer> answers,
            List<Step> steps,
            long events,
            List<Link> before,
            List<Link> after) {}

    /** What was asked for; empty where it is encrypted. */
    public record Request(
            boolean encrypted,
            Long bidMsat,
            String output,
            List<JobRequest.Input> inputs,
            List<JobRequest.Param> params,
            List<Bytes> targets) {}

    /** What a DVM did; columns as in {@link DvmJobs.Entry}. */
    public record Answer(
            Bytes pubkey,
            String name,
            String picture,
            boolean targeted,
            String state,
            long results,
            long feedbacks,
            long errors,
            boolean paywalled,
            Long firstFeedbackSeconds,
            Long firstResultSeconds,
            Long askedMsat,
            long paidMsat,
            List<String> anomalies) {}

    /**
     * Something that happened.
     *
     * @param type request, feedback, result or payment (a zap receipt)
     * @param pubkey who did it; of a payment who paid
     * @param createdAt unix seconds
     * @param afterSeconds since the request, below 0 if dated before it; null where that is not stored
     * @param kind of the event
     * @param status of feedback; null for everything else
     * @param amountMsat what is bid, asked for or paid; null where nothing is
     * @param invoice that is to be paid; null where there is none
     * @param text information or content, its first {@value JobSteps#TEXT} characters; empty where it is encrypted or stored no more
     * @param ofEvent the answer that is paid for; null for everything else, and where it is none of the steps
     */
    public record Step(
            String type,
            Bytes eventId,
            Bytes pubkey,
            String name,
            long createdAt,
            Long afterSeconds,
            int kind,
            String status,
            Long amountMsat,
            String invoice,
            String text,
            Bytes ofEvent) {

        Step with(Long after, String bolt11, String words) {
            return new Step(
                    type, eventId, pubkey, name, createdAt, after, kind, status, amountMsat, bolt11, words, ofEvent);
        }
    }

    /**
     * Another job of the same chain.
     *
     * @param kind null where the request is not stored, as everything else
     */
    public record Link(Bytes requestId, Integer kind, String title, String state) {}

    private static final int ANSWERS = 100;
    private static final int CHAINED = 20;

    private static final String REQUEST_OF = """
            select coalesce(
                (select event_id from job_request where event_id = any (wanted)),
                (select request_id from job_result where event_id = any (wanted) and request_id is not null limit 1),
                (select request_id from job_feedback where event_id = any (wanted) and request_id is not null limit 1),
                (select request_id from job_answer where request_id = any (wanted) limit 1)) as request_id
            from (select array_remove(array[?::bytea, (select target_id from zap where receipt_id = ?)], null)) as one (wanted)""";

    private static final String SUMMARY = """
            select job_request.kind, job_request.pubkey as customer, job_request.created_at as requested_at,
                   coalesce(display_name, name) as customer_name,
                   coalesce((select state from job where request_id = job_request.event_id), 'requested') as state
            from job_request left join profile using (pubkey) where job_request.event_id = ?""";

    /** Where the request is not stored. */
    private static final String UNKNOWN = """
            select max(kind) as kind, null::bytea as customer, null::bigint as requested_at, null as customer_name,
                   case when sum(results) > 0 then 'answered' else coalesce(max(status), 'requested') end as state
            from job_answer where request_id = ?""";

    private static final String ANSWERS_OF = """
            select pubkey, coalesce(dvm.name, display_name, profile.name) as called, coalesce(dvm.picture, profile.picture) as face,
                   targeted, case when results > 0 then 'answered' else coalesce(status, 'requested') end as state,
                   results, feedbacks, errors, paywalled, requested_at, first_feedback_at, job_answer.first_result_at,
                   asked_msat, paid_msat, anomalies
            from (select * from job_answer where request_id = ?
                  order by results desc, feedbacks desc, first_result_at, pubkey limit ?) as job_answer
            left join dvm using (pubkey) left join profile using (pubkey)
            order by results desc, feedbacks desc, job_answer.first_result_at, pubkey""";

    private static final String EVENTS = """
            select (select count(*) from job_request where event_id = ?) + (select count(*) from job_result where request_id = ?)
                   + (select count(*) from job_feedback where request_id = ?) as events""";

    /** Clients name the request; some name its result. */
    private static final String BEFORE = """
            select distinct on (place) named.id as request_id, job_request.kind, state
            from job_request as chained cross join unnest(inputs) with ordinality as input (id, place)
            cross join lateral (select coalesce((select request_id from job_result where event_id = input.id), input.id) as id)
                       as named
            left join job_request on job_request.event_id = named.id left join job on job.request_id = named.id
            where chained.event_id = ? order by place""";

    private static final String AFTER = """
            select event_id as request_id, job_request.kind, state
            from job_request left join job on request_id = event_id
            where inputs <> '{}' and inputs && (array[?::bytea] || array(select event_id from job_result where request_id = ? limit 100))
            order by job_request.created_at, event_id limit ?""";

    @Inject
    private Database database;

    @Inject
    private KindTitles titles;

    @Inject
    private Events events;

    public JobDetails() {}

    JobDetails(Database database) {
        this.database = database;
        titles = new KindTitles(database);
        events = new Events(database);
    }

    /**
     * The job that an event belongs to.
     *
     * @param id of a request, a result, feedback, or a zap of one of the latter
     * @return empty where nothing is known of such a job
     */
    public Optional<Job> find(Bytes id) {
        return database.find(REQUEST_OF, row -> Optional.ofNullable(Database.bytes(row, "request_id")), id, id)
                .flatMap(requestId -> requestId.map(this::job));
    }

    private Job job(Bytes requestId) {
        JobSteps steps = JobSteps.read(database, events, requestId);
        return database.find(steps.request() == null ? UNKNOWN : SUMMARY, row -> job(requestId, row, steps), requestId)
                .orElseThrow();
    }

    private Job job(Bytes requestId, ResultSet row, JobSteps steps) throws SQLException {
        Long kind = Database.number(row, "kind");
        Map<Integer, String> called = titles.of(DvmKinds.NUMBERS);
        return new Job(
                requestId,
                kind == null ? null : kind.intValue(),
                kind == null ? null : called.get(kind.intValue()),
                Database.bytes(row, "customer"),
                row.getString("customer_name"),
                Database.time(row, "requested_at"),
                row.getString("state"),
                steps.request(),
                database.query(ANSWERS_OF, JobDetails::answer, requestId, ANSWERS),
                steps.steps(),
                database.find(EVENTS, count -> count.getLong("events"), requestId, requestId, requestId)
                        .orElseThrow(),
                database.query(BEFORE, link -> link(link, called), requestId),
                database.query(AFTER, link -> link(link, called), requestId, requestId, CHAINED));
    }

    private static Answer answer(ResultSet row) throws SQLException {
        Long requestedAt = Database.number(row, "requested_at");
        return new Answer(
                Database.bytes(row, "pubkey"),
                row.getString("called"),
                row.getString("face"),
                row.getBoolean("targeted"),
                row.getString("state"),
                row.getLong("results"),
                row.getLong("feedbacks"),
                row.getLong("errors"),
                row.getBoolean("paywalled"),
                DvmJobs.after(requestedAt, Database.number(row, "first_feedback_at")),
                DvmJobs.after(requestedAt, Database.number(row, "first_result_at")),
                Database.number(row, "asked_msat"),
                row.getLong("paid_msat"),
                DvmJobs.texts(row, "anomalies"));
    }

    private static Link link(ResultSet row, Map<Integer, String> called) throws SQLException {
        Long kind = Database.number(row, "kind");
        return new Link(
                Database.bytes(row, "request_id"),
                kind == null ? null : kind.intValue(),
                kind == null ? null : called.get(kind.intValue()),
                row.getString("state"));
    }
}
