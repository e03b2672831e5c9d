package org.nostrobservatory.web.security;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.nostrobservatory.account.AdminAccount;

/**
 * Lets only administrators see pages of the administration, however their address is spelled: the servlet constraint goes by
 * what the browser sends, this by the page that is found. Neither these pages nor the login are kept by browsers and proxies.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class AdminPageFilter implements Filter {

    private static final String PAGES = "/admin/";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest question && response instanceof HttpServletResponse answer) {
            String page = question.getServletPath();
            boolean administration = page.startsWith(PAGES);
            if (administration || page.startsWith("/login")) {
                answer.setHeader("Cache-Control", "no-store");
            }
            if (administration && !question.isUserInRole(AdminAccount.ROLE)) {
                LoginRedirect.send(question, answer);
                return;
            }
        }
        chain.doFilter(request, response);
    }
}
