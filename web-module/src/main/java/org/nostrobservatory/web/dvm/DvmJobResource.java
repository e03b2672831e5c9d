package org.nostrobservatory.web.dvm;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.nostrobservatory.dvm.DvmJobs;
import org.nostrobservatory.dvm.JobDetails;
import org.nostrobservatory.web.api.Cursor;
import org.nostrobservatory.web.api.Parameters;
import org.nostrobservatory.web.api.ProblemException;

/** Jobs, each. */
@Path("/dvm/jobs")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "dvm")
public class DvmJobResource {

    private static final String UNKNOWN = "No job is known that an event of this id belongs to";
    private static final int DEFAULT_LIMIT = 20;

    /** A part of a list of jobs. */
    @Schema(name = "JobList")
    public record JobList(List<DvmJobs.Entry> items, String nextCursor) {

        static JobList of(DvmJobs.Part part) {
            return new JobList(
                    part.jobs(),
                    part.next() == null ? null : Cursor.after(part.next().text()));
        }
    }

    /** A job, and what of it came from what. */
    @Schema(name = "Job")
    public record JobDocument(JobDetails.Job job, List<JobGraph.Node> nodes, List<JobGraph.Edge> edges) {

        static JobDocument of(JobDetails.Job job) {
            JobGraph graph = JobGraph.of(job);
            return new JobDocument(job, graph.nodes(), graph.edges());
        }
    }

    @Inject
    private DvmJobs jobs;

    @Inject
    private JobDetails details;

    @GET
    @Operation(
            summary = "The latest jobs",
            description =
                    "Some seconds behind the events. unanswered: neither result nor error. failed: an error and no result."
                            + " undelivered: paid, and no result. Looks through 10,000 jobs, so a part may have fewer than wanted, or"
                            + " none, and a nextCursor.")
    @APIResponse(responseCode = "200", description = "A part of the jobs")
    @APIResponse(responseCode = "400", description = "A parameter is not what it should be")
    public JobList list(
            @Parameter(
                            description = "Only those that came to this",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"all", "answered", "unanswered", "failed", "undelivered"},
                                            defaultValue = "all"))
                    @QueryParam("state")
                    String state,
            @Parameter(description = "Only requests of this kind, 5000 to 5999") @QueryParam("kind") String kind,
            @Parameter(
                            description = DvmResource.LIMIT,
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "1000",
                                            defaultValue = "20"))
                    @QueryParam("limit")
                    String limit,
            @Parameter(description = DvmResource.CURSOR) @QueryParam("cursor") String cursor) {
        return JobList.of(jobs.latest(
                Parameters.word("state", state, DvmJobs.State.ALL),
                kind == null ? null : KindResource.number(kind),
                place(cursor),
                Parameters.limit(limit, DEFAULT_LIMIT),
                Instant.now()));
    }

    @GET
    @Path("/{id}")
    @Operation(
            summary = "What became of one job",
            description =
                    "By the id of the request, of a result, of feedback, or of a zap for one of these. steps is the time line; nodes"
                            + " and edges are its graph.")
    @APIResponse(responseCode = "200", description = "The job")
    @APIResponse(responseCode = "400", description = "That is no event id")
    @APIResponse(responseCode = "404", description = UNKNOWN)
    public JobDocument job(
            @Parameter(description = "64 hexadecimal digits, note1… or nevent1…") @PathParam("id") String id) {
        return details.find(Parameters.eventId(id))
                .map(JobDocument::of)
                .orElseThrow(() -> ProblemException.notFound(UNKNOWN + "."));
    }

    /** Where a list of jobs goes on; null for its beginning. */
    static DvmJobs.Place place(String cursor) {
        String text = Cursor.key(cursor);
        return text.isEmpty() ? null : DvmJobs.Place.parse(text).orElseThrow(Cursor::refused);
    }
}
