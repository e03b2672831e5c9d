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
import org.nostrobservatory.protocol.Tag;

/** The thread positions in table note, written by Java, agree with those that the check recomputes in SQL. */
class ThreadCheckTest {

    private static final List<String> MARKERS = List.of("root", "reply", "mention", "", "wss://relay.example/");

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
