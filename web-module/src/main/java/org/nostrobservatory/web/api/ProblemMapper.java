package org.nostrobservatory.web.api;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Makes a problem document of every exception that leaves a resource, or that finds none. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = System.getLogger(ProblemMapper.class.getName());

    @Override
    public Response toResponse(Throwable exception) {
        if (exception instanceof ProblemException problem) {
            return response(Problem.of(problem.status(), problem.getMessage()), exception);
        }
        if (exception instanceof WebApplicationException refusal) {
            Response original = refusal.getResponse();
            if (original.getStatus() < 400) {
                return original;
            }
            Response response = response(Problem.of(original.getStatus()), exception);
            String allowed = original.getHeaderString(HttpHeaders.ALLOW);
            return allowed == null
                    ? response
                    : Response.fromResponse(response)
                            .header(HttpHeaders.ALLOW, allowed)
                            .build();
        }
        return response(Problem.of(500), exception);
    }

    private static Response response(Problem problem, Throwable exception) {
        LOG.log(problem.status() < 500 ? Level.DEBUG : Level.ERROR, "Incident " + problem.incident(), exception);
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(problem.toJson())
                .build();
    }
}
