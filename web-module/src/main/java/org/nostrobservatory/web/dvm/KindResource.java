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
import org.nostrobservatory.dvm.DvmKinds;
import org.nostrobservatory.dvm.JobWindow;
import org.nostrobservatory.protocol.JobKind;
import org.nostrobservatory.web.api.Parameters;
import org.nostrobservatory.web.api.ProblemException;

/** Kinds of jobs. */
@Path("/dvm/kinds")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "dvm")
public class KindResource {

    /** @param time when the window ended */
    @Schema(name = "JobKindList")
    public record KindList(Instant time, long total, List<DvmKinds.Entry> items, String nextCursor) {}

    /** Everything about one of them. */
    @Schema(name = "JobKind")
    public record Kind(String window, DvmKinds.Entry kind, DvmKinds.Details details) {}

    private static final String UNKNOWN = "Nobody requested or announced jobs of this kind";
    private static final int DEFAULT_LIMIT = 20;

    @Inject
    private LatestDvms latest;

    @GET
    @Operation(
            summary = "Kinds of jobs in a window",
            description =
                    "All that were ever requested, answered or announced. Titles are built in, or those of wiki articles"
                            + " (30818).")
    @APIResponse(responseCode = "200", description = "A part of the list")
    @APIResponse(responseCode = "400", description = "A parameter is not what it should be")
    public KindList list(
            @Parameter(
                            description = DvmResource.WINDOW,
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"1h", "24h", "7d", "30d"},
                                            defaultValue = "24h"))
                    @QueryParam("window")
                    String window,
            @Parameter(
                            description = "What the list is sorted by",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {
                                                "requests",
                                                "responses",
                                                "dvms",
                                                "support",
                                                "answered",
                                                "latency",
                                                "earned",
                                                "seen",
                                                "kind"
                                            },
                                            defaultValue = "requests"))
                    @QueryParam("by")
                    String by,
            @Parameter(
                            description = "The other way round",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @QueryParam("reversed")
                    String reversed,
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
        DvmKinds.All all = latest.kinds(DvmResource.window(window));
        Slice<DvmKinds.Entry> slice = Slice.of(
                all.kinds(),
                Parameters.word("by", by, KindOrder.REQUESTS).comparator(Parameters.flag("reversed", reversed)),
                cursor,
                Parameters.limit(limit, DEFAULT_LIMIT));
        return new KindList(all.time(), slice.total(), slice.items(), slice.nextCursor());
    }

    @GET
    @Path("/{kind}")
    @Operation(
            summary = "Everything about a kind of jobs in a window",
            description = "Also where nothing was requested in the window. The kind of results will do as well.")
    @APIResponse(responseCode = "200", description = "The kind")
    @APIResponse(responseCode = "400", description = "That is no kind of jobs, or no window")
    @APIResponse(responseCode = "404", description = UNKNOWN)
    public Kind kind(
            @Parameter(description = "5000 to 5999, or 6000 to 6999") @PathParam("kind") String kind,
            @Parameter(
                            description = DvmResource.WINDOW,
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"1h", "24h", "7d", "30d"},
                                            defaultValue = "24h"))
                    @QueryParam("window")
                    String window) {
        int number = number(kind);
        JobWindow chosen = DvmResource.window(window);
        DvmKinds.Entry entry = latest.kind(number, chosen).orElseThrow(() -> ProblemException.notFound(UNKNOWN + "."));
        return new Kind(chosen.code(), entry, latest.kindDetails(number, chosen));
    }

    /** The kind of the requests. */
    static int number(String text) {
        int kind = Parameters.integer("kind", text, JobKind.FIRST, JobKind.LAST + JobKind.RESULT_OFFSET, JobKind.FIRST);
        return JobKind.isRequest(kind) ? kind : kind - JobKind.RESULT_OFFSET;
    }
}
