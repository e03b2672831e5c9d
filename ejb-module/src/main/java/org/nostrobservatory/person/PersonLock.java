package org.nostrobservatory.person;

import org.nostrobservatory.schema.Database;

/**
 * Who holds it, until the transaction ends, is the only one that writes {@code person} and {@code follow_list}: counters are
 * read and written back. Ingest never waits for it.
 */
final class PersonLock {

    /** An advisory lock's number, in the range of the archive's. */
    private static final long KEY = 0x6e6f_7374_7200_0005L;

    private final Database database;

    PersonLock(Database database) {
        this.database = database;
    }

    /** Whether it could be had at once: if not, another server or timer is at it. */
    boolean tryLock() {
        return database.find("select pg_try_advisory_xact_lock(?) as held", row -> row.getBoolean("held"), KEY)
                .orElseThrow();
    }

    void lock() {
        database.query("select pg_advisory_xact_lock(?)", row -> true, KEY);
    }
}
