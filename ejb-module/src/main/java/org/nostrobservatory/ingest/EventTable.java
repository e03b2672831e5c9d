package org.nostrobservatory.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.nostrobservatory.protocol.Address;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.EventJson;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/** SQL on {@code event} and {@code event_relay}. */
@ApplicationScoped
class EventTable {

    /** That a relay delivered an event. */
    record Sighting(Bytes id, long createdAt, int relayId, Instant seenAt) {}

    /** A stored event, and when and by which relay it was first delivered. */
    private record First(long number, int relayId, Instant seenAt) {

        float delayOf(Sighting sighting) {
            return Duration.between(seenAt, sighting.seenAt()).toNanos() / 1e9f;
        }
    }

    /** That a relay delivered the event of this number. */
    private record Delivery(long number, int relayId) {}

    /** Events are inserted in this order, so that concurrent transactions cannot wait for each other in a circle. */
    private static final Comparator<Event> BY_ID = Comparator.comparing(Event::id);

    static final String COLUMNS = "event.id, event.pubkey, event.created_at, event.kind, event.tags, event.content,"
            + " event.content_bytes, event.sig, event.number";

    @Inject
    private Database database;

    protected EventTable() {}

    EventTable(Database database) {
        this.database = database;
    }

    /**
     * Until the transaction ends, plans read by index. Statistics of a partition that fills by thousands a second are always
     * old, and a plan that was made while it was empty, kept by the connection, reads all of it for each row.
     */
    void readByIndex() {
        database.query(
                "select set_config(name, 'off', true)"
                        + " from unnest(array['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin']) as name",
                row -> true);
    }

    /** Of these events the ones that are stored: id to signature. */
    Map<Bytes, Bytes> findStored(List<Event> events) {
        Map<Bytes, Bytes> found = new HashMap<>();
        if (!events.isEmpty()) {
            // The time picks the partition.
            database.query(
                    "select id, sig from unnest(?, ?) as wanted (id, created_at) join event using (id, created_at)",
                    row -> found.put(Database.bytes(row, "id"), Database.bytes(row, "sig")),
                    Column.of("bytea", events, Event::id),
                    Column.of("bigint", events, Event::createdAt));
        }
        return found;
    }

    /**
     * Stores events.
     *
     * @param events of distinct ids
     * @param first by whom and when each was first delivered
     * @return the ids of those that were not there
     */
    Set<Bytes> insert(List<Event> events, Map<Bytes, Sighting> first) {
        Set<Bytes> inserted = new HashSet<>();
        if (!events.isEmpty()) {
            List<Event> sorted = events.stream().sorted(BY_ID).toList();
            database.query(
                    """
                    insert into event (created_at, number, kind, id, pubkey, sig, tags, content, content_bytes, d_hash,
                                       expires_at, relay_id, seen_at)
                    select created_at, month_base | nextval('event_serial'), kind, id, pubkey, sig, tags::json, content,
                           content_bytes, d_hash, expires_at, relay_id, seen_at
                    from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                         as new (created_at, month_base, kind, id, pubkey, sig, tags, content, content_bytes, d_hash,
                                 expires_at, relay_id, seen_at)
                    on conflict do nothing
                    returning id""",
                    row -> inserted.add(Database.bytes(row, "id")),
                    Column.of("bigint", sorted, Event::createdAt),
                    Column.of("bigint", sorted, event -> EventNumber.monthBase(event.createdAt())),
                    Column.of("integer", sorted, Event::kind),
                    Column.of("bytea", sorted, Event::id),
                    Column.of("bytea", sorted, Event::pubkey),
                    Column.of("bytea", sorted, Event::sig),
                    Column.of("text", sorted, event -> EventJson.writeTags(event.tags())),
                    Column.of("text", sorted, event -> holdsNul(event.content()) ? null : event.content()),
                    Column.of("bytea", sorted, event -> holdsNul(event.content()) ? utf8(event.content()) : null),
                    Column.of("bytea", sorted, EventTable::identifierHash),
                    Column.of("bigint", sorted, EventTable::expiresAt),
                    Column.of("integer", sorted, event -> first.get(event.id()).relayId()),
                    Column.of(
                            "timestamptz",
                            sorted,
                            event -> first.get(event.id()).seenAt()));
        }
        return inserted;
    }

    /**
     * Notes which relays delivered events that are there, unless that was noted before.
     *
     * @param sightings of distinct (event, relay)
     * @return the ids of those events that are stored
     */
    Set<Bytes> insertSightings(List<Sighting> sightings) {
        Map<Bytes, First> stored = findFirst(sightings);
        Set<Delivery> known = findDeliveries(stored.values());
        List<Sighting> added = sightings.stream()
                .filter(sighting -> stored.containsKey(sighting.id())
                        && known.add(new Delivery(stored.get(sighting.id()).number(), sighting.relayId())))
                .toList();
        if (!added.isEmpty()) {
            // No unique index: it would be half as large as the table (decision 7).
            database.update(
                    "insert into event_relay (number, relay_id, delay) select * from unnest(?, ?, ?)",
                    Column.of(
                            "bigint",
                            added,
                            sighting -> stored.get(sighting.id()).number()),
                    Column.of("integer", added, Sighting::relayId),
                    Column.of(
                            "real", added, sighting -> stored.get(sighting.id()).delayOf(sighting)));
        }
        return new HashSet<>(stored.keySet());
    }

    /** Each event is looked up once however many relays delivered it. */
    private Map<Bytes, First> findFirst(List<Sighting> sightings) {
        Map<Bytes, First> stored = new HashMap<>();
        List<Sighting> distinct = distinctEvents(sightings);
        if (!distinct.isEmpty()) {
            database.query(
                    "select id, number, relay_id, seen_at"
                            + " from unnest(?, ?) as wanted (id, created_at) join event using (id, created_at)",
                    row -> stored.put(
                            Database.bytes(row, "id"),
                            new First(row.getLong("number"), row.getInt("relay_id"), Database.instant(row, "seen_at"))),
                    Column.of("bytea", distinct, Sighting::id),
                    Column.of("bigint", distinct, Sighting::createdAt));
        }
        return stored;
    }

    private Set<Delivery> findDeliveries(Collection<First> events) {
        Set<Delivery> known = new HashSet<>();
        events.forEach(first -> known.add(new Delivery(first.number(), first.relayId())));
        if (!events.isEmpty()) {
            List<Long> numbers = events.stream().map(First::number).sorted().toList();
            // An array instead of a join: PostgreSQL goes through the index once, from the lowest to the highest.
            database.query(
                    "select number, relay_id from event_relay where number = any (?) and number between ? and ?",
                    row -> known.add(new Delivery(row.getLong("number"), row.getInt("relay_id"))),
                    Column.of("bigint", numbers, number -> number),
                    numbers.get(0),
                    numbers.get(numbers.size() - 1));
        }
        return known;
    }

    /** In the order of their time, in which neighbours lie on the same pages. */
    private static List<Sighting> distinctEvents(List<Sighting> sightings) {
        Map<Bytes, Sighting> distinct = new HashMap<>();
        sightings.forEach(sighting -> distinct.putIfAbsent(sighting.id(), sighting));
        return distinct.values().stream()
                .sorted(Comparator.comparingLong(Sighting::createdAt))
                .toList();
    }

    /** Of the events that have expired at this unix second some, the longest expired first (NIP-40). */
    List<EventRemoval.Key> findExpired(long now, int limit) {
        return database.query(
                "select id, created_at from event where expires_at <= ? order by expires_at limit ?",
                row -> new EventRemoval.Key(Database.bytes(row, "id"), row.getLong("created_at")),
                now,
                limit);
    }

    /** Removes events and their sightings. Answers what was there. */
    List<Event> delete(List<Event> events) {
        return delete(
                events.stream().map(Event::id).toList(),
                events.stream().map(Event::createdAt).toList());
    }

    /** Removes events and their sightings. Answers what was there. */
    List<Event> delete(List<Bytes> ids, List<Long> createdAt) {
        if (ids.isEmpty()) {
            return List.of();
        }
        List<StoredEvent> deleted = database.query(
                "delete from event using unnest(?, ?) as gone (id, created_at)"
                        + " where event.id = gone.id and event.created_at = gone.created_at returning " + COLUMNS,
                EventTable::read,
                Column.of("bytea", ids, id -> id),
                Column.of("bigint", createdAt, time -> time));
        database.update(
                "delete from event_relay using unnest(?) as gone (number) where event_relay.number = gone.number",
                Column.of("bigint", deleted, StoredEvent::number));
        return deleted.stream().map(StoredEvent::event).toList();
    }

    /** The event of a row with {@link #COLUMNS}. */
    static StoredEvent read(ResultSet row) throws SQLException {
        String content = row.getString("content");
        Event event = new Event(
                Database.bytes(row, "id"),
                Database.bytes(row, "pubkey"),
                row.getLong("created_at"),
                row.getInt("kind"),
                EventJson.parseTags(row.getString("tags")),
                content != null ? content : new String(row.getBytes("content_bytes"), StandardCharsets.UTF_8),
                Database.bytes(row, "sig"));
        return new StoredEvent(event, row.getLong("number"));
    }

    private static Bytes identifierHash(Event event) {
        return Address.of(event).map(Address::identifierHash).orElse(null);
    }

    private static Long expiresAt(Event event) {
        OptionalLong expiresAt = event.expiresAt();
        return expiresAt.isPresent() ? expiresAt.getAsLong() : null;
    }

    private static boolean holdsNul(String text) {
        return text.indexOf('\0') >= 0;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
