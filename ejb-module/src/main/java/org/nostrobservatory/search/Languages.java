package org.nostrobservatory.search;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.score.Window;

/** The languages that notes are written in. */
@Stateless
public class Languages {

    /** @param language ISO 639-1; {@code und} if it cannot be told, null if nobody has looked yet */
    public record Count(String language, long notes) {}

    @Inject
    private Database database;

    public Languages() {}

    Languages(Database database) {
        this.database = database;
    }

    /**
     * How many notes of a window are written in which language, the most first.
     *
     * @param now the end of the window, unix seconds
     */
    public List<Count> counts(Window window, long now) {
        return database.query(
                """
                select language, count(*) as notes from search_document
                where created_at > ? and created_at <= ? and kind = ?
                group by language order by notes desc, language""",
                row -> new Count(row.getString("language"), row.getLong("notes")),
                now - window.seconds(),
                now,
                Kinds.NOTE);
    }
}
