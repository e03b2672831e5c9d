package org.nostrobservatory.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import org.nostrobservatory.ingest.EventRows.Field;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.schema.Database;

/** Remembers whom a gift wrap (NIP-59) is for, because it goes when that key vanishes (NIP-62). */
@ApplicationScoped
class GiftWrapProjector implements EventProjector {

    private record Row(Bytes recipient, Event event) {}

    private final EventRows<Row> wraps;

    protected GiftWrapProjector() {
        wraps = null;
    }

    @Inject
    GiftWrapProjector(Database database) {
        wraps = new EventRows<>(
                database,
                "gift_wrap",
                "event_id",
                "recipient, event_id",
                List.of(
                        Field.of("recipient", "bytea", Row::recipient),
                        Field.of("event_id", "bytea", row -> row.event().id()),
                        Field.of("created_at", "bigint", row -> row.event().createdAt())));
    }

    @Override
    public boolean accepts(int kind) {
        return kind == Kinds.GIFT_WRAP;
    }

    @Override
    public void project(List<Event> events) {
        wraps.insert(rows(events));
    }

    @Override
    public void retract(List<Event> events) {
        wraps.delete(events);
    }

    @Override
    public int correct(Portion portion) {
        List<Event> events = portion.events(Kinds.GIFT_WRAP);
        return wraps.correct(events, rows(events));
    }

    @Override
    public int correctRest() {
        return wraps.deleteStrays(Kinds.GIFT_WRAP);
    }

    private static List<Row> rows(List<Event> events) {
        return events.stream()
                .flatMap(event -> event.keys("p").distinct().map(recipient -> new Row(recipient, event)))
                .sorted(Comparator.comparing(Row::recipient)
                        .thenComparing(row -> row.event().id()))
                .toList();
    }
}
