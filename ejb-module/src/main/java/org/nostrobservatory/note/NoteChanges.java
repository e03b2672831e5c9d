package org.nostrobservatory.note;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.schema.AdvisoryLock;
import org.nostrobservatory.schema.ChangeTable;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/**
 * Tells which notes have to be counted again. Whoever changes something that {@code note_score} is made of says so in the
 * same transaction: notes and what answers them, reposts, reactions, zaps, and who is trusted.
 */
@ApplicationScoped
public class NoteChanges {

    /** By index each: what somebody did, then what that was done to. */
    private static final String TARGETS = """
            with actor as materialized (
                select * from unnest(?) as actor (pubkey)
            ), act as materialized (
                select event.id from actor join event on event.pubkey = actor.pubkey
                where event.kind in (1, 6, 7, 16, 1111)
            )
            insert into note_change (event_id)
            select parent_id from act join note on note.event_id = act.id where parent_id is not null
            union select target_id from act join repost on repost.event_id = act.id
            union select target_id from act join reaction on reaction.event_id = act.id
            union select parent_id from act join comment on comment.event_id = act.id
            union select target_id from actor join zap on sender = actor.pubkey
            where counts and verdict <> 'suspicious' and target_id is not null""";

    private Database database;

    protected NoteChanges() {}

    @Inject
    public NoteChanges(Database database) {
        this.database = database;
    }

    /**
     * Something was done to these events, or taken back: one statement, and none for no events.
     *
     * @param ids in any order, also several times, also of events that are no notes or are not there; none null
     */
    public void add(Collection<Bytes> ids) {
        table(database).add(ids);
    }

    static ChangeTable table(Database database) {
        return new ChangeTable(database, "note_change", "event_id");
    }

    /** Everything has changed that these people ever did something to. */
    public void addTargetsOf(List<Bytes> actors) {
        database.update(TARGETS, Column.of("bytea", actors, actor -> actor));
    }

    /**
     * Until the transaction ends, nobody counts notes: for a transaction that changes who counts, and looks afterwards for the
     * notes that this concerns. What is done to a note meanwhile is counted when all of it can be seen.
     */
    public void holdCounting() {
        AdvisoryLock.NOTE_SCORES.lock(database);
    }
}
