package org.nostrobservatory.web.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.nostrobservatory.batch.Jobs;
import org.nostrobservatory.batch.UnknownJobException;
import org.nostrobservatory.web.api.Administration;
import org.nostrobservatory.web.api.ApiApplication;
import org.nostrobservatory.web.api.Parameters;
import org.nostrobservatory.web.api.ProblemException;

/** The batch jobs. */
@Path("/admin/jobs")
@RequestScoped
@Administration
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "admin")
@SecurityRequirement(name = ApiApplication.BASIC)
public class JobResource {

    private static final int RECENT = 10;

    /** A job and its executions, newest first. */
    @Schema(name = "Job")
    public record Job(String name, List<Jobs.Execution> executions) {}

    /** That an execution has begun. */
    @Schema(name = "StartedJob")
    public record Started(long executionId) {}

    @Inject
    private Jobs jobs;

    @Inject
    private Actions actions;

    @Context
    private UriInfo address;

    @GET
    @Operation(summary = "All jobs, each with its recent executions")
    public List<Job> list() {
        return jobs.names().stream()
                .map(name -> new Job(name, jobs.history(name, RECENT)))
                .toList();
    }

    @GET
    @Path("/{job}")
    @Operation(summary = "A job with its executions")
    @APIResponse(responseCode = "200", description = "The job")
    @APIResponse(responseCode = "404", description = "There is no such job")
    public Job job(@Parameter(description = "The job's name") @PathParam("job") String name) {
        try {
            return new Job(name, jobs.history(name, Parameters.MAX_LIMIT));
        } catch (UnknownJobException e) {
            throw ProblemException.notFound("There is no job " + name + ".");
        }
    }

    @GET
    @Path("/executions/{id}")
    @Operation(summary = "One execution of a job")
    @APIResponse(responseCode = "200", description = "The execution")
    @APIResponse(responseCode = "404", description = "There is no such execution")
    public Jobs.Execution execution(@Parameter(description = "executionId") @PathParam("id") String number) {
        long id = Parameters.integer("executionId", number, 1, Integer.MAX_VALUE, 1);
        return jobs.names().stream()
                .flatMap(name -> jobs.history(name, Parameters.MAX_LIMIT).stream())
                .filter(execution -> execution.id() == id)
                .findAny()
                .orElseThrow(() -> ProblemException.notFound("There is no execution " + id + "."));
    }

    @POST
    @Path("/{job}")
    @Operation(summary = "Start a job")
    @APIResponse(
            responseCode = "202",
            description = "It has begun; Location says where it can be watched",
            content = @Content(schema = @Schema(implementation = Started.class)))
    @APIResponse(responseCode = "400", description = "There is no such component")
    @APIResponse(responseCode = "404", description = "There is no such job")
    @APIResponse(responseCode = "409", description = "It is running already")
    public Response start(
            @Parameter(description = "The job's name") @PathParam("job") String name,
            @Parameter(description = "For rebuild: what to rebuild. Repeatable; everything if it is not said")
                    @QueryParam("component")
                    List<String> components) {
        return begun(actions.startJob(name, components));
    }

    @POST
    @Path("/executions/{id}/stop")
    @Operation(summary = "Ask an execution to end after its current portion; it can be restarted")
    @APIResponse(responseCode = "202", description = "It will end")
    @APIResponse(responseCode = "404", description = "There is no such execution")
    @APIResponse(responseCode = "409", description = "It has ended already")
    public Response stop(@Parameter(description = "executionId") @PathParam("id") String number) {
        actions.stopJob(Parameters.integer("executionId", number, 1, Integer.MAX_VALUE, 1));
        return Response.accepted().build();
    }

    @POST
    @Path("/executions/{id}/restart")
    @Operation(summary = "Go on with an execution that failed or was stopped, from its last checkpoint")
    @APIResponse(
            responseCode = "202",
            description = "It has begun; Location says where it can be watched",
            content = @Content(schema = @Schema(implementation = Started.class)))
    @APIResponse(responseCode = "404", description = "There is no such execution")
    @APIResponse(responseCode = "409", description = "The job is running, or this execution is not one to be restarted")
    public Response restart(@Parameter(description = "executionId") @PathParam("id") String number) {
        return begun(actions.restartJob(Parameters.integer("executionId", number, 1, Integer.MAX_VALUE, 1)));
    }

    private Response begun(long id) {
        return Response.accepted(new Started(id))
                .location(address.getBaseUriBuilder()
                        .path(JobResource.class)
                        .path("executions/{id}")
                        .build(id))
                .build();
    }
}
