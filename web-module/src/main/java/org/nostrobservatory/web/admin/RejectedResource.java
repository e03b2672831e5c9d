package org.nostrobservatory.web.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.nostrobservatory.ingest.Rejections;
import org.nostrobservatory.web.api.Administration;
import org.nostrobservatory.web.api.ApiApplication;
import org.nostrobservatory.web.api.Parameters;
import org.nostrobservatory.web.api.ProblemException;

/** What was refused, why, and from whom. */
@Path("/admin/rejected")
@RequestScoped
@Administration
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "admin")
@SecurityRequirement(name = ApiApplication.BASIC)
public class RejectedResource {

    private static final int DEFAULT_LIMIT = 100;

    @Inject
    private Rejections rejections;

    @GET
    @Operation(summary = "How many frames were refused, by relay and reason, the most frequent first")
    public List<Rejections.Count> counts(
            @Parameter(description = "Rows at most, 1 to 1000; 100 unless said") @QueryParam("limit") String limit) {
        return rejections.counts(Parameters.limit(limit, DEFAULT_LIMIT));
    }

    @GET
    @Path("/events")
    @Operation(summary = "Frames that were refused, those first that came last; of each the beginning")
    @APIResponse(responseCode = "200", description = "The frames that are kept: see OBSERVATORY_MAX_REJECTED")
    @APIResponse(responseCode = "400", description = "relay is no relay URL, or limit is out of range")
    public List<Rejections.Example> list(
            @Parameter(description = "Only for this reason") @QueryParam("reason") String reason,
            @Parameter(description = "Only of this relay, or import: and a name") @QueryParam("relay") String relay,
            @Parameter(description = "Frames at most, 1 to 1000; 100 unless said") @QueryParam("limit") String limit) {
        return rejections.list(reason, source(relay), Parameters.limit(limit, DEFAULT_LIMIT));
    }

    /** The URL in normal form; the name of an import as it is. */
    private static String source(String relay) {
        return relay == null || relay.startsWith("import:")
                ? relay
                : Parameters.relayUrl(relay).value();
    }

    @GET
    @Path("/events/{id}")
    @Operation(summary = "One of them, with all of its text that is kept")
    @APIResponse(responseCode = "404", description = "It is not kept, or not any more")
    public Rejections.Example one(@Parameter(description = "Its id in the list") @PathParam("id") String id) {
        if (!id.matches("\\d{1,18}")) {
            throw ProblemException.badRequest("The id is a number.");
        }
        return rejections
                .find(Long.parseLong(id))
                .orElseThrow(() -> ProblemException.notFound("This frame is not kept."));
    }
}
