package org.nostrobservatory.web.note;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nostrobservatory.note.Looks;
import org.nostrobservatory.note.Note;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.score.Engagement;
import org.nostrobservatory.score.NoteShape;
import org.nostrobservatory.web.api.JsonFormat;

class NoteDocumentTest {

    @Test
    void hasTheFieldsOfTheContractAndWhatItsScoreIsMadeOf() {
        Bytes id = Bytes.fromHex("ab".repeat(32));
        Bytes author = Bytes.fromHex("cd".repeat(32));
        Note note = new Note(
                id,
                1,
                1_000_000,
                new Note.Author(author, "alice", null, null),
                "<b>hello</b>",
                null,
                new Engagement(2, 1_234_567, 3, 4, 5));

        String json = JsonFormat.create().toJson(NoteDocument.of(note, 1_000_000 + 6 * 3600));

        assertThat(json)
                .isEqualTo("{\"eventId\":\"" + id + "\",\"pubkey\":\"" + author
                        + "\",\"name\":\"alice\",\"content\":\"<b>hello</b>\",\"warning\":null,\"createdAt\":1000000,\"time\":\"1970-01-12T13:46:40Z\",\"zapCount\":2,"
                        + "\"zapTotalSats\":1234,\"replyCount\":3,\"repostCount\":4,\"reactionCount\":5,"
                        + "\"viralityScore\":14.1172835,\"score\":{\"value\":14.1172835,\"terms\":["
                        + "{\"name\":\"zaps\",\"measured\":2.0,\"scaled\":2.0,\"weight\":3.0,\"points\":6.0},"
                        + "{\"name\":\"sats\",\"measured\":1234.567,\"scaled\":1234.567,\"weight\":0.001,\"points\":1.234567},"
                        + "{\"name\":\"replies\",\"measured\":3.0,\"scaled\":3.0,\"weight\":2.0,\"points\":6.0},"
                        + "{\"name\":\"reposts\",\"measured\":4.0,\"scaled\":4.0,\"weight\":2.5,\"points\":10.0},"
                        + "{\"name\":\"reactions\",\"measured\":5.0,\"scaled\":5.0,\"weight\":1.0,\"points\":5.0}],"
                        + "\"factors\":[{\"name\":\"ageHours\",\"measured\":6.0,\"value\":0.5}]}}");
    }

    @Test
    void aNoteSaysWhatItsQualityIsMadeOfAndWhyItLooksLikeSpam() {
        Bytes id = Bytes.fromHex("ab".repeat(32));
        Note note = new Note(id, 1, 60, new Note.Author(id, null, null, null), "#a", null, Engagement.NONE);
        Looks looks = new Looks(new NoteShape(30, false, 11, 0, 0, true), "und", null, id, id);

        String json = JsonFormat.create().toJson(NoteDetails.of(note, looks, 60));
        assertThat(json)
                .startsWith("{\"note\":{\"eventId\":\"" + id + "\"")
                .contains("\"kind\":1,\"rootId\":\"" + id + "\",\"parentId\":\"" + id + "\",\"language\":\"und\"")
                .contains("\"shape\":{\"length\":30,\"media\":false,\"hashtags\":11,\"urls\":0,\"mentions\":0}")
                .contains("\"quality\":{\"value\":9.0,\"terms\":[{\"name\":\"length\",\"measured\":30.0")
                .contains("\"spamReasons\":[{\"reason\":\"many-hashtags\",\"description\":\"more than 10 hashtags\"}]");
        assertThat(JsonFormat.create().toJson(NoteDetails.of(note, null, 60)))
                .contains("\"shape\":null,\"quality\":null,\"spamReasons\":[]");
    }
}
