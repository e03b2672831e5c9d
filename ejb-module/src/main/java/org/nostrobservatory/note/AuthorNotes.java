package org.nostrobservatory.note;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.nostrobservatory.ingest.AuthorLife;
import org.nostrobservatory.ingest.Events.Place;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.schema.Database;

/** What somebody wrote: notes (kind 1) that have not expired; those dated ahead are left out until their time comes. */
@Stateless
public class AuthorNotes {

    /**
     * A part of the notes, the latest first, of the same second that with the lowest id (NIP-01).
     *
     * @param next where to go on; empty at the end. A part can have no notes and yet not be the last
     */
    public record Part(List<Note> notes, Optional<Place> next) {}

    private record Looked(Place place, boolean shown) {

        NoteTable.Key key() {
            return new NoteTable.Key(place.id(), place.createdAt());
        }
    }

    /** So many events are looked through for a note to be shown, and so many at most. */
    private static final int EVENTS_A_NOTE = 10;

    private static final int MAX_EVENTS = 1_000;

    private static final String BEST = """
            select event_id, created_at from note_score where pubkey = ? and created_at <= ? order by rank desc limit ?""";

    @Inject
    private Database database;

    public AuthorNotes() {}

    AuthorNotes(Database database) {
        this.database = database;
    }

    /**
     * The notes of the highest rank, best first.
     *
     * @param now unix seconds
     */
    public List<Note> best(Bytes author, int limit, long now) {
        List<NoteTable.Key> best = database.query(
                BEST,
                row -> new NoteTable.Key(Database.bytes(row, "event_id"), row.getLong("created_at")),
                author,
                now,
                limit);
        return new NoteTable(database).read(best, now);
    }

    /**
     * The latest notes. Looks through a bounded number of events, and through one year, also of those who hardly write any
     * notes.
     *
     * @param after where the part before ended; empty for the first part
     * @param limit how many at most, positive
     * @param now unix seconds
     */
    public Part latest(Bytes author, Optional<Place> after, int limit, long now) {
        Optional<AuthorLife> life = database.find(
                "select first_event_at, last_event_at from author where pubkey = ?", AuthorLife::read, author);
        if (life.isEmpty()) {
            return new Part(List.of(), Optional.empty());
        }
        AuthorLife year =
                life.get().lastYear(Math.min(now, after.map(Place::createdAt).orElse(now)));
        int looked = Math.min(MAX_EVENTS, limit * EVENTS_A_NOTE);
        List<Looked> events = look(author, after.orElse(Place.before(year.last())), year, looked, now);
        List<Looked> shown = events.stream().filter(Looked::shown).limit(limit).toList();
        Optional<Place> next;
        if (shown.size() == limit) {
            next = Optional.of(shown.get(limit - 1).place());
        } else if (events.size() == looked) {
            next = Optional.of(events.get(looked - 1).place());
        } else {
            next = year.first() > life.get().first() ? Optional.of(Place.before(year.first() - 1)) : Optional.empty();
        }
        return new Part(
                new NoteTable(database).read(shown.stream().map(Looked::key).toList(), now), next);
    }

    private List<Looked> look(Bytes author, Place after, AuthorLife year, int limit, long now) {
        return database.query(
                """
                select id, created_at, kind = 1 and coalesce(expires_at > ?, true) as shown from event
                where pubkey = ? and created_at between ? and ? and (created_at < ? or id > ?)
                order by created_at desc, id limit ?""",
                row -> new Looked(
                        new Place(row.getLong("created_at"), Database.bytes(row, "id")), row.getBoolean("shown")),
                now,
                author,
                year.first(),
                year.last(),
                after.createdAt(),
                after.id(),
                limit);
    }
}
