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

/** Reposts of notes (NIP-18). One that names no note stays an event and nothing more. */
@ApplicationScoped
class RepostProjector implements EventProjector {

    private record Row(Event event, Bytes target) {}

    private final EventRows<Row> reposts;

    protected RepostProjector() {
        reposts = null;
    }

    @Inject
    RepostProjector(Database database) {
        reposts = new EventRows<>(
                database,
                "repost",
                "event_id",
                "event_id",
                List.of(
                        Field.of("event_id", "bytea", row -> row.event().id()),
                        Field.of("pubkey", "bytea", row -> row.event().pubkey()),
                        Field.of("created_at", "bigint", row -> row.event().createdAt()),
                        Field.of("target_id", "bytea", Row::target)));
    }

    @Override
    public boolean accepts(int kind) {
        return kind == Kinds.REPOST;
    }

    @Override
    public void project(List<Event> events) {
        reposts.insert(rows(events));
    }

    @Override
    public void retract(List<Event> events) {
        reposts.delete(events);
    }

    @Override
    public int correct(Portion portion) {
        List<Event> events = portion.events(Kinds.REPOST);
        return reposts.correct(events, rows(events));
    }

    @Override
    public int correctRest() {
        return reposts.deleteStrays(Kinds.REPOST);
    }

    private static List<Row> rows(List<Event> events) {
        return events.stream()
                .sorted(Comparator.comparing(Event::id))
                .flatMap(event -> event.keys("e").findFirst().map(target -> new Row(event, target)).stream())
                .toList();
    }
}
