package org.nostrobservatory.web.dvm;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.nostrobservatory.dvm.DvmNetwork;
import org.nostrobservatory.dvm.JobWindow;
import org.nostrobservatory.web.api.Parameters;
import org.nostrobservatory.web.api.ProblemException;

/** Data vending machines as a whole. */
@Path("/dvm")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "dvm")
public class DvmResource {

    static final String WINDOW = "How far back; every window ends now";
    static final String LIMIT = "Elements at most";
    static final String CURSOR = "nextCursor of the answer before";
    private static final int DEFAULT_LIMIT = 20;

    @Inject
    private LatestDvms latest;

    @GET
    @Path("/overview")
    @Operation(
            summary = "Jobs of all data vending machines in a window",
            description =
                    "Requests (5000–5999), responses (6000–6999) and feedback (7000) by created_at, without excluded kinds;"
                            + " who was asked, who answered; how the jobs went that were requested in the window. Some seconds"
                            + " old, a busy month some minutes: time says when it ended.")
    @APIResponse(responseCode = "200", description = "The window")
    @APIResponse(responseCode = "400", description = "There is no such window")
    public DvmNetwork.Overview overview(
            @Parameter(
                            description = WINDOW,
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"1h", "24h", "7d", "30d"},
                                            defaultValue = "24h"))
                    @QueryParam("window")
                    String window) {
        return latest.overview(window(window));
    }

    @GET
    @Path("/other")
    @Operation(
            summary = "ContextVM servers and encrypted DVMs",
            description =
                    "What announces itself with kinds 11316 and 11999: counted apart, because it does no jobs of NIP-90.")
    @APIResponse(responseCode = "200", description = "How many there are, and the newest")
    @APIResponse(responseCode = "400", description = "limit is out of range")
    public DvmNetwork.Others others(
            @Parameter(
                            description = LIMIT,
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "1000",
                                            defaultValue = "20"))
                    @QueryParam("limit")
                    String limit) {
        int wanted = Parameters.limit(limit, DEFAULT_LIMIT);
        DvmNetwork.Others all = latest.others(Parameters.MAX_LIMIT);
        return new DvmNetwork.Others(first(all.contextVm(), wanted), first(all.encrypted(), wanted));
    }

    private static DvmNetwork.Announcements first(DvmNetwork.Announcements all, int limit) {
        List<DvmNetwork.Announcement> newest = all.newest();
        return new DvmNetwork.Announcements(all.count(), newest.subList(0, Math.min(limit, newest.size())));
    }

    /** @param text as it stands in the request; a day where it is absent */
    static JobWindow window(String text) {
        if (text == null) {
            return JobWindow.HOURS_24;
        }
        return JobWindow.of(text)
                .orElseThrow(() -> ProblemException.badRequest("window is one of "
                        + Arrays.stream(JobWindow.values()).map(JobWindow::code).collect(Collectors.joining(", "))
                        + "."));
    }
}
