package org.nostrobservatory.person;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.nostrobservatory.ingest.EventProjector;
import org.nostrobservatory.ingest.Portion;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.schema.Database;

/**
 * Says whose notes (kind 1) and follow lists (kind 3) came or went. What follows from that, timers work out: a list of
 * hundreds of keys would cost the transaction that stores it a hundred times the event itself.
 */
@ApplicationScoped
class PersonProjector implements EventProjector {

    @Inject
    private Database database;

    protected PersonProjector() {}

    PersonProjector(Database database) {
        this.database = database;
    }

    @Override
    public boolean accepts(int kind) {
        return kind == Kinds.NOTE || kind == Kinds.FOLLOW_LIST;
    }

    @Override
    public void project(List<Event> events) {
        report(events);
    }

    @Override
    public void retract(List<Event> events) {
        report(events);
    }

    private void report(List<Event> events) {
        PersonChanges.table(database).add(authors(events, Kinds.NOTE));
        FollowLists.changes(database).add(authors(events, Kinds.FOLLOW_LIST));
    }

    private static List<Bytes> authors(List<Event> events, int kind) {
        return events.stream()
                .filter(event -> event.kind() == kind)
                .map(Event::pubkey)
                .toList();
    }

    /**
     * Reports the authors of the portion whose rows are wrong: the timers make them right. Counts of zaps are compared for
     * these authors, too.
     */
    @Override
    public int correct(Portion portion) {
        int lists = database.update("""
                insert into follow_change (pubkey)
                select pubkey
                from (select pubkey, event_id from current_event where kind = 3 and pubkey > ? and pubkey <= ?) as right_list
                full join (select pubkey, event_id from follow_list where pubkey > ? and pubkey <= ?) as stored using (pubkey)
                where right_list.event_id is distinct from stored.event_id""", portion.after(), portion.upTo(), portion.after(), portion.upTo());
        List<Bytes> wrong = new PersonCounts(database).findWrong(portion.after(), portion.upTo());
        PersonChanges.table(database).add(wrong);
        return lists + wrong.size();
    }

    /** Follows and followers, from the lists as they are: those of a wrong list change once more when it has become right. */
    @Override
    public int correctRest() {
        return new FollowerCounts(database).correct(Instant.now());
    }
}
