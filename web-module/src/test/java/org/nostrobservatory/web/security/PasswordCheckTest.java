package org.nostrobservatory.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PasswordCheckTest {

    private static final String ADDRESS = "203.0.113.7";

    private final AtomicInteger validated = new AtomicInteger();
    private final PasswordCheck check = new PasswordCheck(new OneAccount(), new RecentLogins(), new LoginBrake());

    @Test
    void rightAndWrongAreToldApart() {
        assertThat(check("right").isValid()).isTrue();
        assertThat(check("right").result().getCallerGroups()).containsExactly("admin");
        assertThat(check("wrong").isValid()).isFalse();
        assertThat(check("wrong").waitSeconds()).isZero();
    }

    @Test
    void afterFiveWrongOnesNoPasswordIsLookedAt() {
        IntStream.range(0, 5).forEach(i -> check("wrong"));
        int before = validated.get();

        PasswordCheck.Outcome refused = check("right");

        assertThat(refused.isValid()).isFalse();
        assertThat(refused.waitSeconds()).isBetween(1L, 3L);
        assertThat(validated.get()).isEqualTo(before);
    }

    @Test
    void whoWasRightAMomentAgoIsNotHeldUp() {
        check("right");
        IntStream.range(0, 10).forEach(i -> check("wrong"));

        assertThat(check("right").isValid()).isTrue();
    }

    @Test
    void ofManyAtOnceWithTheSamePasswordOneIsChecked() {
        long valid = IntStream.range(0, 50)
                .parallel()
                .filter(i -> check("right").isValid())
                .count();

        assertThat(valid).isEqualTo(50);
        assertThat(validated).hasValue(1);
    }

    @Test
    void manyGuessesAtOnceAreNoWayAround() {
        IntStream.range(0, 50).parallel().forEach(i -> check("wrong " + i));

        assertThat(validated).hasValue(5);
    }

    private PasswordCheck.Outcome check(String password) {
        return check.check(new UsernamePasswordCredential("admin", password), ADDRESS);
    }

    private final class OneAccount implements IdentityStoreHandler {

        @Override
        public CredentialValidationResult validate(Credential credential) {
            validated.incrementAndGet();
            return ((UsernamePasswordCredential) credential).compareTo("admin", "right")
                    ? new CredentialValidationResult("admin", Set.of("admin"))
                    : CredentialValidationResult.INVALID_RESULT;
        }
    }
}
