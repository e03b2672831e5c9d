package org.nostrobservatory.relay;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.nostrobservatory.configuration.Setting;
import org.nostrobservatory.configuration.Settings;
import org.nostrobservatory.protocol.RelayUrl;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/** The relays that are known, what is known of them, and which are to be collected from. */
@Stateless
public class Relays {

    /**
     * A relay to collect from.
     *
     * @param highActivity whether it sends so much that it should have a collector to itself as far as possible
     * @param priority 0 to 100; those with a higher one come first
     */
    public record Target(int id, RelayUrl url, boolean highActivity, int priority) {

        /** One of normal activity and priority. */
        public Target(int id, RelayUrl url) {
            this(id, url, false, DEFAULT_PRIORITY);
        }
    }

    /**
     * What administrators decide about a relay while the server runs.
     *
     * @param priority 0 to 100
     */
    public record Handling(boolean paused, boolean highActivity, int priority) {

        /** What holds for a relay about which nobody decided anything. */
        public static final Handling USUAL = new Handling(false, false, DEFAULT_PRIORITY);

        public Handling {
            if (priority < 0 || priority > MAX_PRIORITY) {
                throw new IllegalArgumentException(
                        "the priority " + priority + " is not between 0 and " + MAX_PRIORITY);
            }
        }
    }

    /**
     * What is known of a relay. Times are null where the thing never happened.
     *
     * @param role {@code configured}: named in OBSERVATORY_RELAYS; {@code added}: by an administrator
     * @param enabled whether it is one of those to collect from; paused ones are
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
            Handling handling,
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

    public static final int MAX_PRIORITY = 100;

    private static final int DEFAULT_PRIORITY = 50;

    @Inject
    private Settings settings;

    @Inject
    private Database database;

    public Relays() {}

    Relays(Settings settings, Database database) {
        this.settings = settings;
        this.database = database;
    }

    /**
     * Makes the configured relays exactly these: new ones are added, those no longer named are disabled. What
     * administrators decided about them stays.
     */
    public void configure(List<RelayUrl> urls) {
        List<RelayUrl> sorted = urls.stream().distinct().sorted().toList();
        database.update("""
                insert into relay (url, network, role) select *, 'configured' from unnest(?, ?)
                on conflict (url) do update set role = 'configured', enabled = true""", Column.of("text", sorted, RelayUrl::value), Column.of("text", sorted, Relays::network));
        database.update(
                "update relay set enabled = false where role = 'configured' and enabled and url <> all (?)",
                Column.of("text", sorted, RelayUrl::value));
    }

    private static String network(RelayUrl url) {
        return url.network().name().toLowerCase(Locale.ROOT);
    }

    /**
     * Why this relay will never be connected to, as things are set: it is in a network to which there is no way, or at a
     * private address.
     */
    public Optional<String> refusal(RelayUrl url) {
        return switch (url.network()) {
            case CLEARNET -> Optional.empty();
            case LOCAL ->
                settings.get(Setting.ALLOW_PRIVATE_RELAYS)
                        ? Optional.empty()
                        : Optional.of("a private address, and OBSERVATORY_ALLOW_PRIVATE_RELAYS is not true");
            case TOR ->
                settings.get(Setting.TOR_PROXY).isPresent()
                        ? Optional.empty()
                        : Optional.of("an onion service, and OBSERVATORY_TOR_PROXY is not set");
            case I2P, LOKI -> Optional.of("there is no way into its network");
        };
    }

    /**
     * Adds a relay to those that are collected from, also one that was removed before: then collecting goes on where it
     * ended.
     *
     * @throws RelayRefusedException if it is one of them already, or {@linkplain #refusal cannot be reached}
     */
    public void add(RelayUrl url, Handling handling) {
        refusal(url).ifPresent(reason -> {
            throw RelayRefusedException.unreachable(reason);
        });
        int changed = database.update(
                """
                insert into relay as old (url, network, role, paused, activity, priority) values (?, ?, 'added', ?, ?, ?)
                on conflict (url) do update
                set (role, enabled, paused, activity, priority) =
                    ('added', true, excluded.paused, excluded.activity, excluded.priority)
                where not old.enabled""", url.value(), network(url), handling.paused(), activity(handling), handling.priority());
        if (changed == 0) {
            throw RelayRefusedException.known();
        }
    }

    /**
     * Decides about a relay that is collected from.
     *
     * @return false if it is not one of these
     */
    public boolean handle(RelayUrl url, Handling handling) {
        return database.update(
                        "update relay set (paused, activity, priority) = (?, ?, ?) where url = ? and enabled",
                        handling.paused(),
                        activity(handling),
                        handling.priority(),
                        url.value())
                == 1;
    }

    private static String activity(Handling handling) {
        return handling.highActivity() ? "high" : "normal";
    }

    /**
     * Takes a relay away from those that are collected from. What it delivered stays, and so does the row: sightings name
     * it.
     *
     * @return false if it is not one of these
     * @throws RelayRefusedException if it is configured: it would be back at the next start
     */
    public boolean remove(RelayUrl url) {
        Optional<String> role = database.find(
                "select role from relay where url = ? and enabled", row -> row.getString("role"), url.value());
        if (role.filter("configured"::equals).isPresent()) {
            throw RelayRefusedException.configured();
        }
        return database.update(
                        "update relay set enabled = false where url = ? and role = 'added' and enabled", url.value())
                == 1;
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

    /** Where to collect from, those first that are the most important: of high activity, then by priority. */
    public List<Target> targets() {
        return database.query(
                """
                select id, url, activity = 'high' as high, priority from relay where enabled and not paused
                order by high desc, priority desc, id""",
                row -> new Target(
                        row.getInt("id"),
                        new RelayUrl(row.getString("url")),
                        row.getBoolean("high"),
                        row.getInt("priority")));
    }

    /**
     * Relays by URL. One that was removed and never delivered anything is not among them.
     *
     * @param after only those whose URL sorts after this one; the empty string for the first page
     */
    public List<Summary> list(String after, int limit) {
        Map<Integer, Counters> counters = counters();
        return database.query(
                SUMMARY + " where url > ? and " + SHOWN + " order by url limit ?",
                row -> summary(row, counters),
                after,
                limit);
    }

    public Optional<Summary> find(RelayUrl url) {
        Map<Integer, Counters> counters = counters();
        return database.find(SUMMARY + " where url = ? and " + SHOWN, row -> summary(row, counters), url.value());
    }

    private static final String SHOWN = """
            role <> 'import' and (enabled or role = 'configured' or exists (select from relay_outcome where relay_id = id))""";

    private static final String SUMMARY = """
            select id, url, network, role, enabled, paused, activity = 'high' as high, priority, added_at, coalesce(state, 'unknown') as state, since, connected_at,
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
                new Handling(row.getBoolean("paused"), row.getBoolean("high"), row.getInt("priority")),
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
