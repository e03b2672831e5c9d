package org.nostrobservatory.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.nostrobservatory.ingest.SampleEvents.TIME;
import static org.nostrobservatory.ingest.SampleEvents.key;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nostrobservatory.ingest.TestArchive;
import org.nostrobservatory.note.Notes.By;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Tag;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;
import org.nostrobservatory.score.Engagement;
import org.nostrobservatory.score.NoteShape;
import org.nostrobservatory.score.Score;
import org.nostrobservatory.score.SpamReason;
import org.nostrobservatory.score.Window;

class NotesTest {

    private static final long NOW = TIME + 200_000;
    private static final Window WINDOW = Window.HOURS_24;

    private final Database database = TestDatabase.migrated();
    private final TestArchive archive = new TestArchive(
            database,
            new NoteProjector(database),
            new CommentProjector(database),
            new RepostProjector(database),
            new ReactionProjector(database));
    private final NoteScores scores = new NoteScores(database);
    private final Notes notes = new Notes(database);
    private final List<Event> written = new ArrayList<>();

    /** Notes before, in and after the window, and things done to them by six people, half of whom are trusted. */
    @BeforeEach
    void setUp() {
        Random random = new Random(1);
        for (int i = 0; i < 60; i++) {
            written.add(key(1).sign(TIME + i * 4_000L, 1, List.of(), "note " + i));
        }
        List<Event> events = new ArrayList<>(written);
        for (int i = 0; i < 300; i++) {
            Event target = written.get(random.nextInt(written.size() - 5));
            int kind = List.of(1, 6, 7, 7, 7).get(random.nextInt(5));
            events.add(key(2 + random.nextInt(6))
                    .sign(
                            TIME + i,
                            kind,
                            List.of(Tag.of("e", target.id().hex())),
                            List.of("+", "-", "🤙").get(i % 3)));
        }
        archive.add(events);
        for (int i = 0; i < 100; i++) {
            zap(
                    written.get(random.nextInt(written.size() - 5)),
                    2 + random.nextInt(6),
                    1_000L * (1 + random.nextInt(50)),
                    i);
        }
        for (int i = 2; i < 8; i += 2) {
            database.update("insert into person (pubkey, trusted) values (?, true)", key(i).publicKey());
        }
        new NoteChanges(database).add(written.stream().map(Event::id).toList());
        while (scores.update(1_000) > 0) {
            // until nothing is left
        }
    }

    @ParameterizedTest
    @CsvSource({
        "VIRALITY, false",
        "VIRALITY, true",
        "ZAPS, false",
        "ZAPS, true",
        "REPLIES, false",
        "REPOSTS, true",
        "REACTIONS, false",
        "REACTIONS, true"
    })
    void trendingNotesAreThoseOfTheWindowBestFirst(By by, boolean trusted) {
        List<Note> all = notes.trending(WINDOW, by, trusted, 1_000, NOW);

        Function<Note, Double> value = note -> value(note, by);
        assertThat(all)
                .hasSizeGreaterThan(5)
                .allMatch(note -> WINDOW.contains(note.createdAt(), NOW))
                .allMatch(note -> value.apply(note) > 0)
                .isSortedAccordingTo(Comparator.comparing(value).reversed());
        long expected = written.stream()
                .filter(note -> WINDOW.contains(note.createdAt(), NOW))
                .map(note -> stored(note.id(), trusted, by))
                .filter(positive -> positive)
                .count();
        assertThat(all).hasSize((int) expected);
        assertThat(notes.trending(WINDOW, by, trusted, 3, NOW)).isEqualTo(all.subList(0, 3));
    }

    @Test
    void aNoteSaysWhoWroteItAndWhatItsScoreIsMadeOf() {
        database.update(
                "insert into profile (pubkey, event_id, created_at, name, nip05, picture)"
                        + " values (?, '', 1, 'alice', 'alice@site.example', 'https://site.example/a.png')",
                key(1).publicKey());
        Note note = notes.trending(WINDOW, By.VIRALITY, false, 1, NOW).get(0);

        assertThat(note.author())
                .isEqualTo(new Note.Author(
                        key(1).publicKey(), "alice", "alice@site.example", "https://site.example/a.png"));
        assertThat(note.text()).startsWith("note ");
        Score score = note.virality(NOW);
        Engagement engagement = note.engagement();
        assertThat(score.terms())
                .extracting(Score.Term::name, Score.Term::measured, Score.Term::weight)
                .containsExactly(
                        tuple("zaps", (double) engagement.zaps(), 3.0),
                        tuple("sats", engagement.msat() / 1000.0, 0.001),
                        tuple("replies", (double) engagement.replies(), 2.0),
                        tuple("reposts", (double) engagement.reposts(), 2.5),
                        tuple("reactions", (double) engagement.reactions(), 1.0));
        assertThat(score.factors())
                .extracting(Score.Factor::measured)
                .containsExactly((NOW - note.createdAt()) / 3600.0);
    }

    @Test
    void strangersTextsAreCutAndWarnedOf() {
        Event longOne = key(3).sign(TIME, 1, List.of(), "😀".repeat(5_000));
        Event nul = key(3).sign(TIME, 1, List.of(Tag.of("content-warning")), "a\0b" + "é".repeat(5_000));
        Event warned = key(3).sign(TIME, 1, List.of(Tag.of("content-warning", "nudity \0")), "look");
        archive.add(longOne, nul, warned);

        List<Note> found = notes.find(List.of(nul.id(), Bytes.sha256(new byte[0]), longOne.id(), warned.id()), NOW);

        assertThat(found).extracting(Note::id).containsExactly(nul.id(), longOne.id(), warned.id());
        assertThat(found).extracting(Note::warning).containsExactly("", null, "nudity \0");
        assertThat(found.get(0).text()).startsWith("a\uFFFDbé");
        assertThat(found.get(0).text().codePointCount(0, found.get(0).text().length()))
                .isEqualTo(Note.MAX_TEXT);
        assertThat(found.get(1).text()).isEqualTo("😀".repeat(Note.MAX_TEXT));
    }

    @Test
    void aNoteIsJudgedByItsLooks() {
        Event root = key(1).sign(TIME, 1, List.of(), "x".repeat(278) + " #one https://site.example/a.png");
        Event spam = key(2).sign(
                        TIME, 1, List.of(Tag.of("e", root.id().hex(), "", "root")), "#a #b #c #d #e #f #g #h #i #j #k");
        Event reaction = key(2).sign(TIME, 7, List.of(Tag.of("e", root.id().hex())), "+");
        archive.add(root, spam, reaction);

        database.update(
                "insert into search_document (event_id, created_at, kind, language) values (?, ?, 1, 'en')",
                root.id(),
                TIME);

        Looks looks = notes.looks(root.id()).orElseThrow();
        assertThat(looks.language()).isEqualTo("en");
        assertThat(looks.shape()).isEqualTo(new NoteShape(310, true, 1, 1, 0, false));
        assertThat(looks.spamReasons()).isEmpty();
        Score quality = looks.quality(new Engagement(2, 0, 3, 0, 0));
        assertThat(quality.terms())
                .extracting(Score.Term::name, Score.Term::measured, Score.Term::weight)
                .containsExactly(
                        tuple("length", 310.0, 0.3),
                        tuple("media", 1.0, 0.2),
                        tuple("hashtags", 1.0, 0.1),
                        tuple("engagement", 16.0, 0.4));
        assertThat(quality.value()).isCloseTo(0.3 * (50 + 260 / 9.0) + 20 + 10 + 0.4 * 1600 / 30, within(1e-9));

        Looks answer = notes.looks(spam.id()).orElseThrow();
        assertThat(answer.language()).isNull();
        assertThat(answer.parent()).isEqualTo(root.id()).isEqualTo(answer.root());
        assertThat(answer.spamReasons()).containsExactly(SpamReason.MANY_HASHTAGS);
        assertThat(notes.looks(reaction.id())).isEmpty();
        assertThat(notes.find(root.id(), TIME, NOW))
                .isEqualTo(notes.find(root.id(), NOW))
                .isPresent();
        assertThat(notes.find(root.id(), TIME + 1, NOW)).isEmpty();
    }

    @Test
    void reactionsAreCountedBySymbolDislikesFirst() {
        Event target = key(1).sign(TIME, 1, List.of(), "target");
        List<Event> events = new ArrayList<>(List.of(target));
        List<String> symbols = List.of("+", "-", "🤙", "🤙", "🤙", "+");
        for (int i = 0; i < symbols.size(); i++) {
            for (int copy = 0; copy < 2; copy++) {
                events.add(key(i + 1)
                        .sign(TIME + copy, 7, List.of(Tag.of("e", target.id().hex())), symbols.get(i)));
            }
        }
        archive.add(events);

        assertThat(notes.symbols(target.id(), 10))
                .containsExactly(new Notes.Symbol("-", 1), new Notes.Symbol("🤙", 3), new Notes.Symbol("+", 1));
        assertThat(notes.symbols(target.id(), 2)).hasSize(2);
    }

    private static double value(Note note, By by) {
        return switch (by) {
            case VIRALITY -> note.virality(NOW).value();
            case ZAPS -> note.engagement().msat();
            case REPLIES -> note.engagement().replies();
            case REPOSTS -> note.engagement().reposts();
            case REACTIONS -> note.engagement().reactions();
        };
    }

    private boolean stored(Bytes id, boolean trusted, By by) {
        return database.find(
                        "select * from note_score where event_id = ?",
                        row -> NoteScores.engagement(row, trusted ? "trusted_" : ""),
                        id)
                .filter(engagement -> switch (by) {
                    case VIRALITY -> !engagement.equals(Engagement.NONE);
                    case ZAPS -> engagement.msat() > 0;
                    case REPLIES -> engagement.replies() > 0;
                    case REPOSTS -> engagement.reposts() > 0;
                    case REACTIONS -> engagement.reactions() > 0;
                })
                .isPresent();
    }

    private void zap(Event target, int sender, long msat, int number) {
        Bytes id = Bytes.sha256(new byte[] {(byte) number, (byte) (number >> 8)});
        database.update(
                "insert into zap (receipt_id, created_at, provider, sender, recipient, target_id, amount_msat, comment,"
                        + " payment) values (?, ?, ?, ?, ?, ?, ?, '', ?)",
                id,
                TIME,
                id,
                key(sender).publicKey(),
                target.pubkey(),
                target.id(),
                msat,
                id);
    }
}
