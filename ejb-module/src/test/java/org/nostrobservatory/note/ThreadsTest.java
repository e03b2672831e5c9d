package org.nostrobservatory.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.nostrobservatory.ingest.SampleEvents.ALICE;
import static org.nostrobservatory.ingest.SampleEvents.BOB;
import static org.nostrobservatory.ingest.SampleEvents.TIME;
import static org.nostrobservatory.ingest.SampleEvents.note;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.ingest.TestArchive;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Tag;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;

class ThreadsTest {

    private static final long NOW = TIME + 1_000;

    private final Database database = TestDatabase.migrated();
    private final TestArchive archive =
            new TestArchive(database, new NoteProjector(database), new CommentProjector(database));
    private final Threads threads = new Threads(database);

    private final Event root = note(ALICE, "root");
    private final Event first = reply(1, root, root);
    private final Event second = reply(2, root, root);
    private final Event deeper = reply(3, root, first);
    private final Event deepest = reply(4, root, deeper);

    @Test
    void aThreadIsReadFromBothEnds() {
        archive.add(root, first, second, deeper, deepest);

        assertThat(ancestors(deepest)).containsExactly(root.id(), first.id(), deeper.id());
        assertThat(threads.ancestors(deepest.id(), NOW))
                .extracting(ancestor -> ancestor.note().orElseThrow().text())
                .containsExactly("root", "reply 1", "reply 3");
        assertThat(ancestors(root)).isEmpty();
        assertThat(outline(root)).containsExactly("1 reply 1", "2 reply 3", "3 reply 4", "1 reply 2");
        assertThat(outline(second)).isEmpty();
    }

    @Test
    void whatIsNotStoredIsNamed() {
        archive.add(root, deepest);

        assertThat(threads.ancestors(deepest.id(), NOW))
                .extracting(Threads.Ancestor::id, ancestor -> ancestor.note().isPresent())
                .containsExactly(tuple(root.id(), true), tuple(deeper.id(), false));
        assertThat(threads.ancestors(Bytes.sha256(new byte[0]), NOW)).isEmpty();
        assertThat(threads.replies(Bytes.sha256(new byte[0]), Optional.empty(), 10, NOW)
                        .replies())
                .isEmpty();
    }

    @Test
    void commentsHaveThreadsToo() {
        Event picture = ALICE.sign(TIME, 20, List.of(), "picture");
        Event comment = comment(5, picture, picture);
        Event answer = comment(6, picture, comment);
        archive.add(picture, comment, answer);

        assertThat(ancestors(answer)).containsExactly(picture.id(), comment.id());
        assertThat(threads.ancestors(answer.id(), NOW).get(0).note())
                .map(Note::kind)
                .contains(20);
        assertThat(outline(picture)).containsExactly("1 comment 5", "2 comment 6");
    }

    @Test
    void answersComeInParts() {
        List<Event> answers = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            answers.add(reply(i / 2, root, root, "part " + i));
        }
        archive.add(root);
        archive.add(answers);

        List<Bytes> read = new ArrayList<>();
        Threads.Part part = threads.replies(root.id(), Optional.empty(), 10, NOW);
        part.replies().forEach(reply -> read.add(reply.note().id()));
        int parts = 1;
        while (part.next().isPresent()) {
            part = threads.replies(root.id(), part.next(), 10, NOW);
            part.replies().forEach(reply -> read.add(reply.note().id()));
            parts++;
        }
        assertThat(parts).isEqualTo(3);
        assertThat(read)
                .containsExactlyInAnyOrderElementsOf(
                        answers.stream().map(Event::id).toList());
    }

    @Test
    void whatIsBelowAnAnswerIsBounded() {
        archive.add(root, first);
        List<Event> wide = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            wide.add(reply(10, root, first, "wide " + i));
        }
        archive.add(wide);
        Threads.Part part = threads.replies(root.id(), Optional.empty(), 10, NOW);
        assertThat(part.replies()).hasSize(11);
        assertThat(part.replies().get(0).more()).isTrue();
        assertThat(part.next()).isEmpty();

        Event last = second;
        archive.add(second);
        for (int i = 0; i < 60; i++) {
            last = reply(20 + i, root, last);
            archive.add(last);
        }
        part = threads.replies(root.id(), Optional.empty(), 10, NOW);
        assertThat(part.replies()).hasSize(11 + 6);
        assertThat(part.replies().get(16).depth()).isEqualTo(6);
        assertThat(part.replies().get(16).more()).isTrue();
        assertThat(ancestors(last)).hasSize(52).startsWith(root.id());
    }

    /** Ids are hashes, so nobody can sign such events; but nothing here relies on it. */
    @Test
    void circlesEndNowhere() {
        archive.add(root, first, second, deeper);
        database.update(
                "update note set parent_id = ?, root_id = ? where event_id = ?", deeper.id(), root.id(), first.id());
        database.update("update note set parent_id = event_id where event_id = ?", second.id());

        assertThat(ancestors(deeper)).containsExactly(root.id(), first.id());
        assertThat(outline(first)).containsExactly("1 reply 3");
        assertThat(outline(second)).isEmpty();
        assertThat(ancestors(second)).containsExactly(root.id());
    }

    @Test
    void expiredNotesAreNotShown() {
        Event fleeting =
                BOB.sign(TIME + 1, 1, List.of(e(root, "root"), Tag.of("expiration", "100000000000")), "fleeting");
        archive.add(root, fleeting);

        assertThat(outline(root)).containsExactly("1 fleeting");
        assertThat(threads.replies(root.id(), Optional.empty(), 10, 100_000_000_001L)
                        .replies())
                .isEmpty();
    }

    private List<Bytes> ancestors(Event event) {
        return threads.ancestors(event.id(), NOW).stream()
                .map(Threads.Ancestor::id)
                .toList();
    }

    private List<String> outline(Event event) {
        return threads.replies(event.id(), Optional.empty(), 10, NOW).replies().stream()
                .map(reply -> reply.depth() + " " + reply.note().text())
                .toList();
    }

    private static Event reply(int seconds, Event root, Event parent) {
        return reply(seconds, root, parent, "reply " + seconds);
    }

    private static Event reply(int seconds, Event root, Event parent, String text) {
        return BOB.sign(TIME + seconds, 1, List.of(e(root, "root"), e(parent, "reply")), text);
    }

    private static Event comment(int seconds, Event root, Event parent) {
        return BOB.sign(
                TIME + seconds,
                1111,
                List.of(
                        Tag.of("E", root.id().hex()),
                        Tag.of("K", "" + root.kind()),
                        Tag.of("e", parent.id().hex()),
                        Tag.of("k", "" + parent.kind())),
                "comment " + seconds);
    }

    private static Tag e(Event event, String marker) {
        return Tag.of("e", event.id().hex(), "", marker);
    }
}
