package org.nostrobservatory.web.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Credentials that were right a moment ago. A program that sends them with a hundred requests a second would otherwise
 * keep the server busy with hashing its password. Only what was right is kept, and only its keyed hash.
 */
@ApplicationScoped
class RecentLogins {

    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final String ALGORITHM = "HmacSHA256";

    private record Login(CredentialValidationResult result, long nanoTime) {}

    private final Map<String, Login> logins = new ConcurrentHashMap<>();
    private final SecretKeySpec key = new SecretKeySpec(randomBytes(), ALGORITHM);
    private final LongSupplier nanoTime;

    RecentLogins() {
        this(System::nanoTime);
    }

    RecentLogins(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The result for credentials that were right within the last minute. */
    Optional<CredentialValidationResult> find(String credentials) {
        logins.values().removeIf(login -> nanoTime.getAsLong() - login.nanoTime() > KEPT.toNanos());
        return Optional.ofNullable(logins.get(hash(credentials))).map(Login::result);
    }

    /** @param result that the credentials are right */
    void add(String credentials, CredentialValidationResult result) {
        logins.put(hash(credentials), new Login(result, nanoTime.getAsLong()));
    }

    private String hash(String credentials) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(credentials.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private static byte[] randomBytes() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
