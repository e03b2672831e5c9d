package org.nostrobservatory.web.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;

/** Lets pages of other sites read what is public, and nobody keep what is not. */
@Provider
public class PublicAnswerFilter implements ContainerResponseFilter {

    private static final String DEFAULT_CACHING = "public, max-age=2";

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        if (request.getProperty(Administration.PROPERTY) != null) {
            headers.putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        } else {
            headers.putSingle("Access-Control-Allow-Origin", "*");
            headers.putSingle("Access-Control-Expose-Headers", "ETag");
            if (!headers.containsKey(HttpHeaders.CACHE_CONTROL)) {
                headers.putSingle(HttpHeaders.CACHE_CONTROL, DEFAULT_CACHING);
            }
        }
    }
}
