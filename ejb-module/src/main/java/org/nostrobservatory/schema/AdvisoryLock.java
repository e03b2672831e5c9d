package org.nostrobservatory.schema;

/**
 * The advisory locks that components take: who holds one keeps it until the transaction ends. All servers on one database know
 * them by their numbers, which therefore never change; Flyway's are others.
 *
 * <p>Order, so that nobody waits in a circle: who holds {@link #ARCHIVE} may wait for {@link #PAYMENTS}, {@link #PEOPLE} or
 * {@link #JOB_ANSWERS}, who holds {@link #PEOPLE} for {@link #NOTE_SCORES}. Who holds {@link #SEARCH_DOCUMENTS}, which
 * nobody waits for, may wait for {@link #ARCHIVE}.
 */
public enum AdvisoryLock {
    /** Shared: adds to the archive, or changes rows that go away with their events. Alone: takes away, or corrects. */
    ARCHIVE(1),
    /** Settles which receipt stands for a payment. */
    PAYMENTS(2),
    /** Writes {@code note_score}. */
    NOTE_SCORES(3),
    /** Picks the wallet services that are to be asked. */
    WALLET_SERVICES(4),
    /** Writes {@code person} and {@code follow_list}, whose counters are read and written back. Ingest does without. */
    PEOPLE(5),
    /** Writes {@code network_snapshot}. */
    SNAPSHOTS(6),
    /** Reads texts into {@code search_document}. */
    SEARCH_DOCUMENTS(8),
    /** Writes {@code job} and {@code job_answer}. */
    JOB_ANSWERS(10),
    /** Writes {@code dvm} and {@code dvm_kind}. */
    DVMS(11),
    /** Decides which server collects from which relay. */
    RELAY_LEASES(12),
    /** Makes partitions. */
    PARTITIONS(13),
    /** Makes the account of the administrator. */
    ADMIN_ACCOUNT(14);

    private static final long FIRST = 0x6e6f_7374_7200_0000L;

    private final long number;

    AdvisoryLock(int place) {
        number = FIRST + place;
    }

    /** Waits until nobody else holds it. */
    public void lock(Database database) {
        take(database, "pg_advisory_xact_lock");
    }

    /** Waits until nobody else holds it but those who share it. */
    public void lockShared(Database database) {
        take(database, "pg_advisory_xact_lock_shared");
    }

    /** Whether it could be had at once: if not, another server or another timer is at it. */
    public boolean tryLock(Database database) {
        return database.find("select pg_try_advisory_xact_lock(?) as held", row -> row.getBoolean("held"), number)
                .orElseThrow();
    }

    long number() {
        return number;
    }

    private void take(Database database, String function) {
        database.query("select " + function + "(?)", row -> true, number);
    }
}
