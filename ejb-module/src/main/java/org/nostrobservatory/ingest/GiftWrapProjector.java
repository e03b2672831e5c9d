package org.nostrobservatory.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/** Remembers whom a gift wrap (NIP-59) is for, because it goes when that key vanishes (NIP-62). */
@ApplicationScoped
class GiftWrapProjector implements EventProjector {

    private record Row(Bytes recipient, Event event) {}

    @Inject
    private Database database;

    protected GiftWrapProjector() {}

    GiftWrapProjector(Database database) {
        this.database = database;
    }

    @Override
    public boolean accepts(int kind) {
        return kind == Kinds.GIFT_WRAP;
    }

    @Override
    public void project(List<Event> events) {
        List<Row> rows = rows(events);
        database.update(
                "insert into gift_wrap (recipient, event_id, created_at) select * from unnest(?, ?, ?)",
                Column.of("bytea", rows, Row::recipient),
                Column.of("bytea", rows, row -> row.event().id()),
                Column.of("bigint", rows, row -> row.event().createdAt()));
    }

    @Override
    public void retract(List<Event> events) {
        List<Row> rows = rows(events);
        database.update(
                "delete from gift_wrap using unnest(?, ?) as gone (recipient, event_id)"
                        + " where gift_wrap.recipient = gone.recipient and gift_wrap.event_id = gone.event_id",
                Column.of("bytea", rows, Row::recipient),
                Column.of("bytea", rows, row -> row.event().id()));
    }

    private static List<Row> rows(List<Event> events) {
        return events.stream()
                .flatMap(event -> event.keys("p").distinct().map(recipient -> new Row(recipient, event)))
                .sorted(Comparator.comparing(Row::recipient)
                        .thenComparing(row -> row.event().id()))
                .toList();
    }
}
