package org.nostrobservatory.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.ingest.SampleEvents.ALICE;
import static org.nostrobservatory.ingest.SampleEvents.BOB;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.EventJson;
import org.nostrobservatory.protocol.Tag;

/** What Java reads out of notes, comments, reposts and reactions agrees with what the check reads in SQL. */
class ThreadCheckTest {

    private static final List<String> MARKERS = List.of("root", "reply", "mention", "", "wss://relay.example/");

    private static final List<String> NAMES = List.of("a", "A", "i", "I", "k", "K", "e", "p");
    private static final List<String> VALUES = List.of(
            "30023:" + "ab".repeat(32) + ":essay\nof \"mine\"",
            "0:" + "ab".repeat(32) + ":",
            "0:" + "ab".repeat(32) + ":x",
            "1:" + "ab".repeat(32) + ":",
            "1",
            "1111",
            "30023",
            "10002",
            "99999",
            "https://site.example",
            " \u2003",
            "\0\\u0000\\\0",
            "i".repeat(301),
            "😀".repeat(1_024),
            "😀".repeat(1_024) + "!");
    private static final List<String> SYMBOLS = List.of(
            "",
            "+",
            "-",
            " -\n",
            "❤️",
            "❤",
            "👍🏽",
            ":shortcode:",
            "\uFE0F",
            "\u00A0+",
            "\u2003+\u3000",
            "a\0b",
            "x".repeat(63) + "😀",
            "😀".repeat(100),
            "x".repeat(127) + "😀",
            "\uFE0F".repeat(100) + "y".repeat(100),
            "x".repeat(63) + " z");

    private final WholeArchive whole = new WholeArchive();

    @Test
    void whateverNotesCiteMarkAndQuote() {
        Random random = new Random(4);
        List<Event> notes = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            notes.add(note(random, notes));
        }
        whole.archive.add(notes.toArray(Event[]::new));

        assertThat(whole.database.find(
                        "select count(*) as answers from note where parent_id is not null and root_id <> parent_id",
                        row -> row.getLong("answers")))
                .hasValueSatisfying(answers -> assertThat(answers).isGreaterThan(20));
        assertThat(ProjectionCheck.differences(whole.database)).isEmpty();
    }

    @Test
    void whateverIsDoneToThem() {
        Random random = new Random(5);
        List<Event> notes = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            notes.add(note(random, notes));
        }
        List<Event> all = new ArrayList<>(notes);
        for (int i = 0; i < 600; i++) {
            all.add(deed(random, notes, i));
        }
        whole.archive.add(all);

        for (String table : List.of("comment", "repost", "reaction")) {
            assertThat(whole.database.find("select count(*) as n from " + table, row -> row.getLong("n")))
                    .hasValueSatisfying(rows -> assertThat(rows).isGreaterThan(40));
        }
        assertThat(ProjectionCheck.differences(whole.database)).isEmpty();
        whole.update();
        assertThat(whole.database.find("select count(*) as n from note_score", row -> row.getLong("n")))
                .contains(10L);
        assertThat(ProjectionCheck.differences(whole.database)).isEmpty();
    }

    /** A comment, repost or reaction with whatever people write into it. */
    private static Event deed(Random random, List<Event> notes, int number) {
        Event target = any(random, notes);
        List<Tag> tags = new ArrayList<>();
        for (int left = random.nextInt(4); left > 0; left--) {
            tags.add(Tag.of(any(random, NAMES), any(random, VALUES)));
        }
        for (int left = random.nextInt(3); left > 0; left--) {
            tags.add(Tag.of(
                    any(random, List.of("e", "e", "E")), any(random, notes).id().hex()));
        }
        int kind = any(random, List.of(6, 7, 16, 1111));
        String copy = EventJson.write(target);
        String content = kind == 7 ? any(random, SYMBOLS) : any(random, List.of("", " ", "text", copy, copy));
        return (random.nextBoolean() ? ALICE : BOB).sign(1_700_000_000L + number, kind, tags, content);
    }

    private static <T> T any(Random random, List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    private static Event note(Random random, List<Event> earlier) {
        List<Tag> tags = new ArrayList<>();
        for (int left = random.nextInt(5); left > 0 && !earlier.isEmpty(); left--) {
            Bytes target =
                    earlier.get(random.nextInt(Math.min(5, earlier.size()))).id();
            tags.add(
                    switch (random.nextInt(5)) {
                        case 0 -> Tag.of("q", target.hex());
                        case 1 -> Tag.of("p", target.hex());
                        case 2 -> Tag.of("e", target.hex(), "", MARKERS.get(random.nextInt(MARKERS.size())));
                        default -> Tag.of("e", target.hex());
                    });
        }
        String content = random.nextBoolean() ? "see #[" + random.nextInt(4) + "] and #[7]" : "hello";
        return (random.nextBoolean() ? ALICE : BOB).sign(1_700_000_000L + earlier.size(), 1, tags, content);
    }
}
