package org.nostrobservatory.web.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.credential.BasicAuthenticationCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Asks for a name and a password by HTTP Basic, where they are needed and nowhere else: checking a password is
 * deliberately slow. What was right is believed for a minute.
 */
@ApplicationScoped
public class BasicAuthentication implements HttpAuthenticationMechanism {

    private static final String SCHEME = "Basic ";
    private static final String CHALLENGE = "Basic realm=\"Nostr Observatory\", charset=\"UTF-8\"";

    @Inject
    private IdentityStoreHandler identities;

    @Inject
    private RecentLogins recent;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        if (!context.isProtected()) {
            return context.doNothing();
        }
        String authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            CredentialValidationResult result = validate(authorization.substring(SCHEME.length()));
            if (result.getStatus() == CredentialValidationResult.Status.VALID) {
                return context.notifyContainerAboutLogin(result);
            }
        }
        response.setHeader("WWW-Authenticate", CHALLENGE);
        return context.responseUnauthorized();
    }

    private CredentialValidationResult validate(String encoded) {
        try {
            return recent.find(encoded).orElseGet(() -> check(encoded));
        } catch (IllegalArgumentException e) {
            // No Base64, or no colon in it.
            return CredentialValidationResult.INVALID_RESULT;
        }
    }

    private CredentialValidationResult check(String encoded) {
        CredentialValidationResult result = identities.validate(new BasicAuthenticationCredential(encoded.strip()));
        if (result.getStatus() == CredentialValidationResult.Status.VALID) {
            recent.add(encoded, result);
        }
        return result;
    }
}
