package org.nostrobservatory.web.security;

import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;
import org.nostrobservatory.account.AdminAccount;
import org.nostrobservatory.web.api.Administration;
import org.nostrobservatory.web.api.ProblemException;

/**
 * Lets only administrators change things, and only from pages of this very site. Browsers send Basic credentials by
 * themselves, also when a page of another site makes them post something.
 */
@Provider
@Administration
@Priority(Priorities.AUTHORIZATION)
public class AdministrationGuard implements ContainerRequestFilter {

    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN_OR_TYPED = Set.of("same-origin", "none");

    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(Administration.PROPERTY, true);
        // The servlet constraint goes by the address, which can be spelled in ways that it does not foresee.
        if (!request.getSecurityContext().isUserInRole(AdminAccount.ROLE)) {
            throw new ProblemException(403, "This needs the role admin.");
        }
        if (!HARMLESS.contains(request.getMethod())
                && isForeign(
                        request.getHeaderString("Sec-Fetch-Site"),
                        request.getHeaderString("Origin"),
                        request.getHeaderString(HttpHeaders.HOST))) {
            throw new ProblemException(403, "Pages of other sites may not do this.");
        }
    }

    /** Whether a request changes something, and a browser says that it comes from a page of another site. */
    static boolean isForeign(HttpServletRequest request) {
        return !HARMLESS.contains(request.getMethod())
                && isForeign(
                        request.getHeader("Sec-Fetch-Site"),
                        request.getHeader("Origin"),
                        request.getHeader(HttpHeaders.HOST));
    }

    /**
     * Whether a browser says that the request comes from a page of another site.
     *
     * @param fetchSite what newer browsers say; null from programs and older ones
     * @param origin scheme, host and port of the page; null from programs
     */
    static boolean isForeign(String fetchSite, String origin, String host) {
        if (fetchSite != null) {
            return !OWN_OR_TYPED.contains(fetchSite);
        }
        // Without the scheme: behind a proxy that ends TLS, ours is not the one the browser sees.
        return origin != null && !origin.replaceFirst("^https?://", "").equalsIgnoreCase(host);
    }
}
