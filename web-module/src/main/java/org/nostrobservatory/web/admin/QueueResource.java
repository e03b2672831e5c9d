package org.nostrobservatory.web.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
import org.nostrobservatory.ingest.Queues;
import org.nostrobservatory.web.api.Administration;
import org.nostrobservatory.web.api.ApiApplication;
import org.nostrobservatory.web.api.Parameters;

/** The queues, and the batches that could not be processed. */
@Path("/admin/queues")
@RequestScoped
@Administration
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "admin")
@SecurityRequirement(name = ApiApplication.BASIC)
public class QueueResource {

    private static final int DEFAULT_LIMIT = 100;

    @Inject
    private Actions actions;

    @Inject
    private Queues queues;

    @GET
    @Operation(summary = "How many batches are in the queues; null where the broker does not tell")
    @APIResponse(responseCode = "200", description = "The queue of events, and that of the dead letters")
    @APIResponse(responseCode = "503", description = "The broker does not answer")
    public List<Queues.Depth> depths() {
        return Actions.asking(queues::depths);
    }

    @GET
    @Path("/dead-letters")
    @Operation(summary = "Batches that could not be processed, the oldest first")
    @APIResponse(responseCode = "503", description = "The broker does not answer")
    public List<Queues.DeadLetter> deadLetters(
            @Parameter(description = "Messages at most, 1 to 1000; 100 unless said") @QueryParam("limit")
                    String limit) {
        return Actions.asking(() -> queues.deadLetters(Parameters.limit(limit, DEFAULT_LIMIT)));
    }

    @POST
    @Path("/dead-letters/requeue")
    @Operation(summary = "Process all of them again, 500 at once; those that cannot be read stay")
    @APIResponse(responseCode = "503", description = "The broker does not answer")
    public Queues.Requeued requeueAll() {
        return actions.requeueAll();
    }

    @POST
    @Path("/dead-letters/{id}/requeue")
    @Operation(summary = "Process one of them again")
    @APIResponse(responseCode = "204", description = "It is back in the queue of events")
    @APIResponse(responseCode = "404", description = "There is no such dead letter")
    @APIResponse(responseCode = "409", description = "It cannot be read, and would come back")
    @APIResponse(responseCode = "503", description = "The broker does not answer")
    public void requeue(@Parameter(description = "The id of the dead letter") @PathParam("id") String id) {
        actions.requeue(id);
    }

    @DELETE
    @Path("/dead-letters/{id}")
    @Operation(summary = "Delete one of them for ever")
    @APIResponse(responseCode = "204", description = "It is gone")
    @APIResponse(responseCode = "404", description = "There is no such dead letter")
    @APIResponse(responseCode = "503", description = "The broker does not answer")
    public void delete(@Parameter(description = "The id of the dead letter") @PathParam("id") String id) {
        actions.deleteDeadLetter(id);
    }
}
