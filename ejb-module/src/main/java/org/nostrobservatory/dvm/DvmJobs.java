package org.nostrobservatory.dvm;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.UnixTime;
import org.nostrobservatory.schema.Database;

/** Lists of jobs, the latest requested first. Some seconds behind the events. */
@Stateless
public class DvmJobs {

    /** Which jobs are wanted; of a DVM, by what that DVM did. */
    public enum State {
        ALL("true", "true"),
        /** With a result. */
        ANSWERED("state = 'answered'", "results > 0"),
        /** Neither a result nor an error. */
        UNANSWERED("state not in ('answered', 'error')", "results = 0 and errors = 0"),
        /** An error, and no result. */
        FAILED("state = 'error'", "results = 0 and errors > 0"),
        /** Paid, and no result. */
        UNDELIVERED("state <> 'answered' and paid_msat > 0", "results = 0 and paid_msat > 0");

        private final String ofJob;
        private final String ofDvm;

        State(String ofJob, String ofDvm) {
            this.ofJob = ofJob;
            this.ofDvm = ofDvm;
        }
    }

    /**
     * A job; in the list of a DVM, what that DVM did.
     *
     * @param title of the kind; null where nobody says
     * @param state answered; else what was said last: success, partial, processing, payment-required, error, encrypted,
     *     unknown; or requested
     * @param results that count
     * @param firstFeedbackSeconds after the request; null where there is none
     * @param askedMsat null where nothing is asked for
     * @param targeted whether the request names the DVM; null in the list of all jobs
     * @param anomalies codes of what was odd; empty in the list of all jobs
     */
    public record Entry(
            Bytes requestId,
            int kind,
            String title,
            Bytes customer,
            Instant requestedAt,
            String state,
            long results,
            long feedbacks,
            Long firstFeedbackSeconds,
            Long firstResultSeconds,
            Long askedMsat,
            long paidMsat,
            Boolean targeted,
            List<String> anomalies) {

        private Place place() {
            return new Place(requestedAt.getEpochSecond(), requestId);
        }
    }

    /**
     * Where a list goes on: before jobs of this time with a lower id, and older ones.
     *
     * @param requestedAt unix seconds
     */
    public record Place(long requestedAt, Bytes requestId) {

        /** Reads what {@link #text()} wrote; empty for anything else. */
        public static Optional<Place> parse(String text) {
            String[] parts = text.split(" ", -1);
            try {
                return parts.length == 2
                        ? Optional.of(new Place(Long.parseLong(parts[0]), Bytes.fromHex(parts[1])))
                        : Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        /** What {@link #parse} reads. */
        public String text() {
            return requestedAt + " " + requestId;
        }

        private static Place start(Instant now) {
            return new Place(now.getEpochSecond() + 1, Bytes.of(new byte[0]));
        }
    }

    /** @param next null at the end of the list */
    public record Part(List<Entry> jobs, Place next) {}

    /**
     * One that was looked at.
     *
     * @param wanted whether it came to what is asked for
     * @param last whether looking ended with it
     */
    private record Looked(Entry job, boolean wanted, boolean last) {}

    /** So many are looked through for a part of a list. */
    private static final int LOOKED_THROUGH = 10_000;

    /** What was found, and that with which looking ended, if it came to that. Stops as soon as there is enough. */
    private static final String LIST = """
            select * from (
                select *, %2$s as wanted, row_number() over (order by requested_at desc, request_id desc) = %3$d as last
                from (%1$s order by requested_at desc, request_id desc limit %3$d) as job
            ) as looked
            where wanted or last order by requested_at desc, request_id desc limit ?""";

    private static final String OF_ALL = """
            select request_id, kind, pubkey as customer, created_at as requested_at, state, results, feedbacks,
                   first_feedback_at, first_result_at, asked_msat, paid_msat, null::boolean as targeted,
                   '{}'::text[] as anomalies, null::integer as errors
            from job where (created_at, request_id) < (?, ?)%s""";

    private static final String OF_DVM = """
            select request_id, kind, customer, requested_at,
                   case when results > 0 then 'answered' else coalesce(status, 'requested') end as state,
                   results, feedbacks, first_feedback_at, first_result_at, asked_msat, paid_msat, targeted, anomalies, errors
            from job_answer where pubkey = ? and (requested_at, request_id) < (?, ?)""";

    @Inject
    private Database database;

    @Inject
    private KindTitles titles;

    public DvmJobs() {}

    DvmJobs(Database database) {
        this.database = database;
        titles = new KindTitles(database);
    }

    /**
     * The latest jobs. Looks through {@value #LOOKED_THROUGH}, so a part may have fewer than wanted, or none, and yet not be the
     * last.
     *
     * @param kind only those of this kind; null for all
     * @param after null for the first part
     */
    public Part latest(State state, Integer kind, Place after, int limit, Instant now) {
        Place from = after == null ? Place.start(now) : after;
        List<Object> parameters = new ArrayList<>(List.of(from.requestedAt(), from.requestId()));
        if (kind != null) {
            parameters.add(kind);
        }
        String jobs = OF_ALL.formatted(kind == null ? "" : " and kind = ?");
        return part(jobs, state, state.ofJob, parameters, limit);
    }

    /** The latest jobs that a DVM was asked for, or that it said something of; otherwise as {@link #latest}. */
    public Part of(Bytes dvm, State state, Place after, int limit, Instant now) {
        Place from = after == null ? Place.start(now) : after;
        return part(OF_DVM, state, state.ofDvm, List.of(dvm, from.requestedAt(), from.requestId()), limit);
    }

    private Part part(String jobs, State state, String condition, List<Object> parameters, int limit) {
        Map<Integer, String> called = titles.of(DvmKinds.NUMBERS);
        List<Object> all = new ArrayList<>(parameters);
        all.add(limit + 1);
        List<Looked> looked = database.query(
                LIST.formatted(jobs, condition, LOOKED_THROUGH),
                row -> new Looked(entry(row, called), row.getBoolean("wanted"), row.getBoolean("last")),
                all.toArray());
        List<Entry> found =
                looked.stream().filter(Looked::wanted).map(Looked::job).toList();
        if (found.size() > limit) {
            return new Part(found.subList(0, limit), found.get(limit - 1).place());
        }
        return new Part(
                found,
                looked.stream()
                        .filter(Looked::last)
                        .map(one -> one.job().place())
                        .findFirst()
                        .orElse(null));
    }

    private static Entry entry(ResultSet row, Map<Integer, String> called) throws SQLException {
        int kind = row.getInt("kind");
        long requestedAt = row.getLong("requested_at");
        Boolean targeted = row.getBoolean("targeted");
        return new Entry(
                Database.bytes(row, "request_id"),
                kind,
                called.get(kind),
                Database.bytes(row, "customer"),
                UnixTime.instant(requestedAt),
                row.getString("state"),
                row.getLong("results"),
                row.getLong("feedbacks"),
                after(requestedAt, Database.number(row, "first_feedback_at")),
                after(requestedAt, Database.number(row, "first_result_at")),
                Database.number(row, "asked_msat"),
                row.getLong("paid_msat"),
                row.getObject("targeted") == null ? null : targeted,
                texts(row, "anomalies"));
    }

    /** Seconds from the request, by the clocks of those who signed: never less than none. */
    static Long after(Long requestedAt, Long time) {
        return requestedAt == null || time == null ? null : Math.max(0, time - requestedAt);
    }

    static List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
