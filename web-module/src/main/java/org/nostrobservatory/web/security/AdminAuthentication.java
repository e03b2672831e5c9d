package org.nostrobservatory.web.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.credential.BasicAuthenticationCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.nostrobservatory.web.api.ApiApplication;

/**
 * Asks who wants to administer: the JSON interface by HTTP Basic at each request, never by a session, which a page of another
 * site could make use of; pages by the form of {@code login.xhtml}, whose outcome the session keeps ({@link Login}).
 */
@ApplicationScoped
public class AdminAuthentication implements HttpAuthenticationMechanism {

    private static final String SCHEME = "Basic ";
    private static final String CHALLENGE = "Basic realm=\"Nostr Observatory\", charset=\"UTF-8\"";
    private static final int TOO_MANY_REQUESTS = 429;

    @Inject
    private PasswordCheck passwords;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        if (!context.isProtected()) {
            return context.doNothing();
        }
        boolean api = request.getRequestURI().startsWith(request.getContextPath() + ApiApplication.PATH + "/");
        return api ? askProgram(request, response, context) : askPerson(request, response, context);
    }

    private AuthenticationStatus askProgram(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        Optional<BasicAuthenticationCredential> credential = credential(request.getHeader("Authorization"));
        if (credential.isPresent()) {
            PasswordCheck.Outcome outcome = passwords.check(credential.get(), request.getRemoteAddr());
            if (outcome.isValid()) {
                return context.notifyContainerAboutLogin(outcome.result());
            }
            if (outcome.waitSeconds() > 0) {
                response.setHeader("Retry-After", Long.toString(outcome.waitSeconds()));
                response.setStatus(TOO_MANY_REQUESTS);
                return AuthenticationStatus.SEND_FAILURE;
            }
        }
        response.setHeader("WWW-Authenticate", CHALLENGE);
        return context.responseUnauthorized();
    }

    private static Optional<BasicAuthenticationCredential> credential(String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BasicAuthenticationCredential(
                    authorization.substring(SCHEME.length()).strip()));
        } catch (IllegalArgumentException e) {
            // No Base64, or no colon in it.
            return Optional.empty();
        }
    }

    private static AuthenticationStatus askPerson(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        Optional<Login> login = Login.of(request.getSession(false));
        if (login.isEmpty()) {
            LoginRedirect.send(request, response);
            return AuthenticationStatus.SEND_CONTINUE;
        }
        if (AdministrationGuard.isForeign(request)) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            return AuthenticationStatus.SEND_FAILURE;
        }
        return context.notifyContainerAboutLogin(
                new CredentialValidationResult(login.get().name(), login.get().roles()));
    }
}
