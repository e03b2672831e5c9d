package org.nostrobservatory.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import org.nostrobservatory.web.page.Format;

/** The way to the login, and from there to where somebody wanted to go. */
final class LoginRedirect {

    /** The parameter that says where to go after the login. */
    static final String NEXT = "next";

    private static final String HOME = "/admin/";

    /** Only pages of the administration, so that no link leads to another site by way of our login. */
    private static final Pattern PAGES = Pattern.compile("/admin/[a-z-]{0,40}");

    private LoginRedirect() {}

    /** Sends a browser to the login. What a page asks for in the background is answered so that the page goes there. */
    static void send(HttpServletRequest request, HttpServletResponse response) {
        String page = request.getServletPath().replaceFirst("(index)?\\.xhtml$", "");
        String login = request.getContextPath() + "/login"
                + (PAGES.matcher(page).matches() ? "?" + NEXT + "=" + Format.encode(page) : "");
        response.setHeader("Cache-Control", "no-store");
        if (!"partial/ajax".equals(request.getHeader("Faces-Request"))) {
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader("Location", login);
            return;
        }
        response.setContentType("text/xml");
        response.setCharacterEncoding("UTF-8");
        try {
            response.getWriter()
                    .write("<?xml version=\"1.0\" encoding=\"UTF-8\"?><partial-response><redirect url=\"" + login
                            + "\"/></partial-response>");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Where to go after the login, below the context root.
     *
     * @param wanted what the address says; anything, or null
     */
    static String target(String wanted) {
        return wanted != null && PAGES.matcher(wanted).matches() ? wanted : HOME;
    }
}
