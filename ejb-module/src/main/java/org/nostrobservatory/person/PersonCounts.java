package org.nostrobservatory.person;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.schema.AdvisoryLock;
import org.nostrobservatory.schema.ChangeTable;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/** Counts notes and zaps of people again, and ranks them by what comes out. */
@Stateless
public class PersonCounts {

    private record Counted(PersonRow row, long msatReceived, long zapsSent, long msatSent) {

        static Counted read(ResultSet row) throws SQLException {
            return new Counted(
                    PersonRow.read(row),
                    row.getLong("msat_received"),
                    row.getLong("zaps_sent"),
                    row.getLong("msat_sent"));
        }
    }

    @Inject
    private Database database;

    public PersonCounts() {}

    PersonCounts(Database database) {
        this.database = database;
    }

    /**
     * Counts some of those again of whom notes or zaps came or went since the last time.
     *
     * @param limit reports of changes, of which several may concern the same person
     * @return how many reports it took; 0 if nothing is left, or somebody else is at it
     */
    public int update(int limit) {
        if (!AdvisoryLock.PEOPLE.tryLock(database)) {
            return 0;
        }
        database.readByIndex();
        ChangeTable.Taken changes = PersonChanges.table(database).take(limit);
        if (changes.rows() > 0) {
            new PersonNumbers(database).of(changes.keys());
            write(count(changes.keys()));
        }
        return changes.rows();
    }

    private List<Counted> count(List<Bytes> keys) {
        return database.query("""
                select person.number, person.followers, person.trusted_followers,
                       coalesce(author.notes, 0) as notes, author.first_note_at, author.last_note_at,
                       coalesce(zap_account.received, 0) as zaps_received,
                       coalesce(zap_account.received_msat, 0) as msat_received,
                       coalesce(zap_account.sent, 0) as zaps_sent, coalesce(zap_account.sent_msat, 0) as msat_sent
                from unnest(?) as changed (pubkey) join person using (pubkey)
                left join author using (pubkey) left join zap_account using (pubkey)""", Counted::read, Column.of("bytea", keys, key -> key));
    }

    private void write(List<Counted> people) {
        database.update(
                """
                update person
                set notes = new.notes, first_note_at = new.first_note_at, last_note_at = new.last_note_at,
                    zaps_received = new.zaps_received, msat_received = new.msat_received,
                    zaps_sent = new.zaps_sent, msat_sent = new.msat_sent,
                    influence = new.influence, trusted_influence = new.trusted_influence
                from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                     as new (number, notes, first_note_at, last_note_at, zaps_received, msat_received, zaps_sent, msat_sent,
                             influence, trusted_influence)
                where person.number = new.number
                  and (person.notes, person.first_note_at, person.last_note_at, person.zaps_received, person.msat_received,
                       person.zaps_sent, person.msat_sent, person.influence, person.trusted_influence)
                      is distinct from
                      (new.notes, new.first_note_at, new.last_note_at, new.zaps_received, new.msat_received,
                       new.zaps_sent, new.msat_sent, new.influence, new.trusted_influence)""",
                Column.of("integer", people, person -> person.row().number()),
                Column.of("bigint", people, person -> person.row().notes()),
                Column.of(
                        "bigint",
                        people,
                        person -> orNull(person.row(), person.row().firstNoteAt())),
                Column.of(
                        "bigint",
                        people,
                        person -> orNull(person.row(), person.row().lastNoteAt())),
                Column.of("bigint", people, person -> person.row().zapsReceived()),
                Column.of("bigint", people, Counted::msatReceived),
                Column.of("bigint", people, Counted::zapsSent),
                Column.of("bigint", people, Counted::msatSent),
                Column.of("float8", people, person -> person.row().influence()),
                Column.of("float8", people, person -> person.row().trustedInfluence()));
    }

    private static Long orNull(PersonRow row, long time) {
        return row.notes() == 0 ? null : time;
    }

    /** The people of a range of keys whose notes or zaps are not what is stored. */
    List<Bytes> findWrong(Bytes after, Bytes upTo) {
        return database.query(
                """
                with noted as (
                    select pubkey, count(*) as notes, min(created_at) as first_note_at, max(created_at) as last_note_at
                    from event where kind = 1 and pubkey > ? and pubkey <= ? group by pubkey
                ), received as (
                    select recipient as pubkey, count(*) as zaps_received, sum(amount_msat) as msat_received from zap
                    where recipient > ? and recipient <= ? and counts and verdict <> 'suspicious' group by recipient
                ), sent as (
                    select sender as pubkey, count(*) as zaps_sent, sum(amount_msat) as msat_sent from zap
                    where sender > ? and sender <= ? and counts and verdict <> 'suspicious' group by sender
                ), counted as (
                    select pubkey, coalesce(notes, 0) as notes, first_note_at, last_note_at,
                           coalesce(zaps_received, 0) as zaps_received, coalesce(msat_received, 0) as msat_received,
                           coalesce(zaps_sent, 0) as zaps_sent, coalesce(msat_sent, 0) as msat_sent
                    from noted full join received using (pubkey) full join sent using (pubkey)
                )
                select pubkey
                from counted full join (select * from person where pubkey > ? and pubkey <= ?) as person using (pubkey)
                where (coalesce(counted.notes, 0), counted.first_note_at, counted.last_note_at,
                       coalesce(counted.zaps_received, 0), coalesce(counted.msat_received, 0),
                       coalesce(counted.zaps_sent, 0), coalesce(counted.msat_sent, 0))
                      is distinct from
                      (person.notes, person.first_note_at, person.last_note_at, person.zaps_received,
                       person.msat_received, person.zaps_sent, person.msat_sent)""", row -> Database.bytes(row, "pubkey"), after, upTo, after, upTo, after, upTo, after, upTo);
    }
}
