package org.nostrobservatory.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.nostrobservatory.protocol.Address;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/** Names the current version of each replaceable and addressable event (NIP-01); the older ones stay stored. */
@ApplicationScoped
class CurrentVersionProjector implements EventProjector {

    private record Key(Bytes pubkey, int kind, Bytes identifierHash) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::pubkey).thenComparingInt(Key::kind).thenComparing(Key::identifierHash);

        static Key of(Event event) {
            Address address = Address.of(event).orElseThrow();
            return new Key(address.pubkey(), address.kind(), address.identifierHash());
        }

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    @Inject
    private Database database;

    protected CurrentVersionProjector() {}

    CurrentVersionProjector(Database database) {
        this.database = database;
    }

    @Override
    public boolean accepts(int kind) {
        return switch (Kinds.classOf(kind)) {
            case REPLACEABLE, ADDRESSABLE -> true;
            case REGULAR, EPHEMERAL -> false;
        };
    }

    @Override
    public void project(List<Event> events) {
        List<Map.Entry<Key, Event>> newest = newest(events);
        database.update(
                """
                insert into current_event as old (pubkey, kind, d_hash, event_id, created_at)
                select * from unnest(?, ?, ?, ?, ?)
                on conflict (pubkey, kind, d_hash) do update
                set event_id = excluded.event_id, created_at = excluded.created_at
                where (excluded.created_at, old.event_id) > (old.created_at, excluded.event_id)""",
                Column.of("bytea", newest, row -> row.getKey().pubkey()),
                Column.of("integer", newest, row -> row.getKey().kind()),
                Column.of("bytea", newest, row -> row.getKey().identifierHash()),
                Column.of("bytea", newest, row -> row.getValue().id()),
                Column.of("bigint", newest, row -> row.getValue().createdAt()));
    }

    @Override
    public void retract(List<Event> events) {
        List<Key> lost = database.query(
                "delete from current_event using unnest(?, ?, ?, ?) as gone (pubkey, kind, d_hash, event_id)"
                        + " where current_event.pubkey = gone.pubkey and current_event.kind = gone.kind"
                        + " and current_event.d_hash = gone.d_hash and current_event.event_id = gone.event_id"
                        + " returning current_event.pubkey, current_event.kind, current_event.d_hash",
                row -> new Key(Database.bytes(row, "pubkey"), row.getInt("kind"), Database.bytes(row, "d_hash")),
                Column.of("bytea", events, Event::pubkey),
                Column.of("integer", events, Event::kind),
                Column.of("bytea", events, event -> Key.of(event).identifierHash()),
                Column.of("bytea", events, Event::id));
        if (!lost.isEmpty()) {
            insertNextBest(lost.stream().sorted().toList());
        }
    }

    private void insertNextBest(List<Key> keys) {
        database.update(
                """
                insert into current_event (pubkey, kind, d_hash, event_id, created_at)
                select lost.pubkey, lost.kind, lost.d_hash, best.id, best.created_at
                from unnest(?, ?, ?) as lost (pubkey, kind, d_hash)
                cross join lateral (
                    select id, created_at from event
                    where event.pubkey = lost.pubkey and event.kind = lost.kind and event.d_hash = lost.d_hash
                    order by created_at desc, id limit 1) as best""",
                Column.of("bytea", keys, Key::pubkey),
                Column.of("integer", keys, Key::kind),
                Column.of("bytea", keys, Key::identifierHash));
    }

    @Override
    public int correct(Portion portion) {
        return new ProjectionTable(
                        database,
                        "current_event",
                        "pubkey",
                        "pubkey, kind, d_hash",
                        List.of("pubkey", "kind", "d_hash", "event_id", "created_at"))
                .correct(portion, """
                        select distinct on (pubkey, kind, d_hash) pubkey, kind, d_hash, id, created_at from event
                        where d_hash is not null and pubkey > ? and pubkey <= ?
                        order by pubkey, kind, d_hash, created_at desc, id""", portion.after(), portion.upTo());
    }

    private static List<Map.Entry<Key, Event>> newest(List<Event> events) {
        Map<Key, Event> newest = new TreeMap<>();
        for (Event event : events) {
            newest.merge(Key.of(event), event, BinaryOperator.maxBy(Event.CURRENT_LAST));
        }
        return List.copyOf(newest.entrySet());
    }
}
