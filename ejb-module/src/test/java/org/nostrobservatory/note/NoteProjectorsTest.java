package org.nostrobservatory.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.ingest.SampleEvents.ALICE;
import static org.nostrobservatory.ingest.SampleEvents.BOB;
import static org.nostrobservatory.ingest.SampleEvents.TIME;
import static org.nostrobservatory.ingest.SampleEvents.note;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nostrobservatory.ingest.TestArchive;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Tag;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;

class NoteProjectorsTest {

    private final Database database = TestDatabase.migrated();
    private final TestArchive archive = new TestArchive(
            database,
            new NoteProjector(database),
            new CommentProjector(database),
            new RepostProjector(database),
            new ReactionProjector(database));

    @Test
    void aReplyKnowsItsRootAndItsParent() {
        Event root = note(ALICE, "root");
        Event reply = note(BOB, "reply", e(root, "root"));
        Event deeper = note(ALICE, "deeper", e(root, "root"), e(reply, "reply"));
        archive.add(root, reply, deeper);

        assertThat(rows("select coalesce(encode(root_id, 'hex'), '-') || ' ' || coalesce(encode(parent_id, 'hex'), '-')"
                        + " as row from note"))
                .containsExactlyInAnyOrder("- -", root.id() + " " + root.id(), root.id() + " " + reply.id());
    }

    @Test
    void repostsAndReactionsNameTheirTarget() {
        Event target = note(ALICE, "target");
        Event repost = BOB.sign(TIME, 6, List.of(Tag.of("e", target.id().hex())), "");
        Event reaction = BOB.sign(
                TIME,
                7,
                List.of(Tag.of("e", "ab".repeat(32)), Tag.of("e", target.id().hex())),
                "+");
        Event pointless = BOB.sign(TIME, 7, List.of(Tag.of("e", "nonsense")), "-");
        archive.add(target, repost, reaction, pointless);

        assertThat(rows("select encode(target_id, 'hex') as row from repost"))
                .containsExactly(target.id().hex());
        assertThat(rows("select encode(target_id, 'hex') || ' ' || content as row from reaction"))
                .containsExactly(target.id() + " +");
    }

    @Test
    void removedEventsLeaveNothingBehind() {
        Event target = note(ALICE, "target");
        Event repost = BOB.sign(TIME, 6, List.of(Tag.of("e", target.id().hex())), "");
        Event reaction = BOB.sign(TIME, 7, List.of(Tag.of("e", target.id().hex())), "🤙");
        archive.add(target, repost, reaction);

        archive.remove(target, repost, reaction);

        assertThat(rows("select event_id::text as row from note union all select event_id::text from repost"
                        + " union all select event_id::text from reaction"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'', +", "+, +", "-, -", "like, like", "🤙, 🤙", "👍, 👍", "❤️, ❤", ":shortcode:, :shortcode:"})
    void aReactionMeansWhatNip25Says(String content, String meaning) {
        Event target = note(ALICE, "target");
        archive.add(target, BOB.sign(TIME, 7, List.of(Tag.of("e", target.id().hex())), content));

        assertThat(rows("select content as row from reaction")).containsExactly(meaning);
    }

    @Test
    void aGenericRepostAndACommentNameTheirTarget() {
        Event picture = ALICE.sign(TIME, 20, List.of(), "picture");
        Event repost = BOB.sign(TIME, 16, List.of(Tag.of("e", picture.id().hex()), Tag.of("k", "20")), "");
        Event comment = BOB.sign(
                TIME,
                1111,
                List.of(
                        Tag.of("E", picture.id().hex()),
                        Tag.of("K", "20"),
                        Tag.of("e", picture.id().hex()),
                        Tag.of("k", "20")),
                "nice");
        Event answer = ALICE.sign(
                TIME,
                1111,
                List.of(
                        Tag.of("E", picture.id().hex()),
                        Tag.of("K", "20"),
                        Tag.of("e", comment.id().hex()),
                        Tag.of("k", "1111")),
                "thanks");
        Event elsewhere =
                BOB.sign(TIME, 1111, List.of(Tag.of("I", "https://site.example"), Tag.of("K", "web")), "nice");
        archive.add(picture, repost, comment, answer, elsewhere);

        assertThat(rows("select encode(target_id, 'hex') as row from repost"))
                .containsExactly(picture.id().hex());
        assertThat(rows("select encode(root_id, 'hex') || ' ' || encode(parent_id, 'hex') as row from comment"))
                .containsExactlyInAnyOrder(picture.id() + " " + picture.id(), picture.id() + " " + comment.id());
    }

    private static Tag e(Event event, String marker) {
        return Tag.of("e", event.id().hex(), "", marker);
    }

    private List<String> rows(String sql) {
        return database.query(sql, row -> row.getString("row"));
    }
}
