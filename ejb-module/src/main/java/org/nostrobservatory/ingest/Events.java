package org.nostrobservatory.ingest;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Filter;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;
import org.nostrobservatory.schema.DatabaseException;

/** The archive, to be asked. */
@Stateless
public class Events {

    /** An event and where it was seen, the earliest sighting first. */
    public record Seen(Event event, List<Sighting> relays) {}

    /** That a relay delivered it, and when first. */
    public record Sighting(String url, Instant seenAt) {}

    /**
     * Where an event stands in a list: the newest first, of the same second that with the lowest id (NIP-01).
     *
     * @param createdAt unix seconds
     */
    public record Place(long createdAt, Bytes id) implements Comparable<Place> {

        private static final Bytes LAST_ID = Bytes.fromHex("ff".repeat(32));

        private static final Comparator<Place> ORDER =
                Comparator.comparingLong(Place::createdAt).reversed().thenComparing(Place::id);

        /** Before all events of this second, and after all newer ones. */
        public static Place before(long createdAt) {
            return new Place(createdAt + 1, LAST_ID);
        }

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * A part of a list.
     *
     * @param next the place to go on after; empty if this is the last part
     */
    public record Part(List<Seen> events, Optional<Place> next) {}

    private static final int AT_ONCE = 25;

    private static final String BY_KEY = EventTable.BY_KEY + "and " + Months.CONDITION + " ";

    /** A statement takes a tenth of one, unless somebody has written thousands of events of a megabyte, to be looked through. */
    private static final int SECONDS = 10;

    @Inject
    private Database database;

    @Inject
    private EventQuery query;

    public Events() {}

    public Events(Database database) {
        this.database = database;
        query = new EventQuery(database);
    }

    /** The event of this id, exactly as it was signed; none once it has expired (NIP-40). */
    public Optional<Seen> find(Bytes id) {
        return find(id, Instant.now());
    }

    Optional<Seen> find(Bytes id, Instant now) {
        List<StoredEvent> stored = database.query(
                "select " + EventTable.COLUMNS + " from event where id = ? and (expires_at is null or expires_at > ?)",
                EventTable::read,
                id,
                now.getEpochSecond());
        return seen(stored).stream().findFirst();
    }

    /**
     * What {@code values} makes of those of these events that are stored. It is handed a few at a time, in any order: each
     * can have a megabyte, and hundreds of those are more than memory holds.
     *
     * @param values keeps nothing of the events that is not needed
     */
    public <T> List<T> read(List<EventRemoval.Key> keys, Function<List<Event>, List<T>> values) {
        List<T> all = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += AT_ONCE) {
            List<EventRemoval.Key> some = keys.subList(from, Math.min(from + AT_ONCE, keys.size()));
            all.addAll(values.apply(read(some, "true")));
        }
        return all;
    }

    /**
     * Those of these events that are to be shown, in any order: not expired (NIP-40), and of replaceable and addressable ones
     * only the current version.
     */
    public List<Event> readShown(List<EventRemoval.Key> keys, Instant now) {
        return read(keys, """
                (expires_at is null or expires_at > ?) and
                (d_hash is null or exists (select from current_event
                                           where current_event.pubkey = event.pubkey and current_event.kind = event.kind
                                                 and current_event.d_hash = event.d_hash
                                                 and current_event.event_id = event.id))""", now.getEpochSecond());
    }

    private List<Event> read(List<EventRemoval.Key> keys, String condition, Object... parameters) {
        if (keys.isEmpty()) {
            return List.of();
        }
        Months months = Months.of(keys.stream().mapToLong(EventRemoval.Key::createdAt));
        Object[] ids = {
            Column.of("bytea", keys, EventRemoval.Key::id),
            Column.of("bigint", keys, EventRemoval.Key::createdAt),
            months.from(),
            months.to()
        };
        return database.query(
                "select " + EventTable.COLUMNS + " from unnest(?, ?) as wanted (id, at) join event on " + BY_KEY
                        + " where " + condition,
                row -> EventTable.read(row).event(),
                Stream.concat(Arrays.stream(ids), Arrays.stream(parameters)).toArray());
    }

    /**
     * The events that a filter matches, exactly as they were signed, without those that have expired; the newest first, of
     * the same second that with the lowest id (NIP-01).
     *
     * <p>There are indexes by id, by author and time, and by time; for what a filter names besides, 20,000 events are looked
     * at; and 8 MiB of text are read. So a part can have fewer events than wanted, or none, and yet not be the last.
     *
     * @param filter its limit is not regarded
     * @param after where the part before ended; empty for the first part
     * @param limit how many at most, positive
     * @throws TooMuchToReadException if looking at so many takes longer than {@value #SECONDS} seconds
     */
    public Part find(Filter filter, Optional<Place> after, int limit) {
        return find(filter, after, limit, Instant.now(), EventQuery.READ);
    }

    Part find(Filter filter, Optional<Place> after, int limit, Instant now, int read) {
        database.giveUpAfter(Duration.ofSeconds(SECONDS));
        try {
            EventQuery.Part part = query.find(filter, after, limit, now.getEpochSecond(), read);
            return new Part(seen(part.events()), part.next());
        } catch (DatabaseException e) {
            throw e.isTimeout() ? new TooMuchToReadException(e) : e;
        }
    }

    private List<Seen> seen(List<StoredEvent> events) {
        Map<Long, List<Sighting>> sightings = sightings(events);
        return events.stream()
                .map(stored -> new Seen(stored.event(), sightings.getOrDefault(stored.number(), List.of())))
                .toList();
    }

    /** Where and when these events were seen, the earliest first: by number. */
    private Map<Long, List<Sighting>> sightings(List<StoredEvent> events) {
        Map<Long, List<Sighting>> sightings = new HashMap<>();
        if (!events.isEmpty()) {
            Months months =
                    Months.of(events.stream().mapToLong(stored -> stored.event().createdAt()));
            database.query(
                    """
                    with first as materialized
                        (select number, relay_id, seen_at
                         from unnest(?, ?) as wanted (id, at) join event on\s""" + BY_KEY + """
                        )
                    select number, url, min(sighting.seen_at) as seen_at
                    from (select * from first
                          union all
                          select number, event_relay.relay_id, seen_at + delay * interval '1 second'
                          from event_relay join first using (number) where number = any (?))
                         as sighting join relay on relay.id = relay_id
                    group by number, url order by number, seen_at, url""",
                    row -> sightings
                            .computeIfAbsent(row.getLong("number"), number -> new ArrayList<>())
                            .add(new Sighting(row.getString("url"), Database.instant(row, "seen_at"))),
                    Column.of("bytea", events, stored -> stored.event().id()),
                    Column.of("bigint", events, stored -> stored.event().createdAt()),
                    months.from(),
                    months.to(),
                    Column.of("bigint", events, StoredEvent::number));
        }
        return sightings;
    }
}
