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
import org.nostrobservatory.dvm.Dvms;
import org.nostrobservatory.dvm.JobWindow;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.web.api.Parameters;
import org.nostrobservatory.web.api.ProblemException;

/** Data vending machines, each. */
@Path("/dvm/providers")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "dvm")
public class ProviderResource {

    private static final String KEY = "64 hexadecimal digits, npub1… or nprofile1…";
    private static final String UNKNOWN = "This key is no data vending machine that anything is known of";
    private static final int DEFAULT_LIMIT = 20;

    /**
     * A part of a list.
     *
     * @param time when the window ended
     * @param total how many there are; of a search, how many were found
     */
    @Schema(name = "DvmList")
    public record DvmList(Instant time, long total, List<Dvms.Entry> items, String nextCursor) {}

    /** Everything about one of them. Its names and words are its own. */
    @Schema(name = "Dvm")
    public record Dvm(String window, boolean silent, Dvms.Entry dvm, Dvms.Details details) {}

    @Inject
    private LatestDvms latest;

    @Inject
    private DvmJobs jobs;

    @GET
    @Operation(
            summary = "Data vending machines of a window",
            description =
                    "Those with results or feedback in the window, and those that announce themselves (31990) for kinds of jobs:"
                            + " without responses and feedback they are silent. At most the 5,000 with most responses. jobs says how"
                            + " those went that were requested in the window, and named the DVM or were taken up by it.")
    @APIResponse(responseCode = "200", description = "A part of the list")
    @APIResponse(responseCode = "400", description = "A parameter is not what it should be")
    public DvmList list(
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
                                                "responses",
                                                "feedback",
                                                "jobs",
                                                "answered",
                                                "latency",
                                                "errors",
                                                "earned",
                                                "customers",
                                                "kinds",
                                                "seen",
                                                "name"
                                            },
                                            defaultValue = "responses"))
                    @QueryParam("by")
                    String by,
            @Parameter(
                            description = "The other way round",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @QueryParam("reversed")
                    String reversed,
            @Parameter(description = "A part of the name or description, the key or how it begins, or a kind of jobs")
                    @QueryParam("q")
                    String text,
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
        Dvms.All all = latest.dvms(DvmResource.window(window));
        Slice<Dvms.Entry> slice = Slice.of(
                Slice.search(all.dvms(), text),
                Parameters.word("by", by, DvmOrder.RESPONSES).comparator(Parameters.flag("reversed", reversed)),
                cursor,
                Parameters.limit(limit, DEFAULT_LIMIT));
        boolean searched = text != null && !text.isBlank();
        return new DvmList(all.time(), searched ? slice.total() : all.total(), slice.items(), slice.nextCursor());
    }

    @GET
    @Path("/{key}")
    @Operation(
            summary = "Everything about one data vending machine in a window",
            description = "Also where it did nothing in the window.")
    @APIResponse(responseCode = "200", description = "The data vending machine")
    @APIResponse(responseCode = "400", description = "That is no public key, or no window")
    @APIResponse(responseCode = "404", description = UNKNOWN)
    public Dvm dvm(
            @Parameter(description = KEY) @PathParam("key") String key,
            @Parameter(
                            description = DvmResource.WINDOW,
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"1h", "24h", "7d", "30d"},
                                            defaultValue = "24h"))
                    @QueryParam("window")
                    String window) {
        Bytes pubkey = Parameters.publicKey(key);
        JobWindow chosen = DvmResource.window(window);
        Dvms.Entry entry = latest.dvm(pubkey, chosen).orElseThrow(() -> ProblemException.notFound(UNKNOWN + "."));
        return new Dvm(chosen.code(), entry.silent(), entry, latest.details(pubkey, chosen));
    }

    @GET
    @Path("/{key}/jobs")
    @Operation(
            summary = "Jobs that a data vending machine was asked for or took up, the latest first",
            description =
                    "unanswered: neither result nor error. failed: an error and no result. undelivered: paid, and no result. Looks"
                            + " through 10,000 jobs, so a part may have fewer than wanted, or none, and a nextCursor.")
    @APIResponse(responseCode = "200", description = "A part of the jobs")
    @APIResponse(responseCode = "400", description = "A parameter is not what it should be")
    public DvmJobResource.JobList jobs(
            @Parameter(description = KEY) @PathParam("key") String key,
            @Parameter(
                            description = "Only those that came to this",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"all", "answered", "unanswered", "failed", "undelivered"},
                                            defaultValue = "all"))
                    @QueryParam("state")
                    String state,
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
        return DvmJobResource.JobList.of(jobs.of(
                Parameters.publicKey(key),
                Parameters.word("state", state, DvmJobs.State.ALL),
                DvmJobResource.place(cursor),
                Parameters.limit(limit, DEFAULT_LIMIT),
                Instant.now()));
    }
}
