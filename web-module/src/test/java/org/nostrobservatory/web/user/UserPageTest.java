package org.nostrobservatory.web.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nostrobservatory.person.PersonDetails;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.score.HourOfDay;
import org.nostrobservatory.score.Influence;
import org.nostrobservatory.web.page.NoteCard;

/** What a profile of a stranger may hold, and what the page makes of it. */
class UserPageTest {

    private static final Bytes KEY = Bytes.fromHex("7f".repeat(32));

    @ParameterizedTest
    @CsvSource({
        "https://example.com/me, https://example.com/me",
        "HTTP://Example.com, http://example.com/",
        "javascript:alert(1),",
        "'java\tscript:alert(1)',",
        "data:text/html;base64;PHNjcmlwdD4=,",
        "https://bank.example@evil.example/,",
        "//evil.example/,",
        "example.com,"
    })
    void onlyAddressesOfTheWebAreLinks(String website, String link) {
        assertThat(page(profile("x", null, null, website)).getWebsite()).isEqualTo(link);
    }

    @Test
    void namesAreCutAndCannotTurnThePageAround() {
        assertThat(page(profile("x".repeat(2000), null, null, null)).getName()).hasSize(41);
        assertThat(page(profile("\u202Eevil\u2066", null, null, null)).getName())
                .isEqualTo("evil");
        assertThat(page(profile("\u200B\u2800\u3164", null, null, null)).getName())
                .startsWith("npub1")
                .contains("…");
        assertThat(page(null).getName()).startsWith("npub1");
        assertThat(page(profile("handle", "Real Name", null, null)).getName()).isEqualTo("Real Name");
        assertThat(page(profile("handle", "Real Name", null, null)).getOtherName())
                .isEqualTo("handle");
        assertThat(page(profile("same", "same", null, null)).getOtherName()).isNull();
    }

    @Test
    void whatTheySayAboutThemselvesIsWordsAndSafeLinks() {
        NoteCard about = page(profile("x", null, "<b>me</b> javascript:alert(1) https://example.com/", null))
                .getAbout();

        assertThat(about.allPieces())
                .filteredOn(NoteCard.Piece::isLink)
                .extracting(NoteCard.Piece::href)
                .containsExactly("https://example.com/");
        assertThat(page(null).getAbout()).isNull();
    }

    @Test
    void whatInfluenceIsMadeOfHasANameForEachTerm() {
        List<UserPage.Part> parts = page(null).getInfluence();

        assertThat(parts).hasSize(5).noneMatch(part -> part.name() == null);
        assertThat(parts.stream().mapToDouble(UserPage.Part::share).sum()).isBetween(0.999, 1.001);
        assertThat(parts.get(0).measured()).isEqualTo("1,234");
    }

    @Test
    void followersAreShownUntilNow() {
        assertThat(page(null).getFollowers().getJson()).contains("[10,1234,1234]");
        assertThat(page(null).getEngagementRate()).isEqualTo("–");
        assertThat(page(null).getAverageReceived()).isEqualTo(10);
        assertThat(page(null).getAverageSent()).isZero();
    }

    private static UserPage page(PersonDetails.Profile profile) {
        return new UserPage(new PersonDetails.Details(
                KEY,
                false,
                profile,
                new PersonDetails.Activity(0, 0, null, null, null, null),
                HourOfDay.NONE,
                new PersonDetails.Zaps(2, 21, 0, 0),
                1234,
                0,
                0,
                new Influence(1234, 2, 0, 0, 0).score(),
                null,
                List.of(
                        new PersonDetails.DayFollowers(LocalDate.of(2026, 1, 1), 10),
                        new PersonDetails.DayFollowers(LocalDate.of(2026, 1, 3), 1234))));
    }

    private static PersonDetails.Profile profile(String name, String displayName, String about, String website) {
        return new PersonDetails.Profile(1, name, displayName, about, null, null, website, null, null, null);
    }
}
