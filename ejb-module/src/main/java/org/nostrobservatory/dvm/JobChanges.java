package org.nostrobservatory.dvm;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.schema.ChangeTable;
import org.nostrobservatory.schema.Database;

/**
 * Tells which jobs have to be worked out again. Whoever changes something that they are made of says so in the same
 * transaction: requests, results, feedback, and zaps.
 */
@ApplicationScoped
public class JobChanges {

    private Database database;

    protected JobChanges() {}

    @Inject
    public JobChanges(Database database) {
        this.database = database;
    }

    /** @param requestIds of requests, stored or not, of which something came or went: in any order, also several times */
    void add(Collection<Bytes> requestIds) {
        requests(database).add(requestIds);
    }

    /**
     * Payments came, went, or are worth something else than before: one statement, and none for no payments. Whether they are
     * for jobs need not be known.
     *
     * @param ids of the events that were zapped, and payment hashes: in any order, also several times; none null
     */
    public void addPaid(Collection<Bytes> ids) {
        payments(database).add(ids);
    }

    static ChangeTable requests(Database database) {
        return new ChangeTable(database, "job_change", "request_id");
    }

    static ChangeTable payments(Database database) {
        return new ChangeTable(database, "job_payment_change", "id");
    }

    static ChangeTable dvms(Database database) {
        return new ChangeTable(database, "dvm_change", "pubkey");
    }
}
