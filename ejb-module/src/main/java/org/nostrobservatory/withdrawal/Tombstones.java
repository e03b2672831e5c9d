package org.nostrobservatory.withdrawal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.nostrobservatory.protocol.Address;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/** Remembers what was withdrawn, for ever. All within the caller's transaction. */
@ApplicationScoped
public class Tombstones {

    /** A stored event that is to go. */
    public record Covered(Bytes id, long createdAt) {}

    private record Target(Bytes id, Bytes author) implements Comparable<Target> {

        private static final Comparator<Target> ORDER =
                Comparator.comparing(Target::id).thenComparing(Target::author);

        @Override
        public int compareTo(Target other) {
            return ORDER.compare(this, other);
        }
    }

    private record Place(Bytes author, int kind, Bytes identifierHash) implements Comparable<Place> {

        private static final Comparator<Place> ORDER = Comparator.comparing(Place::author)
                .thenComparingInt(Place::kind)
                .thenComparing(Place::identifierHash);

        static Place of(Address address) {
            return new Place(address.pubkey(), address.kind(), address.identifierHash());
        }

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    /** A key whose vanishing takes the event away. */
    private record Claim(Event event, Bytes key) {}

    @Inject
    private Database database;

    protected Tombstones() {}

    public Tombstones(Database database) {
        this.database = database;
    }

    /** Remembers these requests. Answers false if they say nothing that was not known. */
    public boolean add(List<WithdrawalRequest> requests) {
        return addEvents(targets(requests)) + addAddresses(places(requests)) + addAuthors(vanished(requests)) > 0;
    }

    private int addEvents(List<Target> targets) {
        return targets.isEmpty()
                ? 0
                : database.update(
                        """
                        insert into deleted_event (event_id, pubkey) select * from unnest(?, ?)
                        on conflict do nothing""", Column.of("bytea", targets, Target::id), Column.of("bytea", targets, Target::author));
    }

    private int addAddresses(List<Map.Entry<Place, Long>> places) {
        return places.isEmpty()
                ? 0
                : database.update(
                        """
                        insert into deleted_address as old (pubkey, kind, d_hash, until) select * from unnest(?, ?, ?, ?)
                        on conflict (pubkey, kind, d_hash) do update set until = excluded.until
                        where excluded.until > old.until""",
                        Column.of("bytea", places, place -> place.getKey().author()),
                        Column.of("integer", places, place -> place.getKey().kind()),
                        Column.of("bytea", places, place -> place.getKey().identifierHash()),
                        Column.of("bigint", places, Map.Entry::getValue));
    }

    private int addAuthors(List<Map.Entry<Bytes, Long>> authors) {
        return authors.isEmpty()
                ? 0
                : database.update(
                        """
                        insert into vanished_author as old (pubkey, until) select * from unnest(?, ?)
                        on conflict (pubkey) do update set until = excluded.until where excluded.until > old.until""",
                        Column.of("bytea", authors, Map.Entry::getKey),
                        Column.of("bigint", authors, Map.Entry::getValue));
    }

    /**
     * Of these events the ids of those that were withdrawn. Requests of either kind cannot be deleted, only vanish. Three
     * joins, because PostgreSQL answers alternatives of {@code exists} by reading whole tables.
     */
    public Set<Bytes> covering(List<Event> events) {
        if (events.isEmpty()) {
            return Set.of();
        }
        List<Claim> claims = events.stream().flatMap(Tombstones::claims).toList();
        return new HashSet<>(database.query(
                """
                with new as materialized (
                    select * from unnest(?, ?, ?, ?, ?, ?) as new (id, pubkey, key, kind, d_hash, created_at)
                )
                select id from new join deleted_event as gone on gone.event_id = id and gone.pubkey = new.pubkey
                where new.kind not in (5, 62)
                union all
                select id from new join deleted_address as gone using (pubkey, kind, d_hash)
                where gone.until >= new.created_at
                union all
                select id from new join vanished_author as gone on gone.pubkey = key
                where kind <> 62 and gone.until >= new.created_at""",
                row -> Database.bytes(row, "id"),
                Column.of("bytea", claims, claim -> claim.event().id()),
                Column.of("bytea", claims, claim -> claim.event().pubkey()),
                Column.of("bytea", claims, Claim::key),
                Column.of("integer", claims, claim -> claim.event().kind()),
                Column.of(
                        "bytea",
                        claims,
                        claim -> Address.of(claim.event())
                                .map(Address::identifierHash)
                                .orElse(null)),
                Column.of("bigint", claims, claim -> claim.event().createdAt())));
    }

    /** A gift wrap goes with its recipient too: its author is a key made for this one event. */
    private static Stream<Claim> claims(Event event) {
        Stream<Bytes> recipients = event.kind() == Kinds.GIFT_WRAP ? event.keys("p") : Stream.empty();
        return Stream.concat(Stream.of(event.pubkey()), recipients).distinct().map(key -> new Claim(event, key));
    }

    /** The stored events that these requests withdraw. */
    public List<Covered> stored(List<WithdrawalRequest> requests) {
        List<Target> targets = targets(requests);
        List<Map.Entry<Place, Long>> places = places(requests);
        List<Map.Entry<Bytes, Long>> vanished = vanished(requests);
        return Stream.of(storedTargets(targets), storedVersions(places), storedOf(vanished))
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    private List<Covered> storedTargets(List<Target> targets) {
        if (targets.isEmpty()) {
            return List.of();
        }
        record Found(Target target, Covered covered) {}
        Set<Target> wanted = new HashSet<>(targets);
        // Not joined by author: with old statistics that index looks as good, and an author has any number of events.
        return database
                .query(
                        "select id, pubkey, created_at from unnest(?) as gone (id) join event using (id) where kind not in (5, 62)",
                        row -> new Found(
                                new Target(Database.bytes(row, "id"), Database.bytes(row, "pubkey")), covered(row)),
                        Column.of("bytea", targets, Target::id))
                .stream()
                .filter(found -> wanted.contains(found.target()))
                .map(Found::covered)
                .toList();
    }

    private List<Covered> storedVersions(List<Map.Entry<Place, Long>> places) {
        return places.isEmpty()
                ? List.of()
                : database.query(
                        """
                        select event.id, event.created_at from unnest(?, ?, ?, ?) as gone (pubkey, kind, d_hash, until)
                        join event on event.pubkey = gone.pubkey and event.kind = gone.kind
                                      and event.d_hash = gone.d_hash and event.created_at <= gone.until""",
                        Tombstones::covered,
                        Column.of("bytea", places, place -> place.getKey().author()),
                        Column.of("integer", places, place -> place.getKey().kind()),
                        Column.of("bytea", places, place -> place.getKey().identifierHash()),
                        Column.of("bigint", places, Map.Entry::getValue));
    }

    private List<Covered> storedOf(List<Map.Entry<Bytes, Long>> vanished) {
        if (vanished.isEmpty()) {
            return List.of();
        }
        Column authors = Column.of("bytea", vanished, Map.Entry::getKey);
        Column until = Column.of("bigint", vanished, Map.Entry::getValue);
        return database.query("""
                select event.id, created_at from unnest(?, ?) as gone (pubkey, until)
                join event on event.pubkey = gone.pubkey and created_at <= until
                where kind <> 62
                union
                select event_id, created_at from unnest(?, ?) as gone (pubkey, until)
                join gift_wrap on recipient = gone.pubkey and created_at <= until""", Tombstones::covered, authors, until, authors, until);
    }

    private static Covered covered(ResultSet row) throws SQLException {
        return new Covered(Database.bytes(row, "id"), row.getLong("created_at"));
    }

    // Sorted by key, all three: the order in which concurrent transactions lock rows.

    private static List<Target> targets(List<WithdrawalRequest> requests) {
        return requests.stream()
                .flatMap(request -> request.ids().stream().map(id -> new Target(id, request.author())))
                .distinct()
                .sorted()
                .toList();
    }

    private static List<Map.Entry<Place, Long>> places(List<WithdrawalRequest> requests) {
        Map<Place, Long> until = new TreeMap<>();
        for (WithdrawalRequest request : requests) {
            request.addresses().forEach(address -> until.merge(Place.of(address), request.until(), Math::max));
        }
        return List.copyOf(until.entrySet());
    }

    private static List<Map.Entry<Bytes, Long>> vanished(List<WithdrawalRequest> requests) {
        Map<Bytes, Long> until = new TreeMap<>();
        for (WithdrawalRequest request : requests) {
            if (request.everything()) {
                until.merge(request.author(), request.until(), Math::max);
            }
        }
        return List.copyOf(until.entrySet());
    }
}
