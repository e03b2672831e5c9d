package org.nostrobservatory.retention;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.stream.Stream;
import org.nostrobservatory.configuration.Setting;
import org.nostrobservatory.configuration.Settings;
import org.nostrobservatory.dvm.DvmMonths;
import org.nostrobservatory.dvm.JobRetention;
import org.nostrobservatory.ingest.EventPartitions;
import org.nostrobservatory.ingest.EventRemoval;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.schema.Database;

/** What is kept for how long. Each deletion is one bounded piece of work in the caller's transaction. */
@Stateless
public class Retention {

    /**
     * One entry of the log.
     *
     * @param oldest {@code created_at} of the oldest event deleted; null for what is no event
     */
    public record Deletion(
            long jobExecutionId,
            Instant deletedAt,
            String what,
            Instant olderThan,
            long rowCount,
            Instant oldest,
            Instant newest) {}

    /** Longer than the broker redelivers a batch: see EmbeddedBroker. */
    private static final Duration BATCH_MARKS_KEPT = Duration.ofDays(2);

    /** Who imports a month's events file by file makes no longer pause than this. */
    private static final Duration IMPORT_PAUSE = Duration.ofDays(2);

    /** Replaceable and addressable kinds (NIP-01): a profile is valid until it is replaced, however old it is. */
    private static final String IS_REGULAR =
            "kind not in (0, 3) and kind not between 10000 and 19999 and kind not between 30000 and 39999";

    @Inject
    private Settings settings;

    @Inject
    private Database database;

    @Inject
    private EventRemoval removal;

    @Inject
    private EventPartitions partitions;

    @Inject
    private DvmMonths months;

    @Inject
    private JobRetention jobs;

    @PersistenceContext
    private EntityManager entities;

    /** Regular events that are older than this may go; empty if events are kept for ever. */
    public Optional<Instant> eventCutoff(Instant now) {
        return settings.get(Setting.RETENTION_EVENTS).map(now::minus);
    }

    /**
     * Events that may go, oldest first. Those of jobs stay until their month is closed: the month's numbers may still need
     * them.
     *
     * @param after only those that come after this one; null for the first page
     */
    public List<EventRemoval.Key> expiredEvents(Instant cutoff, EventRemoval.Key after, int limit) {
        return database.query(
                "select id, created_at from event where created_at < ? and (created_at, id) > (?, ?) and " + IS_REGULAR
                        + " and (kind not between 5000 and 7000 or created_at < ?) order by created_at, id limit ?",
                row -> new EventRemoval.Key(Database.bytes(row, "id"), row.getLong("created_at")),
                cutoff.getEpochSecond(),
                after == null ? -1L : after.createdAt(),
                after == null ? Bytes.of(new byte[0]) : after.id(),
                months.oldestOpen().map(Instant::getEpochSecond).orElse(Long.MAX_VALUE),
                limit);
    }

    /**
     * Months of jobs that are kept one by one until now and need not be any longer, the oldest first: they ended longer ago
     * than jobs are kept, or than their events are, and nothing has come that is dated in them for two days.
     */
    public List<YearMonth> monthsToClose(Instant now) {
        months.noteChanges(now);
        return Stream.of(Setting.RETENTION_JOBS, Setting.RETENTION_EVENTS)
                .flatMap(setting -> settings.get(setting).stream())
                .min(Comparator.naturalOrder())
                .map(kept -> months.closeable(now.minus(kept), now.minus(IMPORT_PAUSE)))
                .orElse(List.of());
    }

    /** Deletes one portion of the jobs of closed months and logs it. Answers how many rows. */
    public int removeJobs(long jobExecutionId, Instant now, int limit) {
        return jobs.remove(limit, now)
                .map(removed -> logged(jobExecutionId, "job", removed.before(), removed.rows()))
                .orElse(0);
    }

    /** Marks DVMs as inactive that were last seen too long ago, and logs it. */
    public void deactivateDvms(long jobExecutionId, Instant now) {
        settings.get(Setting.DVM_INACTIVE_AFTER)
                .map(now::minus)
                .ifPresent(before -> logged(jobExecutionId, "active dvm", before, jobs.deactivate(before, now)));
    }

    /** Deletes these events and logs it. */
    public void removeEvents(long jobExecutionId, Instant cutoff, List<EventRemoval.Key> keys) {
        List<Event> removed = removal.remove(keys);
        if (!removed.isEmpty()) {
            LongSummaryStatistics times =
                    removed.stream().mapToLong(Event::createdAt).summaryStatistics();
            entities.persist(new CleanupEntry(
                    jobExecutionId,
                    "event",
                    cutoff,
                    removed.size(),
                    Instant.ofEpochSecond(times.getMin()),
                    Instant.ofEpochSecond(times.getMax())));
        }
    }

    /** Deletes one portion of rejected events that are old enough and logs it. Answers how many. */
    public int removeRejected(long jobExecutionId, Instant now, int limit) {
        Optional<Instant> cutoff = settings.get(Setting.RETENTION_REJECTED).map(now::minus);
        return cutoff.map(before ->
                        logged(jobExecutionId, "rejected_event", before, removal.removeRejected(before, limit)))
                .orElse(0);
    }

    /** Deletes one portion of the marks of stored batches that are old enough and logs it. Answers how many. */
    public int removeBatchMarks(long jobExecutionId, Instant now, int limit) {
        Instant before = now.minus(BATCH_MARKS_KEPT);
        return logged(jobExecutionId, "ingested_batch", before, removal.removeBatchMarks(before, limit));
    }

    /** Months that are older than events are kept, and of which none is left; none if events are kept for ever. */
    public List<YearMonth> emptyPartitions(Instant now) {
        return eventCutoff(now)
                .map(cutoff -> partitions.empty(YearMonth.from(cutoff.atOffset(ZoneOffset.UTC))))
                .orElse(List.of());
    }

    /**
     * Drops the partitions of a month of which no event is left, and logs it.
     *
     * @throws org.nostrobservatory.schema.DatabaseException as {@link EventPartitions#drop}
     */
    public void dropPartition(long jobExecutionId, YearMonth month) {
        Instant end = month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        logged(jobExecutionId, "partition", end, partitions.drop(month) ? 1 : 0);
    }

    private int logged(long jobExecutionId, String what, Instant before, int rows) {
        if (rows > 0) {
            entities.persist(new CleanupEntry(jobExecutionId, what, before, rows, null, null));
        }
        return rows;
    }

    /** What was deleted, newest first. */
    public List<Deletion> log(int limit) {
        return entities.createNamedQuery("CleanupEntry.newest", CleanupEntry.class)
                .setMaxResults(limit)
                .getResultStream()
                .map(CleanupEntry::toDeletion)
                .toList();
    }
}
