package org.nostrobservatory.web.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.nostrobservatory.web.api.Administration;
import org.nostrobservatory.web.api.Answers;
import org.nostrobservatory.web.api.ApiApplication;

/** The answers that are remembered. */
@Path("/admin/cache")
@RequestScoped
@Administration
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "admin")
@SecurityRequirement(name = ApiApplication.BASIC)
public class CacheResource {

    @Inject
    private Answers answers;

    @GET
    @Operation(summary = "How well remembering answers works on this server, since it started")
    public Answers.Statistics statistics() {
        return answers.statistics();
    }
}
