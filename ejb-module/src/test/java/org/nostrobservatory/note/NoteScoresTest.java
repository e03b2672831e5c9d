package org.nostrobservatory.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.ingest.SampleEvents.ALICE;
import static org.nostrobservatory.ingest.SampleEvents.BOB;
import static org.nostrobservatory.ingest.SampleEvents.TIME;
import static org.nostrobservatory.ingest.SampleEvents.key;
import static org.nostrobservatory.ingest.SampleEvents.note;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nostrobservatory.ingest.TestArchive;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.SecretKey;
import org.nostrobservatory.protocol.Tag;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;
import org.nostrobservatory.score.Action;
import org.nostrobservatory.score.Engagement;
import org.nostrobservatory.score.Interaction;
import org.nostrobservatory.score.Virality;

class NoteScoresTest {

    private static final int PEOPLE = 6;
    private static final IntPredicate TRUSTED = person -> person % 2 == 0;

    /** What somebody did: the event that says so, or the row of a zap, whose receipts are another component's. */
    private record Deed(int actor, Action action, Event target, Event event, Bytes zap, long msat) {}

    private record Numbers(Engagement all, Engagement trusted, Double rank, Double trustedRank) {}

    private final Database database = TestDatabase.migrated();
    private final TestArchive archive = new TestArchive(
            database,
            new NoteProjector(database),
            new CommentProjector(database),
            new RepostProjector(database),
            new ReactionProjector(database));
    private final NoteScores scores = new NoteScores(database);

    @Test
    void whatCountsIsCountedOnceAndTheAuthorNever() {
        Event target = note(ALICE, "target");
        archive.add(
                target,
                note(BOB, "reply", e(target)),
                note(BOB, "another reply", e(target)),
                note(ALICE, "own reply", e(target)),
                BOB.sign(TIME, 1111, List.of(Tag.of("e", target.id().hex()), Tag.of("k", "1")), "comment"),
                BOB.sign(TIME, 7, List.of(e(target)), "-"),
                key(3).sign(TIME, 7, List.of(e(target)), "👍"),
                key(3).sign(TIME + 1, 7, List.of(e(target)), "+"),
                key(3).sign(TIME + 1, 6, List.of(e(target)), ""));
        update(100);

        assertThat(numbers().get(target.id()).all()).isEqualTo(new Engagement(0, 0, 1, 1, 1));
        assertThat(numbers()).hasSize(1);
    }

    @Test
    void whatWasDoneToANoteCountsWhenItComesAndGoesWithIt() {
        Event target = note(ALICE, "target");
        Event reaction = BOB.sign(TIME, 7, List.of(e(target)), "+");
        archive.add(reaction);
        update(100);
        assertThat(numbers()).isEmpty();
        archive.add(target);
        update(100);
        assertThat(numbers()).containsOnlyKeys(target.id());
        archive.remove(target);
        update(100);
        assertThat(numbers()).isEmpty();
        archive.add(target);
        archive.remove(reaction);
        update(100);
        assertThat(numbers()).isEmpty();
    }

    @Test
    void aNoteIsCountedAgainThatSomebodyReports() {
        Event target = note(ALICE, "target");
        archive.add(target, BOB.sign(TIME, 7, List.of(e(target)), "+"));
        update(100);
        database.update("insert into person (pubkey, trusted) values (?, true)", BOB.publicKey());
        new NoteChanges(database).add(List.of(target.id()));

        assertThat(update(100)).isEqualTo(1);
        assertThat(numbers().get(target.id()).trusted()).isEqualTo(new Engagement(0, 0, 0, 0, 1));
        assertThat(update(100)).isZero();
    }

    /** In any order, with duplicates and withdrawals, counted at any moment in portions of any size. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everyNumberEqualsItsDefinition(long seed) {
        Random random = new Random(seed);
        List<Event> notes = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            notes.add(person(random.nextInt(PEOPLE)).sign(TIME + random.nextInt(100_000), 1, List.of(), "note " + i));
        }
        List<Deed> deeds = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            deeds.add(deed(random, notes, i));
        }
        IntStream.range(0, PEOPLE)
                .filter(TRUSTED)
                .forEach(person -> database.update(
                        "insert into person (pubkey, trusted) values (?, true)",
                        person(person).publicKey()));

        List<Runnable> deliveries = new ArrayList<>();
        Stream.concat(notes.stream(), deeds.stream().map(Deed::event).filter(event -> event != null))
                .forEach(event -> IntStream.rangeClosed(0, random.nextInt(2))
                        .forEach(copy -> deliveries.add(() -> archive.add(event))));
        deeds.stream().filter(deed -> deed.zap() != null).forEach(deed -> deliveries.add(() -> zap(deed)));
        run(deliveries, random);
        assertThat(numbers()).isEqualTo(definition(notes, deeds)).isNotEmpty();

        List<Event> goneNotes = notes.subList(0, 3);
        List<Deed> goneDeeds = deeds.subList(0, 120);
        List<Runnable> withdrawals = new ArrayList<>();
        goneNotes.forEach(note -> withdrawals.add(() -> archive.remove(note)));
        goneDeeds.forEach(deed -> withdrawals.add(() -> withdraw(deed)));
        run(withdrawals, random);
        assertThat(numbers())
                .isEqualTo(definition(notes.subList(3, notes.size()), deeds.subList(120, deeds.size())))
                .isNotEmpty();
    }

    private void run(List<Runnable> actions, Random random) {
        Collections.shuffle(actions, random);
        for (Runnable action : actions) {
            action.run();
            if (random.nextInt(20) == 0) {
                scores.update(1 + random.nextInt(30));
            }
        }
        update(50);
    }

    private static Deed deed(Random random, List<Event> notes, int number) {
        int actor = random.nextInt(PEOPLE);
        Event target = notes.get(random.nextInt(notes.size()));
        Action action = Action.values()[random.nextInt(Action.values().length)];
        long time = TIME + number;
        Event event = switch (action) {
            case ZAP -> null;
            case REACTION -> person(actor).sign(time, 7, List.of(e(target)), "🤙");
            case REPOST -> person(actor).sign(time, random.nextBoolean() ? 6 : 16, List.of(e(target)), "");
            case REPLY -> person(actor).sign(time, random.nextBoolean() ? 1 : 1111, List.of(e(target)), "hm");
        };
        Bytes zap = action == Action.ZAP ? Bytes.sha256(new byte[] {(byte) number}) : null;
        return new Deed(actor, action, target, event, zap, zap == null ? 0 : 1 + random.nextLong(2_000_000_000L));
    }

    private void zap(Deed deed) {
        database.update(
                "insert into zap (receipt_id, created_at, provider, sender, recipient, target_id, amount_msat, comment,"
                        + " payment) values (?, ?, ?, ?, ?, ?, ?, '', ?)",
                deed.zap(),
                TIME,
                deed.zap(),
                person(deed.actor()).publicKey(),
                deed.target().pubkey(),
                deed.target().id(),
                deed.msat(),
                deed.zap());
        new NoteChanges(database).add(List.of(deed.target().id()));
    }

    private void withdraw(Deed deed) {
        if (deed.event() != null) {
            archive.remove(deed.event());
        } else {
            database.update("delete from zap where receipt_id = ?", deed.zap());
            new NoteChanges(database).add(List.of(deed.target().id()));
        }
    }

    private static Map<Bytes, Numbers> definition(List<Event> notes, List<Deed> deeds) {
        Map<Bytes, Numbers> numbers = new TreeMap<>();
        for (Event note : notes) {
            List<Interaction> interactions = deeds.stream()
                    .filter(deed -> deed.target().equals(note))
                    .map(deed -> new Interaction(deed.actor(), deed.action(), deed.msat()))
                    .toList();
            int author = IntStream.range(0, PEOPLE)
                    .filter(person -> person(person).publicKey().equals(note.pubkey()))
                    .findFirst()
                    .orElseThrow();
            Engagement all = Engagement.of(interactions, author, actor -> true);
            Engagement trusted = Engagement.of(interactions, author, TRUSTED);
            if (!all.equals(Engagement.NONE)) {
                numbers.put(note.id(), new Numbers(all, trusted, rank(all, note), rank(trusted, note)));
            }
        }
        return numbers;
    }

    private static Double rank(Engagement engagement, Event note) {
        OptionalDouble rank = new Virality(engagement, note.createdAt()).rank();
        return rank.isPresent() ? rank.getAsDouble() : null;
    }

    private Map<Bytes, Numbers> numbers() {
        Map<Bytes, Numbers> numbers = new TreeMap<>();
        database.query(
                "select *, rank::text as rank_text, trusted_rank::text as trusted_text from note_score",
                row -> numbers.put(
                        Database.bytes(row, "event_id"),
                        new Numbers(
                                NoteScores.engagement(row, ""),
                                NoteScores.engagement(row, "trusted_"),
                                number(row.getString("rank_text")),
                                number(row.getString("trusted_text")))));
        return numbers;
    }

    private static Double number(String text) {
        return text == null ? null : Double.valueOf(text);
    }

    private int update(int limit) {
        int changes = 0;
        for (int taken = scores.update(limit); taken > 0; taken = scores.update(limit)) {
            changes += taken;
        }
        return changes;
    }

    private static SecretKey person(int number) {
        return key(1 + number);
    }

    private static Tag e(Event event) {
        return Tag.of("e", event.id().hex());
    }
}
