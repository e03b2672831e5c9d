package org.nostrobservatory.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginRedirectTest {

    @ParameterizedTest
    @ValueSource(strings = {"/admin/", "/admin/relays", "/admin/dead-letters"})
    void aPageOfTheAdministrationIsGoneTo(String page) {
        assertThat(LoginRedirect.target(page)).isEqualTo(page);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/users",
                "https://evil.example/",
                "//evil.example/admin/",
                "/admin/../users",
                "/admin//evil.example",
                "/admin/\\evil.example",
                "/admin/x?next=https://evil.example",
                "/admin/x\r\nSet-Cookie: a=b",
                "javascript:alert(1)"
            })
    void nothingElseIs(String page) {
        assertThat(LoginRedirect.target(page)).isEqualTo("/admin/");
    }

    @Test
    void whereNothingIsSaidTheFirstPageIsShown() {
        assertThat(LoginRedirect.target(null)).isEqualTo("/admin/");
    }

    @Test
    void aLoginEndsAfterTwelveHoursAlsoIfThePageRefreshesItself() {
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        Login login = new Login("admin", Set.of("admin"), at);

        assertThat(login.holdsAt(at.plus(Duration.ofHours(12)).minusMillis(1))).isTrue();
        assertThat(login.holdsAt(at.plus(Duration.ofHours(12)))).isFalse();
    }
}
