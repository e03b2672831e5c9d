package org.nostrobservatory.web.zap;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.nostrobservatory.protocol.ZapVerdict;
import org.nostrobservatory.score.Window;
import org.nostrobservatory.web.api.Parameters;
import org.nostrobservatory.web.api.ProblemException;
import org.nostrobservatory.zap.Zaps;

/** Zaps (NIP-57) of a window that ends now. */
@Path("/zaps")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "zaps")
@APIResponse(responseCode = "400", description = "A parameter is out of range")
public class ZapResource {

    private static final String HOURS = "How far back, in hours";
    private static final String VERDICT =
            "Only receipts of this verdict: verified, plausible or suspicious. Without it verified and plausible ones,"
                    + " which is what counts as a zap everywhere.";
    private static final String LIMIT = "Elements at most";
    private static final String AGE = " Of the receipts of a payment one counts. Some seconds old.";
    private static final int DEFAULT_LIMIT = 10;

    @Inject
    private LatestZaps latest;

    @GET
    @Path("/top-notes")
    @Operation(
            summary = "The events that were zapped most, by amount",
            description = "What only a note has is null where the archive has none of this id." + AGE)
    @APIResponse(responseCode = "200", description = "The largest sum first")
    public List<TopNote> topNotes(
            @Parameter(
                            description = HOURS,
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            enumeration = {"1", "6", "12", "24", "48", "72", "168"},
                                            defaultValue = "24"))
                    @QueryParam("hours")
                    String hours,
            @Parameter(
                            description = LIMIT,
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "1000",
                                            defaultValue = "10"))
                    @QueryParam("limit")
                    String limit,
            @Parameter(
                            description = VERDICT,
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"verified", "plausible", "suspicious"}))
                    @QueryParam("verdict")
                    String verdict) {
        long now = Instant.now().getEpochSecond();
        return latest
                .topNotes(Parameters.window(hours), counted(verdict), Parameters.limit(limit, DEFAULT_LIMIT))
                .stream()
                .map(zapped -> TopNote.of(zapped.top(), zapped.note(), now))
                .toList();
    }

    @GET
    @Path("/distribution")
    @Operation(
            summary = "How large zaps are",
            description =
                    "A quantile is the element at floor(count * q) of all of them sorted, counted from 0: the median"
                            + " of an even number is the upper one of the two." + AGE)
    @APIResponse(responseCode = "200", description = "Zeros where there was no zap")
    public Zaps.Distribution distribution(
            @Parameter(
                            description = HOURS,
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            enumeration = {"1", "6", "12", "24", "48", "72", "168"},
                                            defaultValue = "24"))
                    @QueryParam("hours")
                    String hours,
            @Parameter(
                            description = VERDICT,
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"verified", "plausible", "suspicious"}))
                    @QueryParam("verdict")
                    String verdict) {
        return latest.distribution(Parameters.window(hours), counted(verdict));
    }

    @GET
    @Path("/senders")
    @Operation(
            summary = "Who sent most, by amount",
            description = "Who does not say who it is has a key for each zap." + AGE)
    @APIResponse(responseCode = "200", description = "The largest sum first")
    public List<Zaps.Party> senders(
            @Parameter(
                            description = HOURS,
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            enumeration = {"1", "6", "12", "24", "48", "72", "168"},
                                            defaultValue = "24"))
                    @QueryParam("hours")
                    String hours,
            @Parameter(
                            description = LIMIT,
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "1000",
                                            defaultValue = "10"))
                    @QueryParam("limit")
                    String limit,
            @Parameter(
                            description = VERDICT,
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"verified", "plausible", "suspicious"}))
                    @QueryParam("verdict")
                    String verdict) {
        return latest.senders(Parameters.window(hours), counted(verdict), Parameters.limit(limit, DEFAULT_LIMIT));
    }

    @GET
    @Path("/recipients")
    @Operation(summary = "Who received most, by amount", description = "By the zap requests." + AGE)
    @APIResponse(responseCode = "200", description = "The largest sum first")
    public List<Zaps.Party> recipients(
            @Parameter(
                            description = HOURS,
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            enumeration = {"1", "6", "12", "24", "48", "72", "168"},
                                            defaultValue = "24"))
                    @QueryParam("hours")
                    String hours,
            @Parameter(
                            description = LIMIT,
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "1000",
                                            defaultValue = "10"))
                    @QueryParam("limit")
                    String limit,
            @Parameter(
                            description = VERDICT,
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"verified", "plausible", "suspicious"}))
                    @QueryParam("verdict")
                    String verdict) {
        return latest.recipients(Parameters.window(hours), counted(verdict), Parameters.limit(limit, DEFAULT_LIMIT));
    }

    @GET
    @Path("/timeline")
    @Operation(
            summary = "Zaps over time, oldest first, without gaps",
            description =
                    "Time is the receipts' created_at. Intervals begin at multiples of their length since 1970, UTC: the"
                            + " first one may begin later than the window, the last one is not over.")
    @APIResponse(responseCode = "200", description = "One element an interval")
    @APIResponse(
            responseCode = "400",
            description = "A parameter is out of range, or there were more than 2000 elements")
    public List<Zaps.Bucket> timeline(
            @Parameter(
                            description = HOURS,
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            enumeration = {"1", "6", "12", "24", "48", "72", "168"},
                                            defaultValue = "24"))
                    @QueryParam("hours")
                    String hours,
            @Parameter(
                            description = "Length of an element, in minutes",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "1440",
                                            defaultValue = "60"))
                    @QueryParam("interval")
                    String interval,
            @Parameter(
                            description = VERDICT,
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"verified", "plausible", "suspicious"}))
                    @QueryParam("verdict")
                    String verdict) {
        Window window = Parameters.window(hours);
        return latest.timeline(window, Parameters.interval(window.hours(), interval), counted(verdict));
    }

    @GET
    @Path("/verdicts")
    @Operation(
            summary = "What all receipts are worth, and why",
            description =
                    "verified: the recipient's wallet service signed it. plausible: it is not known, or something that"
                            + " should be there is not. suspicious: most likely not what it seems. copy: another receipt stands for"
                            + " the payment. invalid: no zap by NIP-57. A receipt is no proof that anybody paid.")
    @APIResponse(responseCode = "200", description = "Each verdict with its reasons, the most frequent first")
    public List<Zaps.VerdictTotal> verdicts(
            @Parameter(
                            description = HOURS,
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            enumeration = {"1", "6", "12", "24", "48", "72", "168"},
                                            defaultValue = "24"))
                    @QueryParam("hours")
                    String hours) {
        return latest.verdicts(Parameters.window(hours));
    }

    static Set<ZapVerdict> counted(String verdict) {
        if (verdict == null) {
            return Zaps.COUNTING;
        }
        return Stream.of(ZapVerdict.VERIFIED, ZapVerdict.PLAUSIBLE, ZapVerdict.SUSPICIOUS)
                .filter(one -> one.code().equals(verdict))
                .findFirst()
                .map(Set::of)
                .orElseThrow(() -> ProblemException.badRequest("verdict is verified, plausible or suspicious."));
    }
}
