package org.nostrobservatory.person;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.schema.ChangeTable;
import org.nostrobservatory.schema.Database;

/** The people whose numbers are to be counted again. */
@ApplicationScoped
public class PersonChanges {

    @Inject
    private Database database;

    protected PersonChanges() {}

    public PersonChanges(Database database) {
        this.database = database;
    }

    /**
     * Notes that notes or zaps of these people came or went, in the transaction in which they do: a timer counts them
     * again some seconds later. Only appends, so nobody waits for anybody.
     *
     * @param keys may name somebody twice; may be empty
     */
    public void add(Collection<Bytes> keys) {
        table(database).add(keys);
    }

    static ChangeTable table(Database database) {
        return new ChangeTable(database, "person_change", "pubkey");
    }
}
