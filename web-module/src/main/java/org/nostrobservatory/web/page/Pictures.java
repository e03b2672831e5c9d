package org.nostrobservatory.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import org.nostrobservatory.protocol.Link;

/**
 * Whether this visitor wants to see the pictures of strangers, which lie on their servers and tell them who looks. The
 * switch in the header of the pages keeps the answer in a cookie; {@code web.xml} lets the browser load them only then.
 */
@Named("pictures")
@RequestScoped
public class Pictures {

    private static final String COOKIE = "pictures";

    private boolean allowed;

    protected Pictures() {}

    @Inject
    Pictures(HttpServletRequest request) {
        this(request.getCookies());
    }

    Pictures(Cookie... cookies) {
        allowed = cookies != null
                && Arrays.stream(cookies)
                        .anyMatch(cookie -> cookie.getName().equals(COOKIE)
                                && cookie.getValue().equals("on"));
    }

    public boolean isAllowed() {
        return allowed;
    }

    /** Where a browser may load a picture from: nothing unless that is allowed and safe. */
    public String source(String url) {
        return !allowed || url == null
                ? null
                : Link.parse(url)
                        .map(Link::url)
                        .filter(address -> address.startsWith("https://"))
                        .orElse(null);
    }
}
