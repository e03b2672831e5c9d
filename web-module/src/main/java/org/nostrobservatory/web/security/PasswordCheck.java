package org.nostrobservatory.web.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Checks names and passwords, for pages and programs alike. It is deliberately slow: one at a time, and what was right is
 * believed for a minute.
 */
@ApplicationScoped
class PasswordCheck {

    /**
     * What a check says.
     *
     * @param waitSeconds how long to wait before the next try, because the password was not even looked at; 0 if it was
     */
    record Outcome(CredentialValidationResult result, long waitSeconds) {

        boolean isValid() {
            return result.getStatus() == CredentialValidationResult.Status.VALID;
        }

        private static Outcome later(Duration wait) {
            return new Outcome(CredentialValidationResult.NOT_VALIDATED_RESULT, wait.toSeconds() + 1);
        }
    }

    private static final Logger LOG = System.getLogger(PasswordCheck.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Inject
    private IdentityStoreHandler identities;

    @Inject
    private RecentLogins recent;

    @Inject
    private LoginBrake brake;

    /** So that who guesses keeps one processor busy, and not the server. */
    private final Semaphore turn = new Semaphore(1);

    PasswordCheck() {}

    PasswordCheck(IdentityStoreHandler identities, RecentLogins recent, LoginBrake brake) {
        this.identities = identities;
        this.recent = recent;
        this.brake = brake;
    }

    /** @param address where the request comes from */
    Outcome check(UsernamePasswordCredential credential, String address) {
        String key = credential.getCaller() + ":" + credential.getPasswordAsString();
        Optional<CredentialValidationResult> known = recent.find(key);
        if (known.isPresent()) {
            return new Outcome(known.get(), 0);
        }
        if (!awaitTurn()) {
            return Outcome.later(Duration.ZERO);
        }
        try {
            // Of several requests with the same password the first one has answered for the others.
            return recent.find(key)
                    .map(result -> new Outcome(result, 0))
                    .orElseGet(() -> checkNow(credential, key, address));
        } finally {
            turn.release();
        }
    }

    private Outcome checkNow(UsernamePasswordCredential credential, String key, String address) {
        Duration wait = brake.ask(address);
        if (!wait.isZero()) {
            return Outcome.later(wait);
        }
        CredentialValidationResult result = identities.validate(credential);
        if (result.getStatus() == CredentialValidationResult.Status.VALID) {
            brake.right(address);
            recent.add(key, result);
        } else {
            LOG.log(Level.WARNING, "Wrong name or password from {0}", address);
        }
        return new Outcome(result, 0);
    }

    private boolean awaitTurn() {
        try {
            return turn.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
