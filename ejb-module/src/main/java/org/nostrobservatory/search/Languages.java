package org.nostrobservatory.search;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import org.nostrobservatory.ingest.ArchiveLock;
import org.nostrobservatory.ingest.EventRemoval;
import org.nostrobservatory.ingest.Events;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.schema.AdvisoryLock;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;
import org.nostrobservatory.score.Window;

/** The languages that notes are written in. */
@Stateless
public class Languages {

    /** @param language ISO 639-1; {@code und} if it cannot be told, null if nobody has looked yet */
    public record Count(String language, long notes) {}

    private record Written(Bytes id, String language) {}

    @Inject
    private Database database;

    @Inject
    private Events events;

    @Inject
    private ArchiveLock archive;

    public Languages() {}

    Languages(Database database, Events events) {
        this.database = database;
        this.events = events;
        archive = new ArchiveLock(database);
    }

    /**
     * Tells the languages of the newest notes of which that is not told, in one transaction.
     *
     * @return how many notes it looked at; 0 if nothing is left, or another server is at it
     */
    public int update(int limit) {
        if (!AdvisoryLock.NOTE_LANGUAGES.tryLock(database)) {
            return 0;
        }
        List<EventRemoval.Key> keys = database.query(
                "select event_id, created_at from note where language is null order by created_at desc limit ?",
                row -> new EventRemoval.Key(Database.bytes(row, "event_id"), row.getLong("created_at")),
                limit);
        List<Written> told = events.read(
                keys,
                notes -> notes.stream()
                        .map(note -> new Written(note.id(), TextLanguage.of(note.content())))
                        .toList());
        if (!told.isEmpty()) {
            archive.toAdd();
            database.update(
                    "update note set language = told.language from unnest(?, ?) as told (id, language) where event_id = id",
                    Column.of("bytea", told, Written::id),
                    Column.of("text", told, Written::language));
        }
        return told.size();
    }

    /**
     * How many notes of a window are written in which language, the most first.
     *
     * @param now the end of the window, unix seconds
     */
    public List<Count> counts(Window window, long now) {
        return database.query(
                """
                select language, count(*) as notes from note where created_at > ? and created_at <= ?
                group by language order by notes desc, language""", row -> new Count(row.getString("language"), row.getLong("notes")), now - window.seconds(), now);
    }
}
