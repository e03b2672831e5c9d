package org.nostrobservatory.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.nostrobservatory.schema.AdvisoryLock;
import org.nostrobservatory.schema.Database;

/**
 * Lets any number of transactions add to the archive at once, or one take away; held until the transaction ends. See
 * docs/decisions/0006.
 *
 * <p>Order of locks: tombstones, new rows of {@code event}, this one, everything else.
 */
@ApplicationScoped
public class ArchiveLock {

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
        AdvisoryLock.ARCHIVE.lockShared(database);
    }

    /** Waits until nobody adds or takes away. From here on everything that was added before is visible. */
    void toRemove() {
        AdvisoryLock.ARCHIVE.lock(database);
    }

    /**
     * Waits until nobody adds or takes away, and makes those wait who come later. From here on the archive and all that
     * is derived from it stand still.
     */
    void toCorrect() {
        AdvisoryLock.ARCHIVE.lock(database);
    }
}
