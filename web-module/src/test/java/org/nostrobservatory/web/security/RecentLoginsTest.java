package org.nostrobservatory.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecentLoginsTest {

    private static final CredentialValidationResult RIGHT = new CredentialValidationResult("admin");

    private long now = Long.MAX_VALUE - 5;
    private final RecentLogins logins = new RecentLogins(() -> now);

    @Test
    void onlyTheVeryCredentialsAreKnown() {
        logins.add("YWRtaW46YQ==", RIGHT);

        assertThat(logins.find("YWRtaW46YQ==")).containsSame(RIGHT);
        assertThat(logins.find("YWRtaW46Yg==")).isEmpty();
        assertThat(logins.find("")).isEmpty();
    }

    @Test
    void afterAMinuteThePasswordIsCheckedAgain() {
        logins.add("YWRtaW46YQ==", RIGHT);
        now += Duration.ofSeconds(60).toNanos();
        assertThat(logins.find("YWRtaW46YQ==")).isPresent();
        now++;
        assertThat(logins.find("YWRtaW46YQ==")).isEmpty();
    }
}
