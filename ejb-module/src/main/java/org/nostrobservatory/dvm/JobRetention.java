package org.nostrobservatory.dvm;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/**
 * Jobs one by one, and DVMs, when they have become too old: jobs go by whole months that are {@linkplain DvmMonths#close
 * closed}, DVMs become inactive. The events stay in the archive.
 */
@Stateless
public class JobRetention {

    /**
     * What was deleted.
     *
     * @param before everything of it is older
     * @param rows requests, results and feedback
     */
    public record Removed(Instant before, int rows) {}

    private static final String DELETE_REQUESTS = """
            delete from job_request where event_id in
                (select event_id from job_request
                 where kind = any (array(select generate_series(5000, 5999))) and created_at >= ? and created_at < ? limit ?)
            returning event_id as request_id""";

    /** What belongs to a request that is kept, because it is a little younger and its month open, goes with that one. */
    private static final String DELETE_OTHERS = """
            delete from %1$s where event_id in
                (select event_id from %1$s
                 where %2$s created_at >= ? and created_at < ?
                       and not exists (select from job_request where job_request.event_id = request_id) limit ?)
            returning request_id""";

    private static final String DELETE_RESULTS =
            DELETE_OTHERS.formatted("job_result", "kind = any (array(select generate_series(6000, 6999))) and");
    private static final String DELETE_FEEDBACK = DELETE_OTHERS.formatted("job_feedback", "");

    @Inject
    private Database database;

    public JobRetention() {}

    JobRetention(Database database) {
        this.database = database;
    }

    /**
     * Deletes a portion of the jobs of the oldest closed month that has any: first requests with all that belongs to them and
     * is not younger than the month, then what is left of results and feedback.
     *
     * @param limit requests, results or feedback
     * @return empty if nothing is left in closed months
     */
    public Optional<Removed> remove(int limit, Instant now) {
        return database.find(
                        "select min(month) as month from dvm_month where closed_at is not null and emptied_at is null",
                        row -> row.getInt("month"))
                .filter(number -> number != MonthNumber.NONE)
                .flatMap(number -> remove(MonthNumber.month(number), limit, now));
    }

    private Optional<Removed> remove(YearMonth month, int limit, Instant now) {
        int rows = removeRequests(month, limit);
        if (rows == 0) {
            rows = removeOthers(DELETE_RESULTS, month, limit);
        }
        if (rows == 0) {
            rows = removeOthers(DELETE_FEEDBACK, month, limit);
        }
        if (rows == 0) {
            database.update("update dvm_month set emptied_at = ? where month = ?", now, MonthNumber.of(month));
            return remove(limit, now);
        }
        return Optional.of(new Removed(Instant.ofEpochSecond(MonthNumber.end(month)), rows));
    }

    private int removeRequests(YearMonth month, int limit) {
        List<Bytes> requests = delete(DELETE_REQUESTS, month, limit);
        if (requests.isEmpty()) {
            return 0;
        }
        Column ids = Column.of("bytea", requests, id -> id);
        long end = MonthNumber.end(month);
        int answers = database.update("delete from job_result where request_id = any (?) and created_at < ?", ids, end)
                + database.update("delete from job_feedback where request_id = any (?) and created_at < ?", ids, end);
        database.update("delete from job where request_id = any (?)", ids);
        database.update("delete from job_answer where request_id = any (?)", ids);
        // Results and feedback of the next month may be left.
        new JobChanges(database)
                .add(database.query(
                        "select request_id from job_result where request_id = any (?)"
                                + " union select request_id from job_feedback where request_id = any (?)",
                        row -> Database.bytes(row, "request_id"),
                        ids,
                        ids));
        return requests.size() + answers;
    }

    private int removeOthers(String sql, YearMonth month, int limit) {
        List<Bytes> requests = delete(sql, month, limit);
        new JobChanges(database)
                .add(database.query(
                        "select distinct request_id from job_answer where request_id = any (?)",
                        row -> Database.bytes(row, "request_id"),
                        Column.of("bytea", requests, id -> id)));
        return requests.size();
    }

    private List<Bytes> delete(String sql, YearMonth month, int limit) {
        return database.query(
                sql, row -> Database.bytes(row, "request_id"), MonthNumber.begin(month), MonthNumber.end(month), limit);
    }

    /**
     * Marks DVMs as inactive that were last seen before this time; until something new is seen of them.
     *
     * @return how many
     */
    public int deactivate(Instant before, Instant now) {
        return database.update(
                "update dvm set active = false, deactivated_at = ? where active and last_seen < ?",
                now.getEpochSecond(),
                before.getEpochSecond());
    }
}
