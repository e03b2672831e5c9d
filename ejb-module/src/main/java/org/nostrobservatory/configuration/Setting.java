package org.nostrobservatory.configuration;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.protocol.Nip19;
import org.nostrobservatory.protocol.RelayUrl;
import org.nostrobservatory.protocol.SecretKey;

/**
 * One thing that the operator can set, with its default and its meaning. {@link #ALL} is the list of all of them; what
 * stands in {@code docs/operations.md} is checked against it.
 *
 * @param <T> what a value of it is in Java
 */
public final class Setting<T> {

    private static final List<Setting<?>> DEFINED = new ArrayList<>();
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");
    private static final Duration LONGEST = Duration.ofDays(20_000);
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*(k|m)?b?");

    public static final Setting<List<RelayUrl>> RELAYS = new Setting<>(
            "observatory.relays",
            "wss://relay.damus.io,wss://nos.lol,wss://relay.primal.net,wss://nostr.wine,wss://relay.snort.social",
            "comma list of relay URLs",
            "The relays to collect from.",
            Setting::relays);

    public static final Setting<Boolean> ALLOW_PRIVATE_RELAYS = new Setting<>(
            "observatory.allow.private.relays",
            "false",
            "true or false",
            "Whether relays at loopback and private addresses may be connected to.",
            Setting::bool);

    public static final Setting<Optional<Duration>> LOOKBACK = new Setting<>(
            "observatory.lookback",
            "1h",
            "duration, or all",
            "How far back a relay is asked for stored events when it is first connected to.",
            text -> text.equals("all") ? Optional.empty() : Optional.of(duration(text, LONGEST)));

    public static final Setting<Integer> MAX_RELAYS_PER_COLLECTOR = new Setting<>(
            "observatory.max.relays.per.collector",
            "1000",
            "relays, 1 to 100000",
            "How many relays one server collects from at most. What several servers together have no room for is left over: see"
                    + " the list of collectors.",
            text -> integer(text, 1, 100_000));

    public static final Setting<Duration> COLLECTOR_TIMEOUT = new Setting<>(
            "observatory.collector.timeout",
            "15s",
            "duration, 6s to 10m",
            "Of several servers, one that has not said for so long that it is there loses its relays to the others.",
            text -> duration(text, Duration.ofSeconds(6), Duration.ofMinutes(10)));

    public static final Setting<Optional<URI>> TOR_PROXY = new Setting<>(
            "observatory.tor.proxy",
            "",
            "socks5://host:port or http://host:port",
            "The proxy through which .onion relays are connected to. Without it they are not.",
            Setting::proxy);

    public static final Setting<Optional<SecretKey>> SECRET_KEY = new Setting<>(
            "observatory.secret.key",
            "",
            "64 hex digits, or nsec1…",
            "Who we are to relays that demand authentication. Without it a key is generated once and kept.",
            text -> text.isEmpty() ? Optional.empty() : Optional.of(SecretKey.parse(text)),
            true);

    public static final Setting<Integer> BATCH_SIZE = new Setting<>(
            "observatory.batch.size",
            "2000",
            "events, 1 to 10000",
            "How many events at most travel through the queue as one message, stored in one transaction.",
            text -> integer(text, 1, 10_000));

    public static final Setting<Duration> BATCH_LINGER = new Setting<>(
            "observatory.batch.linger",
            "50ms",
            "duration, up to 1m",
            "How long an event at most waits for others to fill its batch.",
            text -> duration(text, Duration.ofMinutes(1)));

    public static final Setting<Integer> MAX_FRAME_BYTES = new Setting<>(
            "observatory.max.frame.bytes",
            "1m",
            "size, 4k to 16m",
            "Longer frames are rejected. A frame of more than 16 MiB closes the connection.",
            text -> size(text, 4 << 10, 16 << 20));

    public static final Setting<Integer> MAX_TAGS = new Setting<>(
            "observatory.max.tags",
            "5000",
            "tags, 1 to 1000000",
            "Events with more tags are rejected.",
            text -> integer(text, 1, 1_000_000));

    public static final Setting<Analyses> ANALYSES = new Setting<>(
            "observatory.analyses",
            "all",
            "all, none, or a comma list of components",
            "Which analyses new events are handed to: profile, note, zap and so on, as `rebuild` names them. Events are"
                    + " archived in any case; what is left out shows nothing new until it is rebuilt.",
            Analyses::parse);

    public static final Setting<Optional<Duration>> RETENTION_EVENTS = new Setting<>(
            "observatory.retention.events",
            "forever",
            "duration, or forever",
            "How long regular events are kept, by their created_at. Replaceable and addressable events, such as profiles"
                    + " and lists, are kept.",
            text -> text.equals("forever") ? Optional.empty() : Optional.of(duration(text)));

    public static final Setting<Optional<Duration>> RETENTION_REJECTED = new Setting<>(
            "observatory.retention.rejected",
            "30d",
            "duration, or forever",
            "How long rejected events are kept after the relay last sent them. Their counts stay.",
            text -> text.equals("forever") ? Optional.empty() : Optional.of(duration(text)));

    public static final Setting<Optional<Duration>> RETENTION_JOBS = new Setting<>(
            "observatory.retention.jobs",
            "30d",
            "duration, or forever",
            "How long the jobs of data vending machines are kept one by one: a month goes as a whole, when it ended so long"
                    + " ago. What they amounted to by month is kept for ever; their events as long as all events.",
            text -> text.equals("forever") ? Optional.empty() : Optional.of(duration(text)));

    public static final Setting<Optional<Duration>> DVM_INACTIVE_AFTER = new Setting<>(
            "observatory.dvm.inactive.after",
            "64d",
            "duration, or never",
            "When a data vending machine counts as inactive of which nothing is seen.",
            text -> text.equals("never") ? Optional.empty() : Optional.of(duration(text)));

    public static final Setting<Integer> MAX_REJECTED = new Setting<>(
            "observatory.max.rejected",
            "1000",
            "frames, 0 to 1000000",
            "How many distinct rejected frames are kept of each relay, up to 64 KiB each. What comes beyond is counted only.",
            text -> integer(text, 0, 1_000_000));

    public static final Setting<Optional<RelayUrl>> SERVICE_URL = new Setting<>(
            "observatory.service.url",
            "",
            "relay URL",
            "What a request to vanish (NIP-62) may call this archive. One that names all relays is obeyed in any case.",
            text -> relays(text).stream().findFirst());

    public static final Setting<Boolean> ZAP_PROVIDER_CHECK = new Setting<>(
            "observatory.zap.provider.check",
            "true",
            "true or false",
            "Whether the wallet services of people who receive zaps are asked who signs their receipts (NIP-57). They learn"
                    + " this server's address.",
            Setting::bool);

    public static final Setting<List<Bytes>> TRUST_SEEDS = new Setting<>(
            "observatory.trust.seeds",
            "",
            "comma list of npub1… or 64 hex digits",
            "Whom trust begins with: what they and those whom they trust do counts where trusted=true. Without it the follow"
                    + " lists elect them.",
            Setting::keys);

    public static final Setting<Set<Integer>> DVM_EXCLUDED_KINDS = new Setting<>(
            "observatory.dvm.excluded.kinds",
            "5969,6969,5666,6666,5128,6128",
            "comma list of kinds, 0 to 65535",
            "Kinds between 5000 and 6999 that are something else than requests and results of data vending machines:"
                    + " polls, snapshots of web sites. After a change, rebuild dvm.",
            Setting::kinds);

    public static final Setting<Optional<String>> ADMIN_PASSWORD = new Setting<>(
            "observatory.admin.password",
            "",
            "text of at least 8 characters",
            "The password of the user admin. Without it one is generated at the first start and printed once.",
            Setting::password,
            true);

    /** Every setting there is, in the order of their definition. */
    public static final List<Setting<?>> ALL = List.copyOf(DEFINED);

    private final String property;
    private final String defaultText;
    private final String unit;
    private final String meaning;
    private final Function<String, T> parser;
    private final boolean secret;

    private Setting(String property, String defaultText, String unit, String meaning, Function<String, T> parser) {
        this(property, defaultText, unit, meaning, parser, false);
    }

    /** @param secret whether the value is kept out of messages */
    private Setting(
            String property,
            String defaultText,
            String unit,
            String meaning,
            Function<String, T> parser,
            boolean secret) {
        this.property = property;
        this.defaultText = defaultText;
        this.unit = unit;
        this.meaning = meaning;
        this.parser = parser;
        this.secret = secret;
        DEFINED.add(this);
    }

    /** The MicroProfile Config property, for example {@code observatory.batch.size}. */
    public String property() {
        return property;
    }

    /** The environment variable that MicroProfile Config reads it from, for example {@code OBSERVATORY_BATCH_SIZE}. */
    public String variable() {
        return property.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    public String defaultText() {
        return defaultText;
    }

    /** What kind of value it takes, with unit and range. */
    public String unit() {
        return unit;
    }

    /** One or two sentences for the operator. */
    public String meaning() {
        return meaning;
    }

    /** @throws IllegalArgumentException if the text is no value of this setting; the message says what is allowed */
    T parse(String text) {
        try {
            return parser.apply(text.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "%s is %s, but %s. Allowed: %s"
                            .formatted(variable(), secret ? "set" : "\"" + text + "\"", e.getMessage(), unit),
                    e);
        }
    }

    private static List<RelayUrl> relays(String text) {
        List<RelayUrl> relays = new ArrayList<>();
        for (String part : text.split(",")) {
            if (!part.isBlank()) {
                try {
                    relays.add(new RelayUrl(part));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException("\"" + part.strip() + "\" " + e.getMessage(), e);
                }
            }
        }
        return relays.stream().distinct().toList();
    }

    private static List<Bytes> keys(String text) {
        List<Bytes> keys = new ArrayList<>();
        for (String part : text.split(",")) {
            if (!part.isBlank()) {
                keys.add(Nip19.publicKey(part.strip())
                        .orElseThrow(() -> new IllegalArgumentException("\"" + part.strip() + "\" is no public key")));
            }
        }
        return keys.stream().distinct().toList();
    }

    private static Set<Integer> kinds(String text) {
        Set<Integer> kinds = new LinkedHashSet<>();
        for (String part : text.split(",")) {
            if (!part.isBlank()) {
                kinds.add(integer(part.strip(), 0, Kinds.MAX));
            }
        }
        return Set.copyOf(kinds);
    }

    private static Optional<URI> proxy(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        URI uri = URI.create(text);
        if (uri.getHost() == null
                || uri.getPort() < 1
                || !("socks5".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
            throw new IllegalArgumentException("that names no proxy with its port");
        }
        return Optional.of(uri);
    }

    private static boolean bool(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("that is neither true nor false");
        }
        return text.equals("true");
    }

    private static int integer(String text, int min, int max) {
        long value;
        try {
            value = Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("that is no integer", e);
        }
        if (value < min || value > max) {
            throw new IllegalArgumentException("that is out of range");
        }
        return (int) value;
    }

    private static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("that is no duration such as 50ms, 30s, 15m, 1h or 30d");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static Duration duration(String text, Duration shortest, Duration longest) {
        Duration value = duration(text, longest);
        if (value.compareTo(shortest) < 0) {
            throw new IllegalArgumentException("that is too short");
        }
        return value;
    }

    private static Duration duration(String text, Duration longest) {
        Duration value = duration(text);
        if (value.compareTo(longest) > 0) {
            throw new IllegalArgumentException("that is too long");
        }
        return value;
    }

    private static int size(String text, int min, int max) {
        Matcher matcher = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("that is no size such as 65536, 512k or 1m");
        }
        long unit = matcher.group(2) == null ? 1 : matcher.group(2).equals("k") ? 1 << 10 : 1 << 20;
        return integer(Long.toString(Long.parseLong(matcher.group(1)) * unit), min, max);
    }

    private static Optional<String> password(String text) {
        if (!text.isEmpty() && text.length() < 8) {
            throw new IllegalArgumentException("that is too short");
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    @Override
    public String toString() {
        return variable();
    }
}
