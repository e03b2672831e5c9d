package org.nostrobservatory.web.dvm;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.nostrobservatory.web.api.ApiApplication;

/** Answers at {@code /dvmdash} as well, where DVMDash's frontend looks, what {@link DvmDashResource} answers. */
@WebServlet("/dvmdash/*")
public class DvmDashAddress extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        request.getRequestDispatcher(ApiApplication.PATH + "/dvmdash" + path).forward(request, response);
    }
}
