package org.nostrobservatory.web.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.ingest.Events;
import org.nostrobservatory.note.Note;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.search.Named;
import org.nostrobservatory.search.Preview;
import org.nostrobservatory.search.Search;
import org.nostrobservatory.search.SearchQuery;
import org.nostrobservatory.web.api.JsonFormat;
import org.nostrobservatory.web.api.ProblemException;

class SearchResourceTest {

    private static final Bytes ID = Bytes.fromHex("ab".repeat(32));

    @Test
    void whatIsTooLongIsRefusedWithWhatIsAllowed() {
        assertThatThrownBy(() -> SearchResource.query("x".repeat(10_000), SearchQuery.KINDS))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.status()).isEqualTo(400))
                .hasMessageContaining("1000");
        assertThat(SearchResource.query("...", SearchQuery.KINDS)).isEmpty();
    }

    @Test
    void onlyKindsWithTextCanBeSearched() {
        assertThat(SearchResource.kind("30023")).isEqualTo(30023);
        for (String kind : List.of("7", "-1", "01", "", "x")) {
            assertThatThrownBy(() -> SearchResource.kind(kind))
                    .as(kind)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("1111");
        }
    }

    @Test
    void thePageMarksMatchesAndShowsNothingThatDisturbs() {
        Preview preview = new Preview("a \u202Ebig\u0000 needle, needle", List.of(range(8, 14), range(16, 22)));
        assertThat(SearchPage.pieces(preview))
                .containsExactly(
                        new SearchPage.Piece("a big  ", false),
                        new SearchPage.Piece("needle", true),
                        new SearchPage.Piece(", ", false),
                        new SearchPage.Piece("needle", true));
    }

    private static Preview.Range range(int begin, int end) {
        return new Preview.Range(begin, end);
    }

    @Test
    void theAnswerIsPlainTextAndPlaces() {
        Event event = new Event(ID, ID, 7, 1, List.of(), "a <b>needle</b>", Bytes.of(new byte[64]));
        Search.Found found = new Search.Found(
                event,
                new Note.Author(ID, null, null, null),
                new Preview("a <b>needle</b>", List.of(new Preview.Range(5, 11))));
        SearchDocument document = SearchDocument.of(
                new Search.Part(List.of(found), Optional.of(new Events.Place(7, ID))), Optional.empty());

        assertThat(JsonFormat.create().toJson(document))
                .isEqualTo("{\"items\":[{\"eventId\":\"" + ID + "\",\"pubkey\":\"" + ID + "\",\"name\":null,\"kind\":1,"
                        + "\"createdAt\":7,\"time\":\"1970-01-01T00:00:07Z\",\"content\":\"a <b>needle</b>\",\"matches\":[{\"begin\":5,\"end\":11}]}],"
                        + "\"nextCursor\":\"" + document.nextCursor() + "\",\"target\":null}");
        assertThat(JsonFormat.create().toJson(SearchDocument.nothing(Optional.of(new Named(Named.Type.PERSON, ID)))))
                .isEqualTo("{\"items\":[],\"nextCursor\":null,\"target\":{\"type\":\"person\",\"id\":\"" + ID + "\"}}");
    }
}
