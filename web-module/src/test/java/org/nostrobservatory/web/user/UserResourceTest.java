package org.nostrobservatory.web.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nostrobservatory.note.Note;
import org.nostrobservatory.person.People;
import org.nostrobservatory.person.People.Order;
import org.nostrobservatory.person.PersonDetails;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.score.Engagement;
import org.nostrobservatory.score.HourOfDay;
import org.nostrobservatory.score.Influence;
import org.nostrobservatory.web.api.Cursor;
import org.nostrobservatory.web.api.JsonFormat;
import org.nostrobservatory.web.api.Parameters;
import org.nostrobservatory.web.api.ProblemException;

class UserResourceTest {

    private static final Bytes KEY = Bytes.fromHex("7f".repeat(32));

    @Test
    void ordersAreCalledAsInTheContract() {
        assertThat(Order.values())
                .extracting(Parameters::word)
                .containsExactly("influence", "followers", "zaps", "notes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "7 x", "1e3 7", "%"})
    void aCursorOfAnotherListIsRefused(String text) {
        assertThatThrownBy(() -> UserResource.place(
                        text.isEmpty() ? "*" : Cursor.after(text), place -> People.Place.parse(Order.NOTES, place)))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("cursor is");
    }

    @Test
    void aPersonIsWrittenAsTheContractSays() {
        PersonDetails.Details details = new PersonDetails.Details(
                KEY,
                true,
                new PersonDetails.Profile(
                        1, "<script>", "\u202Eevil", null, "javascript:alert(1)", null, null, null, null, null),
                new PersonDetails.Activity(12, 2, Instant.ofEpochSecond(60), Instant.ofEpochSecond(120), null, null),
                HourOfDay.NONE,
                new PersonDetails.Zaps(1, 21, 0, 0),
                3,
                2,
                7,
                new Influence(3, 1, 2, 0, 0).score(),
                null,
                List.of(new PersonDetails.DayFollowers(LocalDate.of(2026, 1, 1), 3)));

        Note best = new Note(
                KEY, 1, 60, new Note.Author(KEY, null, null, null), "hello", null, new Engagement(1, 21_000, 0, 0, 0));

        assertThat(JsonFormat.create().toJson(UserDocument.of(details, List.of(best), 60)))
                .startsWith("{\"pubkey\":\"" + KEY + "\",\"npub\":\"npub10")
                .contains("\"trusted\":true,\"profile\":{\"createdAt\":1,\"name\":\"<script>\"")
                .contains("\"activity\":{\"totalEvents\":12,\"notes\":2,\"firstSeen\":\"1970-01-01T00:01:00Z\"")
                .contains("\"zaps\":{\"receivedCount\":1,\"receivedSats\":21,\"sentCount\":0,\"sentSats\":0}")
                .contains("\"followers\":3,\"trustedFollowers\":2,\"follows\":7")
                .contains("\"terms\":[{\"name\":\"followers\",\"measured\":3.0,\"scaled\":")
                .contains("\"engagementRate\":null")
                .contains("\"topContent\":[{\"eventId\":\"" + KEY + "\"")
                .contains("\"followersByDay\":[{\"day\":\"2026-01-01\",\"followers\":3}]");
    }
}
