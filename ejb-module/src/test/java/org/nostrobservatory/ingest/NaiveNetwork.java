package org.nostrobservatory.ingest;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nostrobservatory.network.Network;
import org.nostrobservatory.note.Notes;
import org.nostrobservatory.note.TrendingHashtags;
import org.nostrobservatory.person.Newcomers;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Comment;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.FollowList;
import org.nostrobservatory.protocol.Hashtags;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.protocol.Lnurl;
import org.nostrobservatory.protocol.ProviderKnowledge;
import org.nostrobservatory.protocol.Reaction;
import org.nostrobservatory.protocol.Repost;
import org.nostrobservatory.protocol.Target;
import org.nostrobservatory.protocol.ThreadPosition;
import org.nostrobservatory.protocol.ZapJudgement;
import org.nostrobservatory.protocol.ZapReceipt;
import org.nostrobservatory.protocol.ZapVerdict;
import org.nostrobservatory.score.Action;
import org.nostrobservatory.score.Cohort;
import org.nostrobservatory.score.Engagement;
import org.nostrobservatory.score.FollowGraph;
import org.nostrobservatory.score.HourOfDay;
import org.nostrobservatory.score.Influence;
import org.nostrobservatory.score.Interaction;
import org.nostrobservatory.score.Percentage;
import org.nostrobservatory.score.Trend;
import org.nostrobservatory.score.TrustSeed;
import org.nostrobservatory.score.TrustSet;
import org.nostrobservatory.score.Virality;
import org.nostrobservatory.score.Window;
import org.nostrobservatory.zap.NaiveZaps;
import org.nostrobservatory.zap.Receipts;
import org.nostrobservatory.zap.Zaps;

/** Every number that pages show, from the events that are stored, by the definitions of package {@code score}; slow, and plain to see. */
final class NaiveNetwork {

    /** Something that somebody did to an event. */
    private record Deed(Bytes target, Bytes actor, Action action, long msat) {}

    static final String ADDRESS = "pay@wallet.example";

    private static final long DAY = 86_400;
    private static final long MSAT_PER_SAT = 1_000;

    final List<Event> events;
    private final long now;
    private final Map<Bytes, List<Event>> byAuthor;
    private final Map<Bytes, Event> notes;
    private final NaiveZaps zaps;
    private final Map<Bytes, List<Deed>> deeds;
    private final Map<Bytes, FollowList> follows;
    private Set<Bytes> trusted = Set.of();

    /** @param known recipients whose wallet service has said at {@link #ADDRESS} that it signs as {@link Receipts#PROVIDER} */
    NaiveNetwork(Collection<Event> events, Set<Bytes> known, Instant now) {
        this.events = List.copyOf(events);
        this.now = now.getEpochSecond();
        byAuthor = events.stream().collect(Collectors.groupingBy(Event::pubkey));
        notes = ofKind(Kinds.NOTE).collect(Collectors.toMap(Event::id, Function.identity()));
        zaps = new NaiveZaps(ofKind(Kinds.ZAP_RECEIPT).toList(), event -> knowledge(event, known));
        deeds = this.events.stream().flatMap(this::deeds).collect(Collectors.groupingBy(Deed::target));
        zaps.receipts.stream()
                .filter(NaiveZaps.Receipt::isZap)
                .map(NaiveNetwork::zap)
                .filter(zap -> zap.target().isPresent())
                .map(zap -> new Deed(zap.target().orElseThrow(), zap.sender(), Action.ZAP, zap.amountMsat()))
                .forEach(deed -> deeds.computeIfAbsent(deed.target(), target -> new ArrayList<>())
                        .add(deed));
        follows = new HashMap<>();
        ofKind(Kinds.FOLLOW_LIST)
                .sorted(Comparator.comparingLong(Event::createdAt).thenComparing(Event::id, Comparator.reverseOrder()))
                .forEach(list -> follows.put(list.pubkey(), FollowList.of(list).orElseThrow()));
    }

    private static ProviderKnowledge knowledge(Event receipt, Set<Bytes> known) {
        return ZapJudgement.of(receipt, ProviderKnowledge.UNKNOWN)
                .receipt()
                .filter(zap -> known.contains(zap.recipient()))
                .map(zap -> new ProviderKnowledge(
                        Optional.of(Set.of(Receipts.PROVIDER.publicKey())),
                        Lnurl.parse(ADDRESS).filter(url -> zap.provider().equals(Receipts.PROVIDER.publicKey()))))
                .orElse(ProviderKnowledge.UNKNOWN);
    }

    private Stream<Event> ofKind(int kind) {
        return events.stream().filter(event -> event.kind() == kind);
    }

    private Stream<Deed> deeds(Event event) {
        return switch (event.kind()) {
            case Kinds.NOTE -> ThreadPosition.of(event).parent().map(id -> deed(id, event, Action.REPLY)).stream();
            case Kinds.COMMENT -> parent(event).map(id -> deed(id, event, Action.REPLY)).stream();
            case Kinds.REPOST, Kinds.GENERIC_REPOST ->
                Repost.of(event).flatMap(Repost::eventId).map(id -> deed(id, event, Action.REPOST)).stream();
            case Kinds.REACTION ->
                Reaction.of(event)
                        .filter(reaction -> reaction.meaning() != Reaction.Meaning.DISLIKE)
                        .flatMap(Reaction::eventId)
                        .map(id -> deed(id, event, Action.REACTION))
                        .stream();
            default -> Stream.empty();
        };
    }

    private static Optional<Bytes> parent(Event comment) {
        return Comment.of(comment)
                .map(Comment::parent)
                .map(Comment.Subject::target)
                .filter(Target.EventId.class::isInstance)
                .map(target -> ((Target.EventId) target).id());
    }

    private static Deed deed(Bytes target, Event event, Action action) {
        return new Deed(target, event.pubkey(), action, 0);
    }

    private static ZapReceipt zap(NaiveZaps.Receipt receipt) {
        return receipt.judgement().receipt().orElseThrow();
    }

    // Whom to trust.

    /** @param numbers by which accounts are known to the algorithm */
    void trust(Map<Bytes, Integer> numbers, long lot, int... seeds) {
        int[][] lists = new int
                [numbers.values().stream().mapToInt(number -> number).max().orElse(0) + 1][];
        follows.forEach((follower, list) -> lists[numbers.get(follower)] =
                list.keys().stream().mapToInt(numbers::get).sorted().toArray());
        FollowGraph graph = FollowGraph.of(lists);
        TrustSet set = seeds.length > 0 ? TrustSet.of(graph, seeds) : TrustSet.of(graph, TrustSeed.elect(graph, lot));
        trusted = numbers.entrySet().stream()
                .filter(number -> set.contains(number.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    Set<Bytes> trusted() {
        return trusted;
    }

    // The network.

    private long minute(Event event) {
        return Math.floorDiv(event.createdAt(), 60L) * 60;
    }

    /** By full minutes, as it is counted. */
    private Stream<Event> within(long seconds) {
        return events.stream().filter(event -> minute(event) > now - seconds && minute(event) <= now);
    }

    Network.Users users() {
        return new Network.Users(
                byAuthor.size(),
                authors(author -> isWithin(last(author), 3_600)),
                authors(author -> isWithin(last(author), DAY)),
                authors(author -> isWithin(first(author), DAY)));
    }

    private boolean isWithin(long time, long seconds) {
        return time >= now - seconds && time <= now;
    }

    private long authors(Predicate<List<Event>> which) {
        return byAuthor.values().stream().filter(which).count();
    }

    private static long first(List<Event> events) {
        return events.stream().mapToLong(Event::createdAt).min().orElseThrow();
    }

    private static long last(List<Event> events) {
        return events.stream().mapToLong(Event::createdAt).max().orElseThrow();
    }

    Network.Events eventCounts(double perSecond) {
        return new Network.Events(
                events.size(),
                within(3_600).count(),
                within(DAY).count(),
                within(DAY).filter(event -> event.kind() == Kinds.NOTE).count(),
                perSecond);
    }

    /** Verdict, how many, sats. */
    List<String> zapVerdicts() {
        return Stream.of("verified", "plausible", "suspicious", "copy", "invalid")
                .map(verdict -> {
                    List<NaiveZaps.Receipt> all = zaps.receipts.stream()
                            .filter(receipt -> receipt.entry().equals(verdict))
                            .toList();
                    List<NaiveZaps.Receipt> day = all.stream()
                            .filter(receipt ->
                                    Window.HOURS_24.contains(receipt.event().createdAt(), now))
                            .toList();
                    return "%s %d %d %d %d".formatted(verdict, all.size(), day.size(), sats(all), sats(day));
                })
                .toList();
    }

    private static long sats(Collection<NaiveZaps.Receipt> receipts) {
        return receipts.stream()
                .map(receipt -> BigInteger.valueOf(receipt.amountMsat()))
                .reduce(BigInteger.ZERO, BigInteger::add)
                .divide(BigInteger.valueOf(MSAT_PER_SAT))
                .min(BigInteger.valueOf(Long.MAX_VALUE))
                .longValue();
    }

    Map<Instant, Network.Bucket> timeline(Window window, long step) {
        long end = Math.floorDiv(now, step) * step + step;
        Map<Instant, Network.Bucket> buckets = new TreeMap<>();
        for (long time = end - window.seconds(); time < end; time += step) {
            long begin = time;
            List<Event> in = events.stream()
                    .filter(event -> event.createdAt() >= begin && event.createdAt() < begin + step)
                    .filter(event -> minute(event) <= now)
                    .toList();
            long notes = count(in, Kinds.NOTE);
            long reactions = count(in, Kinds.REACTION);
            long reposts = count(in, Kinds.REPOST, Kinds.GENERIC_REPOST);
            long zapReceipts = count(in, Kinds.ZAP_RECEIPT);
            Instant at = Instant.ofEpochSecond(time);
            long other = in.size() - notes - reactions - reposts - zapReceipts;
            buckets.put(at, new Network.Bucket(at, notes, reactions, reposts, zapReceipts, other));
        }
        return buckets;
    }

    private static long count(List<Event> events, Integer... kinds) {
        return events.stream()
                .filter(event -> Set.of(kinds).contains(event.kind()))
                .count();
    }

    HourOfDay hourOfDay(Window window) {
        HourOfDay hours = HourOfDay.NONE;
        for (Event event : within(window.seconds()).toList()) {
            hours = hours.plus(event.createdAt(), 1);
        }
        return hours;
    }

    Map<Integer, Long> kinds() {
        return events.stream().collect(Collectors.groupingBy(Event::kind, Collectors.counting()));
    }

    List<Newcomers.Day> newcomers() {
        long today = Cohort.day(now);
        List<Newcomers.Day> days = new ArrayList<>();
        long before = 0;
        for (long day = today - 59; day <= today; day++) {
            Cohort cohort = Cohort.of(day);
            for (List<Event> author : byAuthor.values()) {
                boolean wrote = author.stream().anyMatch(event -> event.kind() == Kinds.NOTE);
                if (wrote && Cohort.day(first(author)) == day && first(author) <= now) {
                    cohort = cohort.plus(Cohort.day(last(author)));
                }
            }
            days.add(new Newcomers.Day(
                    LocalDate.ofEpochDay(day),
                    cohort.people(),
                    boxed(Percentage.change(cohort.people(), before)),
                    boxed(cohort.retention1(now)),
                    boxed(cohort.retention7(now)),
                    boxed(cohort.retention30(now))));
            before = cohort.people();
        }
        return days;
    }

    private static Double boxed(OptionalDouble number) {
        return number.isPresent() ? number.getAsDouble() : null;
    }

    // Zaps.

    Set<ZapVerdict> verdicts() {
        return zaps.receipts.stream()
                .map(receipt -> receipt.judgement().verdict())
                .collect(Collectors.toSet());
    }

    private List<NaiveZaps.Receipt> zaps(Window window) {
        return zaps.receipts.stream()
                .filter(NaiveZaps.Receipt::isZap)
                .filter(receipt -> window.contains(receipt.event().createdAt(), now))
                .toList();
    }

    Zaps.Distribution distribution(Window window) {
        return NaiveZaps.distribution(zaps(window));
    }

    /** By amount, then by key: key, zaps, sats. */
    List<String> topNotes(Window window) {
        return top(window, zap -> zap.target().orElse(null));
    }

    List<String> senders(Window window) {
        return top(window, ZapReceipt::sender);
    }

    List<String> recipients(Window window) {
        return top(window, ZapReceipt::recipient);
    }

    private List<String> top(Window window, Function<ZapReceipt, Bytes> by) {
        Map<Bytes, List<NaiveZaps.Receipt>> groups = zaps(window).stream()
                .filter(receipt -> by.apply(zap(receipt)) != null)
                .collect(Collectors.groupingBy(receipt -> by.apply(zap(receipt))));
        return groups.entrySet().stream()
                .sorted(Comparator.comparing(
                                (Map.Entry<Bytes, List<NaiveZaps.Receipt>> group) -> -msat(group.getValue()))
                        .thenComparing(Map.Entry::getKey))
                .map(group ->
                        group.getKey() + " " + group.getValue().size() + " " + msat(group.getValue()) / MSAT_PER_SAT)
                .toList();
    }

    private static long msat(List<NaiveZaps.Receipt> receipts) {
        return receipts.stream().mapToLong(NaiveZaps.Receipt::amountMsat).sum();
    }

    // Notes.

    Engagement engagement(Event note, boolean byTrusted) {
        Map<Bytes, Integer> numbers = new HashMap<>();
        List<Interaction> interactions = new ArrayList<>();
        numbers.put(note.pubkey(), 0);
        for (Deed deed : deeds.getOrDefault(note.id(), List.of())) {
            if (!byTrusted || trusted.contains(deed.actor())) {
                int actor = numbers.computeIfAbsent(deed.actor(), key -> numbers.size());
                interactions.add(new Interaction(actor, deed.action(), deed.msat()));
            }
        }
        return Engagement.of(interactions, 0, actor -> true);
    }

    /** As they are to be listed. */
    List<Event> trending(Window window, Notes.By by, boolean byTrusted) {
        return notes.values().stream()
                .filter(note -> window.contains(note.createdAt(), now))
                .filter(note -> value(note, by, byTrusted) > 0)
                .sorted(Comparator.comparingDouble((Event note) -> -value(note, by, byTrusted))
                        .thenComparing(note -> by == Notes.By.ZAPS
                                ? -engagement(note, byTrusted).zaps()
                                : 0)
                        .thenComparing(note -> -rank(note, byTrusted).orElseThrow())
                        .thenComparing(Event::id))
                .toList();
    }

    private double value(Event note, Notes.By by, boolean byTrusted) {
        Engagement engagement = engagement(note, byTrusted);
        return switch (by) {
            // Ranks of these days are positive; nothing at all has none.
            case VIRALITY -> rank(note, byTrusted).orElse(0);
            case ZAPS -> engagement.msat();
            case REPLIES -> engagement.replies();
            case REPOSTS -> engagement.reposts();
            case REACTIONS -> engagement.reactions();
        };
    }

    OptionalDouble rank(Event note, boolean byTrusted) {
        return new Virality(engagement(note, byTrusted), note.createdAt()).rank();
    }

    /** The notes and comments that answer this event, in the order of a thread. */
    List<Bytes> answers(Bytes id) {
        return events.stream()
                .filter(event -> event.kind() == Kinds.NOTE
                                && ThreadPosition.of(event).parent().equals(Optional.of(id))
                        || event.kind() == Kinds.COMMENT && parent(event).equals(Optional.of(id)))
                .sorted(Comparator.comparingLong(Event::createdAt).thenComparing(Event::id))
                .map(Event::id)
                .toList();
    }

    /** How many people reacted with each symbol, the author left out. */
    Map<String, Long> symbols(Event note) {
        return ofKind(Kinds.REACTION)
                .filter(event -> !event.pubkey().equals(note.pubkey()))
                .filter(event -> Reaction.of(event).flatMap(Reaction::eventId).equals(Optional.of(note.id())))
                .map(event -> Map.entry(Reaction.of(event).orElseThrow().symbol(), event.pubkey()))
                .distinct()
                .collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.counting()));
    }

    /** Those that are a trend, as they are to be listed. */
    List<Map.Entry<String, Trend>> hashtags(Window window, TrendingHashtags.Order order, boolean byTrusted) {
        Map<Bytes, Integer> numbers = new HashMap<>();
        Map<String, List<Trend.Use>> uses = new HashMap<>();
        for (Event note : notes.values()) {
            if (!byTrusted || trusted.contains(note.pubkey())) {
                int author = numbers.computeIfAbsent(note.pubkey(), key -> numbers.size());
                Trend.Use use = new Trend.Use(
                        author, note.createdAt(), engagement(note, byTrusted).msat());
                Hashtags.of(note)
                        .names()
                        .forEach(name -> uses.computeIfAbsent(name, key -> new ArrayList<>())
                                .add(use));
            }
        }
        return uses.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), Trend.of(window, entry.getValue(), now)))
                .filter(entry -> entry.getValue().isTrend())
                .sorted(Comparator.comparingDouble((Map.Entry<String, Trend> entry) -> -value(entry.getValue(), order))
                        .thenComparing(Map.Entry::getKey))
                .toList();
    }

    private static double value(Trend trend, TrendingHashtags.Order order) {
        return (order == TrendingHashtags.Order.SCORE ? trend.score() : trend.rising()).value();
    }

    /** Whether an event is a note of this window with that hashtag. */
    boolean uses(Bytes id, String hashtag, Window window) {
        return Optional.ofNullable(notes.get(id))
                .filter(note -> window.contains(note.createdAt(), now))
                .filter(note -> Hashtags.of(note).names().contains(hashtag))
                .isPresent();
    }

    Bytes author(Bytes noteId) {
        return notes.get(noteId).pubkey();
    }

    // People.

    /** Everybody who signed something, follows or is followed, zapped or was zapped. */
    Set<Bytes> everybody() {
        Set<Bytes> everybody = new TreeSet<>(byAuthor.keySet());
        follows.values().forEach(list -> everybody.addAll(list.keys()));
        zaps.receipts.stream()
                .filter(NaiveZaps.Receipt::isZap)
                .flatMap(NaiveZaps.Receipt::parties)
                .forEach(everybody::add);
        return everybody;
    }

    long followers(Bytes key, boolean byTrusted) {
        return follows.entrySet().stream()
                .filter(list -> !byTrusted || trusted.contains(list.getKey()))
                .filter(list -> list.getValue().keys().contains(key))
                .count();
    }

    long follows(Bytes key) {
        return follows.containsKey(key) ? follows.get(key).keys().size() : 0;
    }

    List<Event> of(Bytes author) {
        return byAuthor.getOrDefault(author, List.of());
    }

    List<Event> notesOf(Bytes author) {
        return of(author).stream().filter(event -> event.kind() == Kinds.NOTE).toList();
    }

    /** How many, sats. */
    long[] received(Bytes key) {
        return account(receipt -> zap(receipt).recipient().equals(key));
    }

    long[] sent(Bytes key) {
        return account(receipt -> zap(receipt).sender().equals(key));
    }

    private long[] account(Predicate<NaiveZaps.Receipt> which) {
        List<NaiveZaps.Receipt> found = zaps.receipts.stream()
                .filter(NaiveZaps.Receipt::isZap)
                .filter(which)
                .toList();
        return new long[] {found.size(), sats(found)};
    }

    Influence influence(Bytes key, boolean byTrusted) {
        List<Event> written = notesOf(key);
        return new Influence(
                followers(key, byTrusted),
                received(key)[0],
                written.size(),
                written.isEmpty() ? 0 : first(written),
                written.isEmpty() ? 0 : last(written));
    }

    /** Of the newest 200 events. */
    Double engagementRate(Bytes key) {
        List<Event> recent = lastYear(key)
                .sorted(Comparator.comparingLong(Event::createdAt).reversed())
                .limit(200)
                .filter(event -> event.kind() == Kinds.NOTE)
                .toList();
        long engagements = recent.stream()
                .map(note -> engagement(note, false))
                .mapToLong(engagement ->
                        engagement.zaps() + engagement.replies() + engagement.reposts() + engagement.reactions())
                .sum();
        return boxed(Percentage.engagementRate(engagements, recent.size(), followers(key, false)));
    }

    /** The ranks of somebody's notes, the best first. */
    List<Double> ranks(Bytes key) {
        return notesOf(key).stream()
                .filter(note -> note.createdAt() <= now)
                .map(note -> rank(note, false))
                .filter(OptionalDouble::isPresent)
                .map(OptionalDouble::getAsDouble)
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    HourOfDay hours(Bytes key) {
        HourOfDay hours = HourOfDay.NONE;
        for (Event event : lastYear(key).toList()) {
            hours = hours.plus(event.createdAt(), 1);
        }
        return hours;
    }

    /** Those until now, of the year before the last event. */
    private Stream<Event> lastYear(Bytes key) {
        long last =
                Math.min(now, of(key).stream().mapToLong(Event::createdAt).max().orElse(now));
        return of(key).stream().filter(event -> event.createdAt() <= last && event.createdAt() >= last - 365 * DAY);
    }

    Set<Bytes> inNoOrder(Stream<Bytes> ids) {
        return ids.filter(Objects::nonNull).collect(Collectors.toCollection(HashSet::new));
    }
}
