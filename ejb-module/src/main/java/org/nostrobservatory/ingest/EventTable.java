package org.nostrobservatory.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.nostrobservatory.protocol.Address;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.EventJson;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/** SQL on {@code event} and {@code event_relay}. */
@ApplicationScoped
class EventTable {

    /** A stored event, and when and by which relay it was first delivered. */
    private record First(Sighted event, long number, int relayId, Instant seenAt) {

        float delayOf(Sighted.Sighting sighting) {
            return Duration.between(seenAt, sighting.seenAt()).toNanos() / 1e9f;
        }
    }

    /** That one more relay delivered a stored event. */
    private record Further(First event, Sighted.Sighting sighting) {}

    /** Events are inserted in this order, so that concurrent transactions cannot wait for each other in a circle. */
    private static final Comparator<Event> BY_ID = Comparator.comparing(Event::id);

    static final String COLUMNS = "event.id, event.pubkey, event.created_at, event.kind, event.tags, event.content,"
            + " event.content_bytes, event.sig, event.number";

    /**
     * Finds events by {@code wanted (id, at)}. The time picks the partition. As an equation it could pick the index by time
     * too, which is small while times are many: until somebody dates a million events to the same second.
     */
    static final String BY_KEY = "event.id = wanted.id and event.created_at between wanted.at and wanted.at ";

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
        database.readByIndex();
    }

    /** Of these events the ones that are stored: id to signature. */
    Map<Bytes, Bytes> findStored(List<Event> events) {
        Map<Bytes, Bytes> found = new HashMap<>();
        if (!events.isEmpty()) {
            database.query(
                    "select event.id, sig from unnest(?, ?) as wanted (id, at) join event on " + BY_KEY,
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
     * @param sighted by id, who delivered them
     * @return the ids of those that were not there
     */
    Set<Bytes> insert(List<Event> events, Map<Bytes, Sighted> sighted) {
        Set<Bytes> inserted = new HashSet<>();
        if (!events.isEmpty()) {
            List<Event> sorted = events.stream().sorted(BY_ID).toList();
            List<Sighted.Sighting> first = sorted.stream()
                    .map(event -> sighted.get(event.id()).first())
                    .toList();
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
                    Column.of("integer", first, Sighted.Sighting::relayId),
                    Column.of("timestamptz", first, Sighted.Sighting::seenAt));
        }
        return inserted;
    }

    /**
     * Notes which relays delivered events that are there, unless that was noted before.
     *
     * @return the ids of those events that are stored
     */
    Set<Bytes> insertSightings(Collection<Sighted> sighted) {
        List<First> stored = findFirst(sighted);
        Map<Long, Set<Integer>> others = findOthers(stored);
        List<Further> further = new ArrayList<>();
        for (First first : stored) {
            Set<Integer> known = others.getOrDefault(first.number(), Set.of());
            for (Sighted.Sighting sighting : first.event().sightings()) {
                if (sighting.relayId() != first.relayId() && !known.contains(sighting.relayId())) {
                    further.add(new Further(first, sighting));
                }
            }
        }
        if (!further.isEmpty()) {
            // No unique index: it would be half as large as the table (decision 7).
            database.update(
                    "insert into event_relay (number, relay_id, delay) select * from unnest(?, ?, ?)",
                    Column.of("bigint", further, row -> row.event().number()),
                    Column.of("integer", further, row -> row.sighting().relayId()),
                    Column.of("real", further, row -> row.event().delayOf(row.sighting())));
        }
        return stored.stream().map(first -> first.event().id()).collect(Collectors.toSet());
    }

    private List<First> findFirst(Collection<Sighted> sighted) {
        if (sighted.isEmpty()) {
            return List.of();
        }
        // In the order of their time neighbours lie on the same pages.
        List<Sighted> sorted = sighted.stream()
                .sorted(Comparator.comparingLong(Sighted::createdAt))
                .toList();
        return database.query(
                """
                select place, number, relay_id, seen_at
                from unnest(?, ?) with ordinality as wanted (id, at, place) join event on\s""" + BY_KEY,
                row -> new First(
                        sorted.get(row.getInt("place") - 1),
                        row.getLong("number"),
                        row.getInt("relay_id"),
                        Database.instant(row, "seen_at")),
                Column.of("bytea", sorted, Sighted::id),
                Column.of("bigint", sorted, Sighted::createdAt));
    }

    /** Which relays delivered these events besides the first: by number. */
    private Map<Long, Set<Integer>> findOthers(List<First> events) {
        Map<Long, Set<Integer>> others = new HashMap<>();
        if (!events.isEmpty()) {
            List<Long> numbers = events.stream().map(First::number).sorted().toList();
            // An array, not a join: PostgreSQL goes through the index once, from the lowest number to the highest.
            database.query(
                    "select number, relay_id from event_relay where number = any (?) and number between ? and ?",
                    row -> others.computeIfAbsent(row.getLong("number"), number -> new HashSet<>())
                            .add(row.getInt("relay_id")),
                    Column.of("bigint", numbers, number -> number),
                    numbers.get(0),
                    numbers.get(numbers.size() - 1));
        }
        return others;
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
                "delete from event using unnest(?, ?) as wanted (id, at) where " + BY_KEY + " returning " + COLUMNS,
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
