package org.nostrobservatory.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.nostrobservatory.schema.Database;

/**
 * Lets any number of transactions add to the archive at once, or one take away; held until the transaction ends. See
 * docs/decisions/0006.
 *
 * <p>Order of locks: tombstones, new rows of {@code event}, this one, everything else.
 */
@ApplicationScoped
public class ArchiveLock {

    /** The advisory lock's number; components zap and note use the next ones, Flyway others. */
    private static final long KEY = 0x6e6f_7374_7200_0001L;

    @Inject
    private Database database;

    protected ArchiveLock() {}

    public ArchiveLock(Database database) {
        this.database = database;
    }

    /**
     * Waits until nobody takes away. From here on everything that was withdrawn before is visible. For a timer too that
     * changes rows which go away with their events.
     */
    public void toAdd() {
        lock("pg_advisory_xact_lock_shared");
    }

    /** Waits until nobody adds or takes away. From here on everything that was added before is visible. */
    void toRemove() {
        lock("pg_advisory_xact_lock");
    }

    /**
     * Waits until nobody adds or takes away, and makes those wait who come later. From here on the archive and all that
     * is derived from it stand still.
     */
    void toCorrect() {
        lock("pg_advisory_xact_lock");
    }

    private void lock(String function) {
        database.query("select " + function + "(?)", row -> true, KEY);
    }
}
