package org.nostrobservatory.note;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import org.nostrobservatory.ingest.EventProjector;
import org.nostrobservatory.ingest.EventRows;
import org.nostrobservatory.ingest.EventRows.Field;
import org.nostrobservatory.ingest.Portion;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.schema.Database;

/** Reactions to events (NIP-25). One that names no event stays an event and nothing more. */
@ApplicationScoped
class ReactionProjector implements EventProjector {

    private static final int KEPT_CHARS = 64;

    private record Row(Event event, Bytes target) {}

    private final EventRows<Row> reactions;

    protected ReactionProjector() {
        reactions = null;
    }

    @Inject
    ReactionProjector(Database database) {
        reactions = new EventRows<>(
                database,
                "reaction",
                "event_id",
                "event_id",
                List.of(
                        Field.of("event_id", "bytea", row -> row.event().id()),
                        Field.of("pubkey", "bytea", row -> row.event().pubkey()),
                        Field.of("created_at", "bigint", row -> row.event().createdAt()),
                        Field.of("target_id", "bytea", Row::target),
                        Field.of("content", "text", row -> meaning(row.event().content()))));
    }

    @Override
    public boolean accepts(int kind) {
        return kind == Kinds.REACTION;
    }

    @Override
    public void project(List<Event> events) {
        reactions.insert(rows(events));
    }

    @Override
    public void retract(List<Event> events) {
        reactions.delete(events);
    }

    @Override
    public int correct(Portion portion) {
        List<Event> events = portion.events(Kinds.REACTION);
        return reactions.correct(events, rows(events));
    }

    @Override
    public int correctRest() {
        return reactions.deleteStrays(Kinds.REACTION);
    }

    private static List<Row> rows(List<Event> events) {
        return events.stream()
                .sorted(Comparator.comparing(Event::id))
                .flatMap(event -> event.lastKey("e").map(target -> new Row(event, target)).stream())
                .toList();
    }

    /** NIP-25: nothing is a like as a plus is; a minus is a dislike, anything else itself. */
    static String meaning(String content) {
        return switch (content) {
            case "", "+" -> "+";
            default -> Database.text(content, KEPT_CHARS);
        };
    }
}
