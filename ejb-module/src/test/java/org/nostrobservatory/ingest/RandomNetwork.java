package org.nostrobservatory.ingest;

import static org.nostrobservatory.ingest.SampleEvents.key;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.EventJson;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.protocol.SecretKey;
import org.nostrobservatory.protocol.Tag;
import org.nostrobservatory.zap.Receipts;

/**
 * A few people and everything that they do to each other within eight days: notes, threads, hashtags, reposts, reactions,
 * zaps and forged ones, follow lists, profiles; and what takes some of it back. Many events lie at the edges of windows.
 */
final class RandomNetwork {

    /** The last second of an hour, so that windows begin and end where minutes, hours and days do. */
    static final Instant NOW = Instant.parse("2026-02-28T23:59:59Z");

    static final int PEOPLE = 9;

    /** A key that nobody has, an event that is not there. */
    private static final Bytes UNKNOWN = Bytes.fromHex("ab".repeat(32));

    private static final long SECOND = NOW.getEpochSecond();
    private static final int DAY = 86_400;
    private static final int[] EDGES = {0, 59, 60, 3_600, 6 * 3_600, DAY, 2 * DAY, 7 * DAY};
    private static final List<String> HASHTAGS = List.of("nostr", "Bitcoin", "日本", "café", "zap_1");
    private static final List<String> REACTIONS = List.of("+", "-", "", "🤙", "❤️", ":pepe:", "great");
    private static final List<String> PROFILES = List.of(
            "{\"name\":\"%s\"}",
            "{\"display_name\":\"%s\",\"name\":7}", "no JSON %s", "[\"%s\"]", "{\"about\":\"\\u0000%s\"}");

    private final Random random;
    private final List<Event> events = new ArrayList<>();
    private final List<Event> notes = new ArrayList<>();
    private final List<Event> receipts = new ArrayList<>();
    private final Receipts forger;

    private RandomNetwork(Random random) {
        this.random = random;
        forger = new Receipts(random, SECOND + 600, 2 * DAY);
    }

    /** About 350 events, in no order. */
    static List<Event> of(Random random) {
        RandomNetwork network = new RandomNetwork(random);
        for (int i = 0; i < 290; i++) {
            network.events.add(network.event(i));
        }
        for (int edge : EDGES) {
            network.events.add(network.zapAt(SECOND - edge, 2_000_000 + random.nextInt(2_000_000)));
        }
        network.events.addAll(network.forger.some(20));
        for (int i = 0; i < 25; i++) {
            network.events.add(network.deletion());
        }
        if (random.nextBoolean()) {
            network.events.add(network.vanishing());
        }
        List<Event> distinct =
                new ArrayList<>(network.events.stream().distinct().toList());
        Collections.shuffle(distinct, random);
        return distinct;
    }

    private Event event(int number) {
        Event event = switch (random.nextInt(20)) {
            case 0, 1, 2, 3 -> note(number, List.of());
            case 4, 5, 6 -> note(number, threadTags());
            case 7 -> comment(number);
            case 8, 9 -> repost();
            case 10, 11, 12, 13 -> reaction(number);
            case 14, 15 -> zap();
            case 16, 17 -> followList();
            case 18 -> sign(0, List.of(), pick(PROFILES).formatted("person " + number));
            default -> sign(pick(List.of(4, 1984, 30_023, 10_002)), dTag(), "other " + number);
        };
        if (event.kind() == Kinds.NOTE || event.kind() == Kinds.COMMENT) {
            notes.add(event);
        }
        return event;
    }

    private Event note(int number, List<Tag> position) {
        List<Tag> tags = new ArrayList<>(position);
        StringBuilder text = new StringBuilder("note " + number);
        for (int i = random.nextInt(4); i > 0; i--) {
            if (random.nextBoolean()) {
                tags.add(Tag.of("t", pick(HASHTAGS)));
            } else {
                text.append(" #").append(pick(HASHTAGS));
            }
        }
        switch (random.nextInt(12)) {
            case 0 -> tags.add(Tag.of("-"));
            case 1 -> tags.add(Tag.of("expiration", "1000"));
            case 2 -> tags.add(Tag.of("expiration", "100000000000"));
            case 3 -> tags.add(Tag.of("content-warning"));
            case 4 -> text.append('\0');
            default -> {}
        }
        return sign(Kinds.NOTE, tags, text.toString());
    }

    private List<Tag> threadTags() {
        String parent = target().hex();
        String other = target().hex();
        return switch (random.nextInt(6)) {
            case 0 -> List.of(Tag.of("e", parent));
            case 1 -> List.of(Tag.of("e", other), Tag.of("e", parent));
            case 2 -> List.of(Tag.of("e", other, "", "root"), Tag.of("e", parent, "", "reply"));
            case 3 -> List.of(Tag.of("e", parent, "", "root"));
            case 4 -> List.of(Tag.of("e", parent, "", "mention"));
            default -> List.of(Tag.of("q", other), Tag.of("e", parent, "wss://relay.example/", "reply"));
        };
    }

    private Event comment(int number) {
        String parent = target().hex();
        List<Tag> tags = random.nextBoolean()
                ? List.of(Tag.of("E", target().hex()), Tag.of("K", "1"), Tag.of("e", parent), Tag.of("k", "1111"))
                : List.of(
                        Tag.of("I", "https://example.com"),
                        Tag.of("K", "web"),
                        Tag.of("e", parent),
                        Tag.of("k", "1111"));
        return sign(Kinds.COMMENT, tags, "comment " + number);
    }

    private Event repost() {
        Optional<Event> original = anyNote();
        String copy = original.map(EventJson::write).orElse("");
        String content = switch (random.nextInt(5)) {
            case 0 -> copy;
            case 1 -> copy.replace("note", "forged");
            case 2 -> "no event";
            default -> "";
        };
        List<Tag> tags = new ArrayList<>();
        if (random.nextInt(5) == 0) {
            tags.add(Tag.of("e", UNKNOWN.hex()));
        }
        tags.add(Tag.of("e", original.map(Event::id).orElse(UNKNOWN).hex()));
        return sign(random.nextInt(4) == 0 ? Kinds.GENERIC_REPOST : Kinds.REPOST, tags, content);
    }

    private Event reaction(int number) {
        List<Tag> tags = new ArrayList<>(List.of(Tag.of("e", target().hex())));
        if (random.nextInt(5) == 0) {
            tags.add(0, Tag.of("e", target().hex()));
        }
        tags.add(Tag.of("nonce", Integer.toString(number)));
        return sign(Kinds.REACTION, tags, pick(REACTIONS));
    }

    private Event zap() {
        if (!receipts.isEmpty() && random.nextInt(5) == 0) {
            return forger.copy(receipts.get(random.nextInt(receipts.size())));
        }
        return zapAt(time(), 1 + random.nextInt(random.nextBoolean() ? 3_000_000 : 5_000));
    }

    private Event zapAt(long time, int msat) {
        Bytes note =
                anyNote().filter(it -> random.nextInt(4) > 0).map(Event::id).orElse(null);
        Event receipt = Receipts.of(Receipts.PROVIDER, person(), person(), note, msat, time);
        receipts.add(receipt);
        return receipt;
    }

    private Event followList() {
        List<Tag> tags = new ArrayList<>();
        for (int i = random.nextInt(2 * PEOPLE); i > 0; i--) {
            tags.add(Tag.of("p", person().publicKey().hex()));
        }
        if (random.nextInt(5) == 0) {
            tags.add(Tag.of("p", UNKNOWN.hex()));
            tags.add(Tag.of("p", "nobody"));
        }
        return sign(Kinds.FOLLOW_LIST, tags, "");
    }

    private Event deletion() {
        Event target = pick(events);
        String identifier = target.kind() < 30_000 ? "" : target.tagValue("d").orElse("");
        Tag tag = random.nextInt(3) > 0
                ? Tag.of("e", target.id().hex())
                : Tag.of("a", target.kind() + ":" + target.pubkey() + ":" + identifier);
        SecretKey author = person();
        for (int i = 1; i <= PEOPLE && random.nextInt(6) > 0; i++) {
            author = key(i).publicKey().equals(target.pubkey()) ? key(i) : author;
        }
        return author.sign(time(), Kinds.DELETION, List.of(tag), "");
    }

    private Event vanishing() {
        return person().sign(time(), 62, List.of(Tag.of("relay", "ALL_RELAYS")), "");
    }

    private List<Tag> dTag() {
        return List.of(Tag.of("d", pick(List.of("", "x", "y"))));
    }

    private Event sign(int kind, List<Tag> tags, String content) {
        return person().sign(time(), kind, tags, content);
    }

    /** The first ones do most. */
    private SecretKey person() {
        return key(1 + (int) (PEOPLE * Math.pow(random.nextDouble(), 1.5)));
    }

    private Bytes target() {
        return anyNote().map(Event::id).orElse(UNKNOWN);
    }

    private Optional<Event> anyNote() {
        return notes.isEmpty() || random.nextInt(20) == 0 ? Optional.empty() : Optional.of(pick(notes));
    }

    private long time() {
        return switch (random.nextInt(8)) {
            case 0, 1 -> SECOND - EDGES[random.nextInt(EDGES.length)] + random.nextInt(3) - 1;
            case 2 -> SECOND + random.nextInt(2 * 3_600);
            case 3 -> SECOND - random.nextInt(8 * DAY);
            default -> SECOND - (long) (3 * DAY * Math.pow(random.nextDouble(), 3));
        };
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
