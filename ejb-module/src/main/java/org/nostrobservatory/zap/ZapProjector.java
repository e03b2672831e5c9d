package org.nostrobservatory.zap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.nostrobservatory.ingest.EventProjector;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.protocol.ZapReceipt;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/** Well-formed zap receipts (NIP-57). A malformed one stays an event and counts for nothing. */
@ApplicationScoped
class ZapProjector implements EventProjector {

    private static final Logger LOG = System.getLogger(ZapProjector.class.getName());
    private static final int KEPT_CHARS = 1_000;

    private record Row(Event event, ZapReceipt zap) {}

    @Inject
    private Database database;

    protected ZapProjector() {}

    ZapProjector(Database database) {
        this.database = database;
    }

    @Override
    public boolean accepts(int kind) {
        return kind == Kinds.ZAP_RECEIPT;
    }

    @Override
    public void project(List<Event> events) {
        List<Row> rows = events.stream()
                .sorted(Comparator.comparing(Event::id))
                .flatMap(ZapProjector::read)
                .toList();
        database.update(
                """
                insert into zap (receipt_id, created_at, provider, sender, recipient, target_id, amount_msat, comment)
                select * from unnest(?, ?, ?, ?, ?, ?, ?, ?)""",
                Column.of("bytea", rows, row -> row.event().id()),
                Column.of("bigint", rows, row -> row.event().createdAt()),
                Column.of("bytea", rows, row -> row.zap().provider()),
                Column.of("bytea", rows, row -> row.zap().sender()),
                Column.of("bytea", rows, row -> row.zap().recipient()),
                Column.of("bytea", rows, row -> row.zap().target().orElse(null)),
                Column.of("bigint", rows, row -> row.zap().amountMsat()),
                Column.of("text", rows, row -> Database.text(row.zap().comment(), KEPT_CHARS)));
    }

    private static Stream<Row> read(Event event) {
        try {
            ZapReceipt zap = ZapReceipt.of(event);
            return zap.amountMsat() > 0 ? Stream.of(new Row(event, zap)) : Stream.empty();
        } catch (IllegalArgumentException e) {
            LOG.log(Level.DEBUG, "Zap receipt {0}: {1}", event.id(), e.getMessage());
            return Stream.empty();
        }
    }

    @Override
    public void retract(List<Event> events) {
        database.update(
                "delete from zap using unnest(?) as gone (id) where receipt_id = gone.id",
                Column.of("bytea", events, Event::id));
    }
}
