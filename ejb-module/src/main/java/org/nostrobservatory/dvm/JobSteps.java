package org.nostrobservatory.dvm;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.nostrobservatory.dvm.JobDetails.Request;
import org.nostrobservatory.dvm.JobDetails.Step;
import org.nostrobservatory.ingest.EventRemoval;
import org.nostrobservatory.ingest.Events;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.JobAmount;
import org.nostrobservatory.protocol.JobFeedback;
import org.nostrobservatory.protocol.JobRequest;
import org.nostrobservatory.schema.Database;

/**
 * What happened to a job, by time, with the words of the events.
 *
 * @param request null where it is not stored
 */
record JobSteps(Request request, List<Step> steps) {

    /** Results, and as many of feedback: a job can have any number of both. */
    static final int MAX = 100;

    /** Characters. */
    static final int TEXT = 500;

    /** What is read of an event as it was signed. */
    private record Words(Bytes id, Request request, String invoice, String text) {}

    private static final String STEPS = """
            with answer as materialized (
                (select 'result' as type, event_id, pubkey, created_at, kind, null as status, amount_msat, payment_hash
                 from job_result where request_id = ? order by created_at, event_id limit ?)
                union all
                (select 'feedback', event_id, pubkey, created_at, 7000, status, amount_msat, payment_hash
                 from job_feedback where request_id = ? order by created_at, event_id limit ?)
            ), payment as (
                select receipt_id, sender, zap.created_at, zap.amount_msat, target_id as of_event
                from answer join zap on target_id = event_id and recipient = answer.pubkey
                where counts and verdict <> 'suspicious' and sender <> recipient
                union all
                select receipt_id, sender, zap.created_at, zap.amount_msat,
                       (select event_id from answer where answer.payment_hash = zap.payment and answer.pubkey = recipient
                        order by answer.created_at, event_id limit 1)
                from job_payment join zap on payment = job_payment.payment_hash
                where request_id = ? and counts and verdict <> 'suspicious' and sender <> recipient
            ), step as (
                select 'request' as type, event_id, pubkey, created_at, kind, null as status, bid_msat as amount_msat,
                       null::bytea as of_event
                from job_request where event_id = ?
                union all
                select type, event_id, pubkey, created_at, kind, status, amount_msat, null from answer
                union all
                (select distinct on (receipt_id) 'payment', receipt_id, sender, created_at, 9735, null::text, amount_msat, of_event
                 from payment order by receipt_id, of_event)
            )
            select step.*, coalesce(dvm.name, display_name, profile.name) as name
            from step left join dvm using (pubkey) left join profile using (pubkey)
            order by created_at, array_position(array['request', 'feedback', 'result', 'payment'], type), event_id""";

    static JobSteps read(Database database, Events events, Bytes requestId) {
        List<Step> steps = database.query(STEPS, JobSteps::step, requestId, MAX, requestId, MAX, requestId, requestId);
        Map<Bytes, Words> words = words(events, steps);
        Optional<Step> request =
                steps.stream().filter(step -> step.type().equals("request")).findFirst();
        return new JobSteps(
                request.map(step -> words.get(step.eventId()))
                        .map(Words::request)
                        .orElse(null),
                steps.stream()
                        .map(step -> {
                            Words said = words.getOrDefault(step.eventId(), new Words(null, null, null, ""));
                            Long after = request.map(asked -> step.createdAt() - asked.createdAt())
                                    .orElse(null);
                            return step.with(after, said.invoice(), said.text());
                        })
                        .toList());
    }

    private static Map<Bytes, Words> words(Events events, List<Step> steps) {
        List<EventRemoval.Key> keys = steps.stream()
                .map(step -> new EventRemoval.Key(step.eventId(), step.createdAt()))
                .distinct()
                .toList();
        Map<Bytes, Words> words = new HashMap<>();
        events.read(keys, some -> some.stream().map(JobSteps::words).toList())
                .forEach(said -> words.put(said.id(), said));
        return words;
    }

    private static Words words(Event event) {
        Optional<JobRequest> request = JobRequest.of(event);
        if (request.isPresent()) {
            return new Words(event.id(), request(request.get()), null, "");
        }
        boolean readable = event.tags("encrypted").findAny().isEmpty();
        String information = JobFeedback.of(event).map(JobFeedback::information).orElse("");
        String text = information.isBlank() ? event.content() : information;
        return new Words(
                event.id(),
                null,
                JobAmount.of(event).invoice().orElse(null),
                readable ? Database.text(text, TEXT) : "");
    }

    private static Request request(JobRequest request) {
        OptionalLong bid = request.bidMsat();
        return new Request(
                request.encrypted(),
                bid.isPresent() ? bid.getAsLong() : null,
                request.output().orElse(null),
                request.inputs(),
                request.params(),
                request.targets());
    }

    private static Step step(ResultSet row) throws SQLException {
        return new Step(
                row.getString("type"),
                Database.bytes(row, "event_id"),
                Database.bytes(row, "pubkey"),
                row.getString("name"),
                row.getLong("created_at"),
                null,
                row.getInt("kind"),
                row.getString("status"),
                Database.number(row, "amount_msat"),
                null,
                "",
                Database.bytes(row, "of_event"));
    }
}
