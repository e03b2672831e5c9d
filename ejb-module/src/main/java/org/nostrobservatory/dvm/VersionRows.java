package org.nostrobservatory.dvm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nostrobservatory.ingest.EventRemoval;
import org.nostrobservatory.ingest.EventRows.Field;
import org.nostrobservatory.ingest.Events;
import org.nostrobservatory.ingest.Portion;
import org.nostrobservatory.ingest.ProjectionTable;
import org.nostrobservatory.protocol.Address;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/**
 * A table with a row for the current version of each replaceable or addressable event of some kinds (NIP-01): the newest; at
 * equal time that with the lowest id.
 *
 * @param <R> what is read of an event
 */
final class VersionRows<R> {

    /** What has a row. */
    record Version<R>(Event event, R said) {

        Bytes identifierHash() {
            return Address.of(event).orElseThrow().identifierHash();
        }
    }

    private record Key(Bytes pubkey, int kind, Bytes identifierHash) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::pubkey).thenComparingInt(Key::kind).thenComparing(Key::identifierHash);

        static Key of(Event event) {
            return new Key(
                    event.pubkey(),
                    event.kind(),
                    Address.of(event).orElseThrow().identifierHash());
        }

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private final Database database;
    private final List<Integer> kinds;
    private final Function<Event, Optional<R>> read;
    private final List<Field<Version<R>>> fields;
    private final ProjectionTable table;
    private final String select;
    private final String upsert;
    private final String delete;

    /**
     * @param key the columns of the primary key, with commas; {@code pubkey} first
     * @param kinds of the events
     * @param read says what stands in an event; nothing is said of the others of these kinds, as if they were not there, so that
     *     it must depend on the address alone whether something is said
     * @param more fields besides {@code pubkey}, {@code d_hash}, {@code event_id} and {@code created_at}
     */
    VersionRows(
            Database database,
            String name,
            String key,
            List<Integer> kinds,
            Function<Event, Optional<R>> read,
            List<Field<Version<R>>> more) {
        this.database = database;
        this.kinds = kinds;
        this.read = read;
        fields = Stream.concat(
                        Stream.<Field<Version<R>>>of(
                                Field.of("pubkey", "bytea", row -> row.event().pubkey()),
                                Field.of("d_hash", "bytea", Version::identifierHash),
                                Field.of("event_id", "bytea", row -> row.event().id()),
                                Field.of(
                                        "created_at",
                                        "bigint",
                                        row -> row.event().createdAt())),
                        more.stream())
                .toList();
        List<String> columns = fields.stream().map(Field::name).toList();
        String all = String.join(", ", columns);
        table = new ProjectionTable(database, name, "pubkey", key, columns);
        select = "select %s from unnest(%s) as given (%s)"
                .formatted(
                        fields.stream().map(Field::read).collect(Collectors.joining(", ")),
                        fields.stream().map(field -> "?").collect(Collectors.joining(", ")),
                        all);
        upsert =
                "insert into %s as old (%s) %s on conflict (%s) do update set (%s) = row(%s) where (excluded.created_at, old.event_id) > (old.created_at, excluded.event_id)"
                        .formatted(
                                name,
                                all,
                                select,
                                key,
                                all,
                                columns.stream()
                                        .map(column -> "excluded." + column)
                                        .collect(Collectors.joining(", ")));
        delete = "delete from %s where event_id = any (?)".formatted(name);
    }

    /** These events have come. */
    void project(List<Event> events) {
        List<Version<R>> rows = newest(events);
        if (!rows.isEmpty()) {
            database.update(upsert, columns(rows));
        }
    }

    /** These events have gone: the next best versions take their places. */
    void retract(List<Event> events) {
        List<Key> lost = events.stream().map(Key::of).distinct().sorted().toList();
        database.update(delete, Column.of("bytea", events, Event::id));
        List<EventRemoval.Key> best = database.query(
                """
                select best.id, best.created_at from unnest(?, ?, ?) as lost (pubkey, kind, d_hash)
                cross join lateral (
                    select id, created_at from event
                    where event.pubkey = lost.pubkey and event.kind = lost.kind and event.d_hash = lost.d_hash
                    order by created_at desc, id limit 1) as best""",
                row -> new EventRemoval.Key(Database.bytes(row, "id"), row.getLong("created_at")),
                Column.of("bytea", lost, Key::pubkey),
                Column.of("integer", lost, Key::kind),
                Column.of("bytea", lost, Key::identifierHash));
        project(new Events(database).read(best, found -> found));
    }

    /** Makes the rows of the portion's authors right. Answers how many were not. */
    int correct(Portion portion) {
        List<Event> versions = new ArrayList<>();
        kinds.forEach(kind -> versions.addAll(portion.versions(kind)));
        return table.correct(portion, select, columns(newest(versions)));
    }

    private List<Version<R>> newest(Collection<Event> events) {
        Map<Key, Version<R>> newest = new HashMap<>();
        for (Event event : events) {
            read.apply(event)
                    .ifPresent(said -> newest.merge(
                            Key.of(event),
                            new Version<>(event, said),
                            BinaryOperator.maxBy(Comparator.comparing(Version::event, Event.CURRENT_LAST))));
        }
        return newest.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
    }

    private Object[] columns(List<Version<R>> rows) {
        return fields.stream()
                .map(field -> Column.of(field.type(), rows, field.value()))
                .toArray();
    }
}
