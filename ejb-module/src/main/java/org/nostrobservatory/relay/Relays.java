package org.nostrobservatory.relay;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.nostrobservatory.protocol.RelayUrl;
import org.nostrobservatory.schema.Database;

/** The relays that are known, and what is known of them. */
@Stateless
public class Relays {

    /** A relay to collect from. */
    public record Target(int id, RelayUrl url) {}

    /**
     * What is known of a relay. Times are null where the thing never happened.
     *
     * @param state of the connection: {@code waiting}, {@code connecting}, {@code syncing}, {@code live},
     *     {@code stopped}; {@code unknown} before the first attempt
     * @param failures failed attempts in a row
     */
    public record Summary(
            int id,
            String url,
            String network,
            String role,
            boolean enabled,
            Instant addedAt,
            String state,
            Instant stateSince,
            Instant connectedAt,
            Instant lastFrameAt,
            int failures,
            String lastError,
            String lastNotice,
            Counters counters) {}

    /**
     * What became of the events that a relay sent. Every one is in exactly one of stored, duplicate, ephemeral, withdrawn,
     * expired, protected and rejected.
     *
     * @param received the sum of these seven
     * @param future of the stored ones, those dated more than 15 minutes ahead
     * @param withdrawn deleted (NIP-09) or of an author who vanished (NIP-62)
     * @param expired past their time when they arrived (NIP-40)
     * @param protectedEvents not for others to publish (NIP-70)
     * @param rejected by reason
     */
    public record Counters(
            long received,
            long stored,
            long duplicate,
            long ephemeral,
            long future,
            long withdrawn,
            long expired,
            long protectedEvents,
            Map<String, Long> rejected) {

        static final Counters NONE = new Counters(0, 0, 0, 0, 0, 0, 0, 0, Map.of());
    }

    private static final String CONFIGURED = "configured";

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Database database;

    /** Makes the configured relays exactly these: new ones are added, those no longer named are disabled. */
    public void configure(List<RelayUrl> urls) {
        Map<String, Relay> missing = new HashMap<>();
        for (Relay relay : entities.createNamedQuery("Relay.byRole", Relay.class)
                .setParameter("role", CONFIGURED)
                .getResultList()) {
            missing.put(relay.url(), relay);
        }
        for (RelayUrl url : urls) {
            Relay relay = missing.remove(url.value());
            if (relay == null) {
                entities.persist(new Relay(url, CONFIGURED));
            } else {
                relay.enable(true);
            }
        }
        missing.values().forEach(relay -> relay.enable(false));
    }

    /**
     * The number under which imported events are filed as if a relay had sent them. It is never connected to, and in no
     * list of relays; its URL is {@code import:} and the name.
     */
    public int importSource(String name) {
        String url = "import:" + name;
        return idOf(url).orElseGet(() -> {
            database.update("""
                    insert into relay (url, network, role, enabled) values (?, 'file', 'import', false)
                    on conflict do nothing""", url);
            return idOf(url).orElseThrow();
        });
    }

    private Optional<Integer> idOf(String url) {
        return database.find("select id from relay where url = ?", row -> row.getInt("id"), url);
    }

    /** Where to collect from. */
    public List<Target> targets() {
        return entities.createNamedQuery("Relay.enabled", Relay.class)
                .getResultStream()
                .map(relay -> new Target(relay.id(), new RelayUrl(relay.url())))
                .toList();
    }

    /**
     * Relays by URL.
     *
     * @param after only those whose URL sorts after this one; the empty string for the first page
     */
    public List<Summary> list(String after, int limit) {
        Map<Integer, Counters> counters = counters();
        return database.query(
                SUMMARY + " where url > ? and role <> 'import' order by url limit ?",
                row -> summary(row, counters),
                after,
                limit);
    }

    public Optional<Summary> find(RelayUrl url) {
        Map<Integer, Counters> counters = counters();
        return database.find(SUMMARY + " where url = ?", row -> summary(row, counters), url.value());
    }

    private static final String SUMMARY = """
            select id, url, network, role, enabled, added_at, coalesce(state, 'unknown') as state, since, connected_at,
                   last_frame_at, coalesce(failures, 0) as failures, last_error, last_notice
            from relay left join relay_connection on relay_id = id""";

    private static Summary summary(ResultSet row, Map<Integer, Counters> counters) throws SQLException {
        int id = row.getInt("id");
        return new Summary(
                id,
                row.getString("url"),
                row.getString("network"),
                row.getString("role"),
                row.getBoolean("enabled"),
                Database.instant(row, "added_at"),
                row.getString("state"),
                Database.instant(row, "since"),
                Database.instant(row, "connected_at"),
                Database.instant(row, "last_frame_at"),
                row.getInt("failures"),
                row.getString("last_error"),
                row.getString("last_notice"),
                counters.getOrDefault(id, Counters.NONE));
    }

    private Map<Integer, Counters> counters() {
        record Outcome(int relayId, String outcome, String reason, long events) {}
        Map<Integer, Counters> result = new HashMap<>();
        for (Outcome row : database.query(
                "select relay_id, outcome, reason, events from relay_outcome",
                row -> new Outcome(
                        row.getInt("relay_id"),
                        row.getString("outcome"),
                        row.getString("reason"),
                        row.getLong("events")))) {
            result.merge(row.relayId(), counter(row.outcome(), row.reason(), row.events()), Relays::sum);
        }
        return result;
    }

    private static Counters counter(String outcome, String reason, long events) {
        return switch (outcome) {
            case "stored" -> new Counters(events, events, 0, 0, 0, 0, 0, 0, Map.of());
            case "duplicate" -> new Counters(events, 0, events, 0, 0, 0, 0, 0, Map.of());
            case "ephemeral" -> new Counters(events, 0, 0, events, 0, 0, 0, 0, Map.of());
            case "future" -> new Counters(0, 0, 0, 0, events, 0, 0, 0, Map.of());
            case "withdrawn" -> new Counters(events, 0, 0, 0, 0, events, 0, 0, Map.of());
            case "expired" -> new Counters(events, 0, 0, 0, 0, 0, events, 0, Map.of());
            case "protected" -> new Counters(events, 0, 0, 0, 0, 0, 0, events, Map.of());
            case "rejected" -> new Counters(events, 0, 0, 0, 0, 0, 0, 0, Map.of(reason, events));
            default -> throw new IllegalStateException("unknown outcome " + outcome);
        };
    }

    private static Counters sum(Counters a, Counters b) {
        Map<String, Long> rejected = new TreeMap<>(a.rejected());
        b.rejected().forEach((reason, events) -> rejected.merge(reason, events, Long::sum));
        return new Counters(
                a.received() + b.received(),
                a.stored() + b.stored(),
                a.duplicate() + b.duplicate(),
                a.ephemeral() + b.ephemeral(),
                a.future() + b.future(),
                a.withdrawn() + b.withdrawn(),
                a.expired() + b.expired(),
                a.protectedEvents() + b.protectedEvents(),
                rejected);
    }
}
