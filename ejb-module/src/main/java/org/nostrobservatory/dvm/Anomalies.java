package org.nostrobservatory.dvm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.schema.Database;

/** Counts what is odd about answers to jobs in a window. */
final class Anomalies {

    private static final String UNKNOWN_REQUEST = "unknown-request";

    private static final Map<String, String> DESCRIPTIONS =
            Arrays.stream(JobAnomaly.values()).collect(Collectors.toMap(JobAnomaly::code, JobAnomaly::description));

    /** A window is that of the request; where it is not stored, that of the first answer. */
    private static final String COUNTS = """
            select anomaly, count(*) as answers from (
                select unnest(anomalies) as anomaly from job_answer
                where requested_at > ? and requested_at <= ? and anomalies <> '{}'%1$s
                union all
                select unnest(anomalies || array['unknown-request']) from job_answer
                where requested_at is null and coalesce(first_result_at, first_feedback_at) > ?
                      and coalesce(first_result_at, first_feedback_at) <= ?%1$s
                union all
                select 'no-request-id' from job_result where request_id is null and created_at > ? and created_at <= ?%1$s
                union all
                select 'no-request-id' from job_feedback where request_id is null and created_at > ? and created_at <= ?%1$s
            ) as odd
            group by anomaly order by answers desc, anomaly""";

    private Anomalies() {}

    /**
     * The most frequent first.
     *
     * @param dvm null for those of all
     */
    static List<DvmNetwork.Anomaly> read(Database database, Bytes dvm, JobWindow window, long now) {
        List<Object> parameters = new ArrayList<>();
        for (int part = 0; part < 4; part++) {
            parameters.addAll(List.of(window.begin(now), now));
            if (dvm != null) {
                parameters.add(dvm);
            }
        }
        return database.query(
                COUNTS.formatted(dvm == null ? "" : " and pubkey = ?"),
                row -> count(row.getString("anomaly"), row.getLong("answers")),
                parameters.toArray());
    }

    private static DvmNetwork.Anomaly count(String anomaly, long answers) {
        String description = anomaly.equals(UNKNOWN_REQUEST)
                ? "The request that is answered is not stored."
                : DESCRIPTIONS.getOrDefault(anomaly, "");
        return new DvmNetwork.Anomaly(anomaly, description, answers);
    }
}
