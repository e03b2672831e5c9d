package org.nostrobservatory.ingest;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/** The archive, to be asked. */
@Stateless
public class Events {

    /** An event and where it was seen, the earliest sighting first. */
    public record Seen(Event event, List<Sighting> relays) {}

    /** That a relay delivered it, and when first. */
    public record Sighting(String url, Instant seenAt) {}

    @Inject
    private Database database;

    public Events() {}

    public Events(Database database) {
        this.database = database;
    }

    /** The event of this id, exactly as it was signed; none once it has expired (NIP-40). */
    public Optional<Seen> find(Bytes id) {
        return find(id, Instant.now());
    }

    Optional<Seen> find(Bytes id, Instant now) {
        return database.find(
                        "select " + EventTable.COLUMNS
                                + " from event where id = ? and (expires_at is null or expires_at > ?)",
                        EventTable::read,
                        id,
                        now.getEpochSecond())
                .map(stored -> new Seen(stored.event(), sightings(stored)));
    }

    /** These events as far as they are stored, in any order; also expired ones. */
    public List<Event> find(List<EventRemoval.Key> keys) {
        return database.query(
                "select " + EventTable.COLUMNS
                        + " from unnest(?, ?) as wanted (id, at) join event on event.id = wanted.id"
                        + " and event.created_at between at and at",
                row -> EventTable.read(row).event(),
                Column.of("bytea", keys, EventRemoval.Key::id),
                Column.of("bigint", keys, EventRemoval.Key::createdAt));
    }

    private List<Sighting> sightings(StoredEvent stored) {
        return database.query(
                """
                select url, min(seen_at) as seen_at
                from (select relay_id, seen_at from event where id = ? and created_at = ?
                      union all
                      select event_relay.relay_id, seen_at + delay * interval '1 second'
                      from event join event_relay using (number) where event.id = ? and created_at = ? and number = ?)
                     as sighting join relay on relay.id = relay_id
                group by url order by seen_at, url""",
                row -> new Sighting(row.getString("url"), Database.instant(row, "seen_at")),
                stored.event().id(),
                stored.event().createdAt(),
                stored.event().id(),
                stored.event().createdAt(),
                stored.number());
    }
}
