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
import org.nostrobservatory.protocol.Repost;
import org.nostrobservatory.schema.Database;

/** Reposts of notes and other events (NIP-18). One that names no event stays an event and nothing more. */
@ApplicationScoped
class RepostProjector implements EventProjector {

    private record Row(Event event, Bytes target) {}

    private final TargetRows<Row> reposts;

    protected RepostProjector() {
        reposts = null;
    }

    @Inject
    RepostProjector(Database database) {
        reposts = new TargetRows<>(
                database,
                "repost",
                "target_id",
                row -> Stream.of(row.target()),
                List.of(
                        Field.of("event_id", "bytea", row -> row.event().id()),
                        Field.of("pubkey", "bytea", row -> row.event().pubkey()),
                        Field.of("created_at", "bigint", row -> row.event().createdAt()),
                        Field.of("target_id", "bytea", Row::target)),
                Kinds.REPOST,
                Kinds.GENERIC_REPOST);
    }

    @Override
    public boolean accepts(int kind) {
        return kind == Kinds.REPOST || kind == Kinds.GENERIC_REPOST;
    }

    @Override
    public void project(List<Event> events) {
        reposts.insert(rows(events));
    }

    @Override
    public void retract(List<Event> events) {
        reposts.delete(events, rows(events));
    }

    @Override
    public int correct(Portion portion) {
        List<Event> events = Stream.of(Kinds.REPOST, Kinds.GENERIC_REPOST)
                .flatMap(kind -> portion.events(kind).stream())
                .toList();
        return reposts.correct(events, rows(events));
    }

    @Override
    public int correctRest() {
        return reposts.deleteStrays();
    }

    private static List<Row> rows(List<Event> events) {
        return events.stream()
                .sorted(Comparator.comparing(Event::id))
                .flatMap(event -> Repost.eventIdOf(event).map(target -> new Row(event, target)).stream())
                .toList();
    }
}
