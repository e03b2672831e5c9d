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

/** Reposts of notes (NIP-18). One that names no note stays an event and nothing more. */
@ApplicationScoped
class RepostProjector implements EventProjector {

    private record Row(Event event, Bytes target) {}

    @Inject
    private Database database;

    protected RepostProjector() {}

    RepostProjector(Database database) {
        this.database = database;
    }

    @Override
    public boolean accepts(int kind) {
        return kind == Kinds.REPOST;
    }

    @Override
    public void project(List<Event> events) {
        List<Row> rows = events.stream()
                .sorted(Comparator.comparing(Event::id))
                .flatMap(event -> event.keys("e").findFirst().map(target -> new Row(event, target)).stream())
                .toList();
        database.update(
                "insert into repost (event_id, pubkey, created_at, target_id) select * from unnest(?, ?, ?, ?)",
                Column.of("bytea", rows, row -> row.event().id()),
                Column.of("bytea", rows, row -> row.event().pubkey()),
                Column.of("bigint", rows, row -> row.event().createdAt()),
                Column.of("bytea", rows, Row::target));
    }

    @Override
    public void retract(List<Event> events) {
        database.update(
                "delete from repost using unnest(?) as gone (id) where event_id = gone.id",
                Column.of("bytea", events, Event::id));
    }
}
