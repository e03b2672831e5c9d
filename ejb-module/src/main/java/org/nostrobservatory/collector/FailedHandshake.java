package org.nostrobservatory.collector;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.glassfish.tyrus.client.RetryAfterException;
import org.glassfish.tyrus.client.exception.DeploymentHandshakeException;
import org.nostrobservatory.dial.NonPublicAddressException;

/** Says in words why a connection could not be opened, and when to try again. */
final class FailedHandshake {

    private static final Duration MOST_PATIENCE = Duration.ofHours(1);
    /** After an answer such as 404, which does not change by itself. */
    private static final Duration NO_RELAY = Duration.ofMinutes(15);

    private FailedHandshake() {}

    static Setback setback(Throwable failure) {
        List<Throwable> chain = chain(failure);
        Optional<Setback> http =
                first(chain, DeploymentHandshakeException.class).map(e -> answered(e, chain));
        if (http.isPresent()) {
            return http.get();
        }
        if (chain.stream().anyMatch(SSLException.class::isInstance)) {
            return new Setback("TLS: " + tls(chain), NO_RELAY, 1);
        }
        if (has(chain, UnresolvedAddressException.class) || has(chain, UnknownHostException.class)) {
            return Setback.of("the host name is not known to the name servers");
        }
        if (has(chain, NonPublicAddressException.class)) {
            return Setback.refused(chain.get(chain.size() - 1).getMessage());
        }
        String message = String.valueOf(chain.get(chain.size() - 1).getMessage());
        if (has(chain, ConnectException.class) || has(chain, NoRouteToHostException.class)) {
            return Setback.of(message.contains("refused") ? "connection refused" : "cannot be reached: " + message);
        }
        if (message.contains("response not received") || message.toLowerCase().contains("timed out")) {
            return Setback.of("no answer in time");
        }
        return Setback.of(describe(failure));
    }

    private static Setback answered(DeploymentHandshakeException failure, List<Throwable> chain) {
        int status = failure.getHttpStatusCode();
        String reason = "answered with HTTP status " + status;
        // Tyrus reads Retry-After of 503 only.
        Optional<Duration> retryAfter = first(chain, RetryAfterException.class)
                .map(RetryAfterException::getDelay)
                .map(seconds -> Duration.ofSeconds(Math.max(0, Math.min(seconds, MOST_PATIENCE.toSeconds()))));
        if (status == 429 || status == 503) {
            return new Setback(
                    retryAfter
                            .map(delay -> reason + ", try again after " + delay.toSeconds() + " s")
                            .orElse(reason),
                    retryAfter.orElse(Duration.ZERO),
                    2);
        }
        return status < 500 ? new Setback(reason, NO_RELAY, 1) : Setback.of(reason);
    }

    private static String tls(List<Throwable> chain) {
        String message = String.valueOf(chain.get(chain.size() - 1).getMessage());
        if (has(chain, CertificateExpiredException.class)) {
            return "the certificate has expired";
        }
        if (has(chain, CertificateNotYetValidException.class)) {
            return "the certificate is not valid yet";
        }
        if (message.startsWith("No name matching") || message.startsWith("No subject alternative")) {
            return "the certificate is for another host";
        }
        if (message.startsWith("Illegal given domain name") || message.contains("non-LDH")) {
            return "no certificate can be checked for a host name with an underscore";
        }
        if (has(chain, CertPathBuilderException.class)) {
            return "the certificate is of no known authority";
        }
        return message;
    }

    static String describe(Throwable failure) {
        List<Throwable> chain = chain(failure);
        Throwable root = chain.get(chain.size() - 1);
        String message = root.getMessage() == null ? "" : ": " + root.getMessage();
        return root.getClass().getSimpleName() + message;
    }

    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable cause = failure; cause != null && chain.size() < 20; cause = cause.getCause()) {
            chain.add(cause);
        }
        return chain;
    }

    private static boolean has(List<Throwable> chain, Class<? extends Throwable> type) {
        return first(chain, type).isPresent();
    }

    private static <T extends Throwable> Optional<T> first(List<Throwable> chain, Class<T> type) {
        return chain.stream().filter(type::isInstance).map(type::cast).findFirst();
    }
}
