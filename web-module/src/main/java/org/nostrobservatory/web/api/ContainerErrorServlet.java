package org.nostrobservatory.web.api;

import jakarta.faces.application.ViewExpiredException;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Says what the container itself refuses, or fails at: to programs as a problem document, to people as a page. */
@WebServlet("/WEB-INF/container-error")
public class ContainerErrorServlet extends HttpServlet {

    /** Under this name the page finds the {@link Problem}. */
    public static final String PROBLEM = "problem";

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(ContainerErrorServlet.class.getName());
    private static final String PAGE = "/error.xhtml";

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Object uri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        if (isExpired(request) && uri instanceof String page) {
            // A form was sent that is older than its session: the page is shown anew.
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", page);
            return;
        }
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        Problem problem = Problem.of(status);
        if (status >= 500) {
            Throwable cause = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
            LOG.log(Level.ERROR, "Incident " + problem.incident(), cause);
        }
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        if (isForPrograms(request)) {
            response.setContentType(Problem.MEDIA_TYPE);
            response.setCharacterEncoding("UTF-8");
            response.getWriter().write(problem.toJson());
        } else {
            request.setAttribute(PROBLEM, problem);
            request.getRequestDispatcher(PAGE).forward(request, response);
        }
    }

    private static boolean isExpired(HttpServletRequest request) {
        Throwable cause = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        while (cause != null && !(cause instanceof ViewExpiredException)) {
            cause = cause.getCause();
        }
        return cause != null;
    }

    private static boolean isForPrograms(HttpServletRequest request) {
        Object uri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return uri instanceof String path && path.startsWith(request.getContextPath() + "/api/");
    }
}
