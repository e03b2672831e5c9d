package org.nostrobservatory.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.ingest.SampleEvents.ALICE;
import static org.nostrobservatory.ingest.SampleEvents.BOB;
import static org.nostrobservatory.ingest.SampleEvents.note;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.ingest.TestArchive;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Hashtags;
import org.nostrobservatory.protocol.Nip19;
import org.nostrobservatory.protocol.Tag;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;

class NoteContentsTest {

    private final Database database = TestDatabase.migrated();
    private final TestArchive archive = new TestArchive(database, new NoteProjector(database));

    @Test
    void everythingIsReadFromTextAndTags() {
        Event note = note(
                ALICE,
                "Grüße 🤙 #Bitcoin #bitcoin nostr:" + Nip19.npub(BOB.publicKey()) + " https://a.example/cat.JPG"
                        + " https://a.example/",
                Tag.of("t", "Fußball"),
                Tag.of("p", BOB.publicKey().hex()),
                Tag.of("p", ALICE.publicKey().hex()),
                Tag.of("content-warning", "cats"),
                Tag.of("proxy", "https://social.example/@alice/1", "activitypub"));

        assertThat(NoteContents.of(note))
                .isEqualTo(new NoteContents(
                        note.content().codePointCount(0, note.content().length()),
                        List.of("bitcoin", "fußball"),
                        2,
                        true,
                        1,
                        "cats",
                        "activitypub"));
    }

    @Test
    void aPlainNoteHasNothing() {
        assertThat(NoteContents.of(note(ALICE, "hello")))
                .isEqualTo(new NoteContents(5, List.of(), 0, false, 0, null, null));
        assertThat(NoteContents.of(note(ALICE, "", Tag.of("content-warning"))).warning())
                .isEmpty();
    }

    @Test
    void whatStrangersOverdoIsBounded() {
        List<Tag> tags = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            tags.add(Tag.of("t", "tag" + i));
            tags.add(Tag.of("p", "%064x".formatted(i)));
            text.append(" https://a.example/").append(i).append(".png");
        }
        tags.add(Tag.of("t", "x".repeat(10_000)));
        tags.add(Tag.of("t", "\u0000"));
        tags.add(Tag.of("content-warning", "\u0000 nul"));
        Event note = note(BOB, text + " #" + "y".repeat(10_000) + "\u0000", tags.toArray(Tag[]::new));
        archive.add(note);

        assertThat(
                        rows(
                                "select hashtags || ' ' || urls || ' ' || mentions || ' ' || media || ' ' || warning as row from note"))
                .containsExactly("100 100 1000 true \uFFFD nul");
        assertThat(rows("select count(*) || ' ' || max(length(hashtag)) as row from note_hashtag"))
                .containsExactly("100 "
                        + Hashtags.of(note).names().stream()
                                .mapToInt(String::length)
                                .max()
                                .orElseThrow());
    }

    @Test
    void hashtagsGoWithTheirNote() {
        Event note = note(ALICE, "#one #two");
        Event other = note(BOB, "#two");
        archive.add(note, other);
        assertThat(rows("select hashtag as row from note_hashtag")).containsExactlyInAnyOrder("one", "two", "two");

        archive.remove(note);
        assertThat(rows("select hashtag || encode(pubkey, 'hex') as row from note_hashtag"))
                .containsExactly("two" + BOB.publicKey().hex());
    }

    private List<String> rows(String sql) {
        return database.query(sql, row -> row.getString("row"));
    }
}
