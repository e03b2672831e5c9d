package org.nostrobservatory.retention;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** What one transaction of the clean-up deleted. */
@Entity
@Table(name = "cleanup_log")
@NamedQuery(name = "CleanupEntry.newest", query = "select e from CleanupEntry e order by e.id desc")
class CleanupEntry {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "job_execution_id", nullable = false)
    private long jobExecutionId;

    @Column(name = "deleted_at", nullable = false)
    private OffsetDateTime deletedAt;

    @Column(nullable = false)
    private String what;

    @Column(name = "older_than", nullable = false)
    private OffsetDateTime olderThan;

    @Column(name = "row_count", nullable = false)
    private long rowCount;

    private OffsetDateTime oldest;

    private OffsetDateTime newest;

    protected CleanupEntry() {}

    CleanupEntry(long jobExecutionId, String what, Instant olderThan, long rowCount, Instant oldest, Instant newest) {
        this.jobExecutionId = jobExecutionId;
        this.deletedAt = OffsetDateTime.now(ZoneOffset.UTC);
        this.what = what;
        this.olderThan = olderThan.atOffset(ZoneOffset.UTC);
        this.rowCount = rowCount;
        this.oldest = oldest == null ? null : oldest.atOffset(ZoneOffset.UTC);
        this.newest = newest == null ? null : newest.atOffset(ZoneOffset.UTC);
    }

    Retention.Deletion toDeletion() {
        return new Retention.Deletion(
                jobExecutionId,
                deletedAt.toInstant(),
                what,
                olderThan.toInstant(),
                rowCount,
                oldest == null ? null : oldest.toInstant(),
                newest == null ? null : newest.toInstant());
    }
}
