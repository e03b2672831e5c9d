package org.nostrobservatory.sample;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.EventJson;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.protocol.SecretKey;
import org.nostrobservatory.protocol.Tag;

/**
 * A network of any size, mostly of people who publish once, made fast: kinds, authors and sizes are mixed as BigBrotr
 * measured them on 208 million real events. All of it is validly signed, and what refers to something refers to an event
 * that this network has made. The seed decides everything. For one thread.
 */
public final class LargeNetwork {

    /** How many in a thousand events are of a kind, and what such an event says. */
    private record Habit(int share, Act act) {}

    @FunctionalInterface
    private interface Act {
        Event by(Person author, long now);
    }

    /** A note that people refer to. */
    private record Post(Person author, Event event) {}

    private static final List<String> LANGUAGES = List.of("en", "de", "es", "pt", "ja", "fr", "it", "zh");

    /** Of the keys, three in four publish once; there are 94 keys to a thousand events. */
    private static final double ONE_SHOT = .05;

    private static final double NEW_AUTHOR = .025;

    private static final int RECENT = 4096;
    private static final int MAX_FOLLOWS = 1000;

    /** Beyond the topics of the languages; a few of them are used often, most hardly ever. */
    private static final int RARE_HASHTAGS = 3000;

    private static final int YEAR = 31_536_000;

    private final Chance chance;
    private final ZapReceipts receipts;
    private final List<LightningProvider> providers;
    private final List<Language> languages;
    private final Map<Language, List<String>> phrases = new HashMap<>();
    private final List<String> hashtags = new ArrayList<>();
    private final List<Person> authors = new ArrayList<>();
    private final List<Post> recent = new ArrayList<>(Collections.nCopies(RECENT, null));
    private final List<Habit> habits;

    /** Whom somebody follows, by their places among the authors. */
    private final Map<Person, int[]> follows = new HashMap<>();

    private int posts;
    private int people;

    public LargeNetwork(long seed) {
        chance = new Chance(seed);
        receipts = new ZapReceipts(chance);
        providers = List.of(provider("satchel.example"), provider("lightpost.example"), provider("zapwell.example"));
        languages = LANGUAGES.stream().map(Language::new).toList();
        for (Language language : languages) {
            List<String> ofThis = new ArrayList<>(language.replies());
            language.topics().forEach(topic -> ofThis.addAll(language.notes(topic)));
            phrases.put(language, ofThis);
            hashtags.addAll(language.topics());
        }
        IntStream.range(0, RARE_HASHTAGS).forEach(i -> hashtags.add("topic" + i));
        habits = List.of(
                new Habit(230, this::note),
                new Habit(160, this::reply),
                new Habit(190, this::reaction),
                new Habit(56, this::directMessage),
                new Habit(47, this::profile),
                new Habit(45, this::followList),
                new Habit(44, this::repost),
                new Habit(31, this::deletion),
                new Habit(28, this::zapReceipt),
                new Habit(22, this::giftWrap),
                new Habit(19, this::relayList),
                // What the source lumps together: 1,010 other kinds, of which these are the common ones.
                new Habit(27, (author, now) -> addressable(author, now, 30_078, 300)),
                new Habit(14, (author, now) -> addressable(author, now, 30_382, 120)),
                new Habit(12, (author, now) -> addressable(author, now, 30_166, 600)),
                new Habit(10, (author, now) -> addressable(author, now, 30_315, 40)),
                new Habit(8, (author, now) -> addressable(author, now, 38_383, 300)),
                new Habit(5, (author, now) -> addressable(author, now, 30_023, 3000)),
                new Habit(8, (author, now) -> author.key.sign(now, 10_000, List.of(), cipher(500))),
                new Habit(8, (author, now) -> author.key.sign(now, 10_050, relayTags("relay"), "")),
                new Habit(36, this::aboutAPost));
        for (int i = 0; i < 50; i++) {
            authors.add(person());
        }
        for (int i = 0; i < 50; i++) {
            note(authors.get(i), 0);
        }
    }

    /** The next event, dated {@code now} (unix seconds), which must not go back. */
    public Event next(long now) {
        return chance.pick(habits, Habit::share).act().by(author(), now);
    }

    private Person author() {
        if (chance.of(ONE_SHOT)) {
            return person();
        }
        if (chance.of(NEW_AUTHOR)) {
            authors.add(person());
            return authors.get(authors.size() - 1);
        }
        return known();
    }

    /** The earlier somebody came, the more that person does. */
    private Person known() {
        return authors.get(knownPlace());
    }

    private int knownPlace() {
        return (int) (authors.size() * Math.pow(chance.unit(), 4));
    }

    private Person person() {
        Language language = chance.pick(languages);
        String name = "person" + people++;
        return new Person(chance.secretKey(), language, name, name, chance.pick(providers), 0, 1, List.of("nostr"));
    }

    private LightningProvider provider(String domain) {
        return new LightningProvider(domain, chance.secretKey(), chance.bytes(32));
    }

    /** Newer ones more often. */
    private Post post() {
        int kept = Math.min(posts, RECENT);
        int age = (int) (kept * Math.pow(chance.unit(), 3));
        return recent.get((posts - 1 - age) % RECENT);
    }

    private Event published(Person author, Event note) {
        recent.set(posts++ % RECENT, new Post(author, note));
        return note;
    }

    private Event note(Person author, long now) {
        List<Tag> tags = new ArrayList<>();
        String text = text(author, 140, 1);
        for (int i = chance.of(.35) ? chance.between(1, 4) : 0; i > 0; i--) {
            tags.add(Tag.of("t", hashtag()));
        }
        if (chance.of(.1)) {
            text += " #" + hashtag();
        }
        if (chance.of(.2)) {
            tags.add(Tag.of("client", "Sample client", "31990:" + known().pubkey() + ":sample", relay()));
        }
        if (chance.of(.003)) {
            // So far ahead that it is the same corpus whenever it is used.
            tags.add(Tag.of("expiration", Long.toString(now + chance.between(50, 80) * (long) YEAR)));
        }
        return published(author, author.key.sign(now, Kinds.NOTE, tags, text));
    }

    private Event reply(Person author, long now) {
        Event parent = post().event();
        List<Tag> tags = new ArrayList<>();
        tags.add(Tag.of("e", parent.lastKey("e").orElse(parent.id()).hex(), relay(), "root"));
        if (parent.tags("e").findAny().isPresent()) {
            tags.add(Tag.of("e", parent.id().hex(), relay(), "reply"));
        }
        tags.add(Tag.of("p", parent.pubkey().hex()));
        parent.keys("p").limit(4).forEach(key -> tags.add(Tag.of("p", key.hex())));
        return published(author, author.key.sign(now, Kinds.NOTE, tags, text(author, 80, 1)));
    }

    private Event reaction(Person author, long now) {
        Event liked = post().event();
        return author.key.sign(
                now,
                Kinds.REACTION,
                List.of(eTag(liked), pTag(liked), Tag.of("k", Integer.toString(liked.kind()))),
                chance.of(.7) ? "+" : chance.of(.1) ? "-" : "🤙");
    }

    private Event repost(Person author, long now) {
        Event shared = post().event();
        String content = chance.of(.7) ? EventJson.write(shared) : "";
        return author.key.sign(now, Kinds.REPOST, List.of(eTag(shared), pTag(shared)), content);
    }

    /** One's own note, if it is a late regret; otherwise something that nobody here has seen. */
    private Event deletion(Person author, long now) {
        Optional<Post> own = Optional.of(recent.get(chance.between(0, Math.min(posts, RECENT) - 1)))
                .filter(post -> now - post.event().createdAt() > 60 && chance.of(.5));
        SecretKey key = own.map(post -> post.author().key).orElse(author.key);
        Bytes target = own.map(post -> post.event().id()).orElseGet(() -> chance.bytes(32));
        return key.sign(now, Kinds.DELETION, List.of(Tag.of("e", target.hex()), Tag.of("k", "1")), "");
    }

    private Event zapReceipt(Person author, long now) {
        Post post = post();
        return receipts.receipt(
                author,
                post.author().provider,
                post.author().pubkey(),
                Optional.of(post.event()),
                receipts.sats() * 1000,
                now);
    }

    private Event profile(Person author, long now) {
        String content = JsonText.object(
                "name",
                author.name,
                "display_name",
                author.displayName,
                "about",
                text(author, 120, .8),
                "picture",
                "https://images.example/" + author.pubkey() + ".jpg",
                "nip05",
                author.name + "@people.example",
                "lud16",
                author.name + "@" + author.provider.domain());
        return author.key.sign(now, Kinds.PROFILE, List.of(), content);
    }

    /** The first list of an author, or the last one with somebody more and perhaps somebody less. */
    private Event followList(Person author, long now) {
        int[] old = follows.get(author);
        IntStream followed = old == null
                ? IntStream.generate(this::knownPlace).limit((long) chance.logNormal(19, 1.1))
                : IntStream.concat(IntStream.of(old).skip(chance.of(.3) ? 1 : 0), IntStream.of(knownPlace()));
        int[] places = followed.distinct().limit(MAX_FOLLOWS).toArray();
        follows.put(author, places);
        List<Tag> tags = IntStream.of(places)
                .mapToObj(place -> Tag.of("p", authors.get(place).pubkey().hex()))
                .toList();
        return author.key.sign(now, Kinds.FOLLOW_LIST, tags, "");
    }

    private Event relayList(Person author, long now) {
        return author.key.sign(now, Kinds.RELAY_LIST, relayTags("r"), "");
    }

    private List<Tag> relayTags(String name) {
        return Profiles.RELAYS.subList(0, chance.between(2, Profiles.RELAYS.size())).stream()
                .map(url -> Tag.of(name, url))
                .toList();
    }

    private Event directMessage(Person author, long now) {
        return author.key.sign(now, 4, List.of(Tag.of("p", known().pubkey().hex())), cipher(220) + "?iv=" + base64(16));
    }

    /** By a key that is used once (NIP-59). */
    private Event giftWrap(Person author, long now) {
        return chance.secretKey()
                .sign(now, Kinds.GIFT_WRAP, List.of(Tag.of("p", author.pubkey().hex())), cipher(900));
    }

    private Event addressable(Person author, long now, int kind, int medianChars) {
        List<Tag> tags = List.of(
                Tag.of("d", "item" + chance.between(1, 20)), Tag.of("title", "A sample"), Tag.of("t", "sample"));
        return author.key.sign(now, kind, tags, text(author, medianChars, .6));
    }

    private Event aboutAPost(Person author, long now) {
        Event post = post().event();
        int kind = chance.pick(List.of(1111, 1984, Kinds.GENERIC_REPOST, 1311, 7000, 9802));
        List<Tag> tags = List.of(eTag(post), pTag(post), Tag.of("k", Integer.toString(post.kind())));
        return author.key.sign(now, kind, tags, text(author, 120, 1));
    }

    private static Tag pTag(Event event) {
        return Tag.of("p", event.pubkey().hex());
    }

    private Tag eTag(Event event) {
        return Tag.of("e", event.id().hex(), relay());
    }

    private String relay() {
        return chance.pick(Profiles.RELAYS);
    }

    /** Phrases of the author's language until it is long enough; log-normal. */
    private String text(Person author, double medianChars, double sigma) {
        double wanted = Math.min(60_000, chance.logNormal(medianChars, sigma));
        List<String> known = phrases.get(author.language);
        StringBuilder text = new StringBuilder(chance.pick(known));
        while (text.length() < wanted) {
            text.append(chance.of(.1) ? '\n' : ' ').append(chance.pick(known));
        }
        return text.toString();
    }

    private String hashtag() {
        return hashtags.get((int) (hashtags.size() * Math.pow(chance.unit(), 5)));
    }

    private String cipher(double medianOctets) {
        return base64((int) Math.min(60_000, chance.logNormal(medianOctets, .7)));
    }

    private String base64(int octets) {
        return Base64.getEncoder().encodeToString(chance.bytes(octets).toArray());
    }
}
