package org.nostrobservatory.note;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.nostrobservatory.ingest.EventProjector;
import org.nostrobservatory.ingest.EventRows.Field;
import org.nostrobservatory.ingest.Portion;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.protocol.Reaction;
import org.nostrobservatory.schema.Database;

/** Reactions to events (NIP-25). One that names no event stays an event and nothing more. */
@ApplicationScoped
class ReactionProjector implements EventProjector {

    private record Row(Event event, Bytes target, String symbol) {}

    private final TargetRows<Row> reactions;

    protected ReactionProjector() {
        reactions = null;
    }

    @Inject
    ReactionProjector(Database database) {
        reactions = new TargetRows<>(
                database,
                "reaction",
                "target_id",
                row -> Stream.of(row.target()),
                List.of(
                        Field.of("event_id", "bytea", row -> row.event().id()),
                        Field.of("pubkey", "bytea", row -> row.event().pubkey()),
                        Field.of("created_at", "bigint", row -> row.event().createdAt()),
                        Field.of("target_id", "bytea", Row::target),
                        Field.of("content", "text", row -> Database.text(row.symbol(), Reaction.MAX_LENGTH))),
                Kinds.REACTION);
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
        reactions.delete(events, rows(events));
    }

    @Override
    public int correct(Portion portion) {
        List<Event> events = portion.events(Kinds.REACTION);
        return reactions.correct(events, rows(events));
    }

    @Override
    public int correctRest() {
        return reactions.deleteStrays();
    }

    private static List<Row> rows(List<Event> events) {
        return events.stream()
                .sorted(Comparator.comparing(Event::id))
                .flatMap(ReactionProjector::read)
                .toList();
    }

    private static Stream<Row> read(Event event) {
        return Reaction.of(event)
                .flatMap(reaction -> reaction.eventId().map(target -> new Row(event, target, reaction.symbol())))
                .stream();
    }
}
