package org.nostrobservatory.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.ingest.SampleEvents.TIME;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.note.TrendingHashtags.Item;
import org.nostrobservatory.note.TrendingHashtags.Order;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;
import org.nostrobservatory.schema.TestDatabase;
import org.nostrobservatory.score.Trend;
import org.nostrobservatory.score.Trend.Use;
import org.nostrobservatory.score.Window;

class TrendingHashtagsTest {

    /** A note with one hashtag, and what was zapped on it. */
    private record Note(int number, String hashtag, int author, long time, long msat, long trustedMsat) {}

    private static final int TRUSTED = 3;

    private final Database database = TestDatabase.migrated();
    private final TrendingHashtags trending = new TrendingHashtags(database);

    /** Times lie close to the edges of windows and hours, where definitions differ. */
    @Property(tries = 150)
    void theAnswerIsThatOfTheDefinition(
            @ForAll long seed,
            @ForAll Window window,
            @ForAll Order order,
            @ForAll boolean trusted,
            @ForAll @IntRange(min = 1, max = 80) int count) {
        Random random = new Random(seed);
        List<Note> notes = new ArrayList<>();
        long[] edges = {0, window.seconds(), 2 * window.seconds(), 3600, 7200, window.seconds() + 3600};
        for (int i = 0; i < count; i++) {
            long age = edges[random.nextInt(edges.length)] + random.nextInt(5) - 2 + 600L * random.nextInt(3);
            notes.add(new Note(
                    i,
                    "tag" + random.nextInt(3),
                    1 + random.nextInt(5),
                    TIME - age,
                    random.nextInt(3) * 5_000L,
                    random.nextInt(2) * 5_000L));
        }
        store(notes);

        assertThat(trending.list(window, order, trusted, 2, TIME))
                .extracting(item -> item.hashtag() + " " + item.trend())
                .isEqualTo(naive(notes, window, order, trusted, 2));
    }

    private static List<String> naive(List<Note> notes, Window window, Order order, boolean trusted, int limit) {
        Map<String, List<Use>> uses = new HashMap<>();
        notes.stream()
                .filter(note -> !trusted || note.author() <= TRUSTED)
                .forEach(note -> uses.computeIfAbsent(note.hashtag(), hashtag -> new ArrayList<>())
                        .add(new Use(note.author(), note.time(), trusted ? note.trustedMsat() : note.msat())));
        record Ranked(String hashtag, Trend trend, double value) {}
        return uses.entrySet().stream()
                .map(entry -> {
                    Trend trend = Trend.of(window, entry.getValue(), TIME);
                    return new Ranked(
                            entry.getKey(), trend, (order == Order.SCORE ? trend.score() : trend.rising()).value());
                })
                .filter(ranked -> ranked.trend().isTrend())
                .sorted(Comparator.comparingDouble(Ranked::value).reversed().thenComparing(Ranked::hashtag))
                .limit(limit)
                .map(ranked -> ranked.hashtag() + " " + ranked.trend())
                .toList();
    }

    @Test
    void samplesAreTheNewestNotesOfFiveAuthors() {
        List<Note> notes = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            notes.add(new Note(i, "tag", 1 + i / 5, TIME - 1000 + i, 0, 0));
        }
        notes.add(new Note(41, "tag", 77, TIME + 1, 0, 0));
        store(notes);

        Item item = trending.list(Window.HOUR_1, Order.SCORE, false, 10, TIME).get(0);
        assertThat(item.trend().mentions()).isEqualTo(8);
        assertThat(item.sampleEvents()).containsExactly(id(39), id(34), id(29), id(24), id(19));
        assertThat(trending.list(Window.HOUR_1, Order.SCORE, true, 10, TIME)
                        .get(0)
                        .sampleEvents())
                .containsExactly(id(14), id(9), id(4));
    }

    @Test
    void thereIsNothingWhereNothingIsUsedThreeTimes() {
        store(List.of(new Note(1, "tag", 1, TIME, 0, 0), new Note(2, "tag", 2, TIME, 0, 0)));
        assertThat(trending.list(Window.DAYS_7, Order.RISING, false, 10, TIME)).isEmpty();
    }

    private void store(List<Note> notes) {
        database.update("truncate note_hashtag, note_score, person");
        database.update(
                "insert into note_hashtag (event_id, hashtag, pubkey, created_at) select * from unnest(?, ?, ?, ?)",
                Column.of("bytea", notes, note -> id(note.number())),
                Column.of("text", notes, Note::hashtag),
                Column.of("bytea", notes, note -> id(note.author())),
                Column.of("bigint", notes, Note::time));
        database.update(
                """
                insert into note_score (event_id, pubkey, created_at, zaps, msat, replies, reposts, reactions, rank,
                                        trusted_zaps, trusted_msat, trusted_replies, trusted_reposts, trusted_reactions)
                select event_id, pubkey, created_at, 1, msat, 0, 0, 0, 0, 1, trusted_msat, 0, 0, 0
                from unnest(?, ?, ?) as zapped (id, msat, trusted_msat) join note_hashtag on event_id = id
                where msat > 0 or trusted_msat > 0""",
                Column.of("bytea", notes, note -> id(note.number())),
                Column.of("bigint", notes, Note::msat),
                Column.of("bigint", notes, Note::trustedMsat));
        for (int author = 1; author <= 5; author++) {
            database.update("insert into person (pubkey, trusted) values (?, ?)", id(author), author <= TRUSTED);
        }
    }

    private static Bytes id(int number) {
        return Bytes.of(ByteBuffer.allocate(32).putInt(number).array());
    }
}
