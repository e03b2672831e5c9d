package org.nostrobservatory.web.security;

import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * That somebody has signed in, as his session keeps it. It ends with the session, 30 minutes after the last request, and in any
 * case after twelve hours: pages that refresh themselves are requests, too.
 */
record Login(String name, Set<String> roles, Instant at) implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final Duration LONGEST = Duration.ofHours(12);
    private static final String ATTRIBUTE = Login.class.getName();

    /** @param session null if there is none */
    static Optional<Login> of(HttpSession session) {
        return Optional.ofNullable(session)
                .map(some -> (Login) some.getAttribute(ATTRIBUTE))
                .filter(login -> login.holdsAt(Instant.now()));
    }

    boolean holdsAt(Instant now) {
        return now.isBefore(at.plus(LONGEST));
    }

    void keepIn(HttpSession session) {
        session.setAttribute(ATTRIBUTE, this);
    }
}
