package org.nostrobservatory.note;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import org.nostrobservatory.ingest.EventProjector;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/** Reactions to events (NIP-25). One that names no event stays an event and nothing more. */
@ApplicationScoped
class ReactionProjector implements EventProjector {

    private static final int KEPT_CHARS = 64;

    private record Row(Event event, Bytes target) {}

    @Inject
    private Database database;

    protected ReactionProjector() {}

    ReactionProjector(Database database) {
        this.database = database;
    }

    @Override
    public boolean accepts(int kind) {
        return kind == Kinds.REACTION;
    }

    @Override
    public void project(List<Event> events) {
        List<Row> rows = events.stream()
                .sorted(Comparator.comparing(Event::id))
                .flatMap(event -> event.lastKey("e").map(target -> new Row(event, target)).stream())
                .toList();
        database.update(
                """
                insert into reaction (event_id, pubkey, created_at, target_id, content)
                select * from unnest(?, ?, ?, ?, ?)""",
                Column.of("bytea", rows, row -> row.event().id()),
                Column.of("bytea", rows, row -> row.event().pubkey()),
                Column.of("bigint", rows, row -> row.event().createdAt()),
                Column.of("bytea", rows, Row::target),
                Column.of("text", rows, row -> meaning(row.event().content())));
    }

    /** NIP-25: nothing is a like as a plus is; a minus is a dislike, anything else itself. */
    static String meaning(String content) {
        return switch (content) {
            case "", "+" -> "+";
            default -> Database.text(content, KEPT_CHARS);
        };
    }

    @Override
    public void retract(List<Event> events) {
        database.update(
                "delete from reaction using unnest(?) as gone (id) where event_id = gone.id",
                Column.of("bytea", events, Event::id));
    }
}
