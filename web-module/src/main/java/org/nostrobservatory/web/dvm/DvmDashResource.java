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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.nostrobservatory.dvm.DvmKinds;
import org.nostrobservatory.dvm.DvmNetwork;
import org.nostrobservatory.dvm.Dvms;
import org.nostrobservatory.dvm.JobWindow;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.web.api.Answers;
import org.nostrobservatory.web.api.Parameters;
import org.nostrobservatory.web.api.ProblemException;

/**
 * The public interface of DVMDash, field by field (spec B.8), with this server's numbers: its frontend runs against
 * {@code /dvmdash} here. Fields are named as there.
 */
@Path("/dvmdash")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "dvm")
public class DvmDashResource {

    @Schema(name = "DvmDashHealth")
    public record Health(String status, String database) {}

    @Schema(name = "DvmDashCache")
    public record Cache(long items, double memory_usage_mb, double memory_limit_mb, double utilization_percent) {}

    @Schema(name = "DvmDashGlobal")
    public record Global(
            Instant timestamp,
            Instant period_start,
            Instant period_end,
            long total_requests,
            long total_responses,
            long unique_dvms,
            long unique_kinds,
            long unique_users,
            Bytes popular_dvm,
            Integer popular_kind,
            Integer competitive_kind,
            List<GlobalTime> time_series) {}

    @Schema(name = "DvmDashGlobalTime")
    public record GlobalTime(
            Instant time, long total_requests, long total_responses, long unique_users, long unique_dvms) {}

    @Schema(name = "DvmDashDvms")
    public record DvmList(List<DvmRow> dvms) {}

    @Schema(name = "DvmDashDvmRow")
    public record DvmRow(
            Bytes id,
            Instant last_seen,
            boolean is_active,
            List<Integer> supported_kinds,
            int num_supporting_kinds,
            long total_responses,
            long total_feedback,
            long total_events,
            String dvm_name,
            String dvm_about,
            String dvm_picture) {}

    @Schema(name = "DvmDashDvm")
    public record DvmStats(
            Bytes dvm_id,
            String dvm_name,
            String dvm_about,
            String dvm_picture,
            Instant timestamp,
            Instant period_start,
            Instant period_end,
            long total_responses,
            long total_feedback,
            List<Integer> supported_kinds,
            List<DvmTime> time_series) {}

    @Schema(name = "DvmDashDvmTime")
    public record DvmTime(Instant time, long total_responses, long total_feedback) {}

    @Schema(name = "DvmDashKinds")
    public record KindList(List<KindRow> kinds) {}

    @Schema(name = "DvmDashKindRow")
    public record KindRow(
            int kind, Instant last_seen, long num_supporting_dvms, long total_requests, long total_responses) {}

    @Schema(name = "DvmDashKind")
    public record KindStats(
            int kind,
            Instant timestamp,
            Instant period_start,
            Instant period_end,
            long total_requests,
            long total_responses,
            long num_supporting_dvms,
            List<Bytes> supporting_dvms,
            List<KindTime> time_series) {}

    @Schema(name = "DvmDashKindTime")
    public record KindTime(Instant time, long total_requests, long total_responses) {}

    /** Which elements of a list are asked for. */
    private record Part(int limit, int offset) {

        static Part of(String limit, String offset) {
            return new Part(
                    number("limit", limit, 1, Parameters.MAX_LIMIT, DEFAULT_LIMIT),
                    number("offset", offset, 0, MAX_OFFSET, 0));
        }
    }

    private static final String RANGE = "1h, 24h, 7d or 30d; default 30d";
    private static final String LIMIT = "1 to 1000; default 100";
    private static final String OFFSET = "Elements to leave out; default 0";
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_OFFSET = 1_000_000;
    private static final double MEBIBYTE = 1 << 20;

    @Inject
    private LatestDvms latest;

    @Inject
    private Answers answers;

    @Inject
    private DvmNetwork network;

    @GET
    @Path("/health")
    @Operation(summary = "DVMDash: whether the database answers; status 200 in any case")
    public Health health() {
        boolean reachable = network.isReachable();
        return new Health(reachable ? "healthy" : "unhealthy", reachable ? "connected" : "disconnected");
    }

    @GET
    @Path("/api/cache/stats")
    @Operation(summary = "DVMDash: remembered answers of this server")
    public Cache cache() {
        Answers.Statistics statistics = answers.statistics();
        return new Cache(
                statistics.items(),
                statistics.bytes() / MEBIBYTE,
                statistics.maxBytes() / MEBIBYTE,
                100.0 * statistics.bytes() / Math.max(1, statistics.maxBytes()));
    }

    @GET
    @Path("/api/stats/global/latest")
    @Operation(summary = "DVMDash: all jobs of a window")
    @APIResponse(responseCode = "200", description = "The window")
    @APIResponse(responseCode = "422", description = "There is no such timeRange")
    public Global global(@Parameter(description = RANGE) @QueryParam("timeRange") String range) {
        DvmNetwork.Overview overview = latest.overview(window(range));
        return new Global(
                overview.time(),
                overview.since(),
                overview.time(),
                overview.requests(),
                overview.responses(),
                overview.dvms(),
                overview.kinds(),
                overview.users(),
                overview.popularDvm() == null ? null : overview.popularDvm().pubkey(),
                overview.popularKind() == null ? null : overview.popularKind().kind(),
                overview.competitiveKind() == null
                        ? null
                        : overview.competitiveKind().kind(),
                overview.series().stream()
                        .map(interval -> new GlobalTime(
                                interval.time(),
                                interval.requests(),
                                interval.responses(),
                                interval.users(),
                                interval.dvms()))
                        .toList());
    }

    @GET
    @Path("/api/dvms")
    @Operation(summary = "DVMDash: DVMs with responses or feedback in a window, the one that was seen last first")
    @APIResponse(responseCode = "200", description = "A part of the list")
    @APIResponse(responseCode = "422", description = "A parameter is out of range")
    public DvmList dvms(
            @Parameter(description = RANGE) @QueryParam("timeRange") String range,
            @Parameter(description = LIMIT) @QueryParam("limit") String limit,
            @Parameter(description = OFFSET) @QueryParam("offset") String offset) {
        Part part = Part.of(limit, offset);
        return new DvmList(latest.dvms(window(range)).dvms().stream()
                .filter(dvm -> dvm.responses() + dvm.feedback() > 0)
                .sorted(DvmOrder.SEEN.comparator(false))
                .skip(part.offset())
                .limit(part.limit())
                .map(dvm -> new DvmRow(
                        dvm.pubkey(),
                        dvm.lastSeen(),
                        dvm.active(),
                        dvm.kinds(),
                        dvm.kinds().size(),
                        dvm.responses(),
                        dvm.feedback(),
                        dvm.responses() + dvm.feedback(),
                        dvm.name(),
                        dvm.about(),
                        dvm.picture()))
                .toList());
    }

    @GET
    @Path("/api/stats/dvm/{id}")
    @Operation(summary = "DVMDash: one DVM in a window")
    @APIResponse(responseCode = "200", description = "Zeros where it did nothing in the window")
    @APIResponse(responseCode = "404", description = "Unknown, or inactive")
    @APIResponse(responseCode = "422", description = "There is no such timeRange")
    public DvmStats dvm(
            @Parameter(description = "64 hexadecimal digits or npub1…") @PathParam("id") String id,
            @Parameter(description = RANGE) @QueryParam("timeRange") String range) {
        JobWindow window = window(range);
        Bytes key = Parameters.publicKey(id);
        Dvms.Entry dvm = latest.dvm(key, window)
                .filter(Dvms.Entry::active)
                .orElseThrow(() -> ProblemException.notFound("DVM not found."));
        Instant end = latest.dvms(window).time();
        return new DvmStats(
                key,
                dvm.name(),
                dvm.about(),
                dvm.picture(),
                end,
                end.minus(window.length()),
                end,
                dvm.responses(),
                dvm.feedback(),
                dvm.kinds(),
                latest.details(key, window).series().stream()
                        .map(interval -> new DvmTime(interval.time(), interval.responses(), interval.feedback()))
                        .toList());
    }

    @GET
    @Path("/api/kinds")
    @Operation(summary = "DVMDash: kinds of jobs, the one that was seen last first")
    @APIResponse(responseCode = "200", description = "A part of the list")
    @APIResponse(responseCode = "422", description = "A parameter is out of range")
    public KindList kinds(
            @Parameter(description = RANGE) @QueryParam("timeRange") String range,
            @Parameter(description = LIMIT) @QueryParam("limit") String limit,
            @Parameter(description = OFFSET) @QueryParam("offset") String offset) {
        Part part = Part.of(limit, offset);
        return new KindList(latest.kinds(window(range)).kinds().stream()
                .filter(kind -> kind.requests() + kind.responses() > 0)
                .sorted(KindOrder.SEEN.comparator(false))
                .skip(part.offset())
                .limit(part.limit())
                .map(kind -> new KindRow(
                        kind.kind(), kind.lastSeen(), kind.supportingDvms(), kind.requests(), kind.responses()))
                .toList());
    }

    @GET
    @Path("/api/stats/kind/{kind}")
    @Operation(summary = "DVMDash: one kind of jobs in a window")
    @APIResponse(responseCode = "200", description = "Zeros where nothing was requested in the window")
    @APIResponse(responseCode = "404", description = "Nothing is known of this kind")
    @APIResponse(responseCode = "422", description = "There is no such timeRange, or that is no kind")
    public KindStats kind(
            @Parameter(description = "5000 to 5999") @PathParam("kind") String kind,
            @Parameter(description = RANGE) @QueryParam("timeRange") String range) {
        JobWindow window = window(range);
        int number = number("kind", kind, 5000, 5999, 0);
        DvmKinds.Entry entry =
                latest.kind(number, window).orElseThrow(() -> ProblemException.notFound("Kind not found."));
        DvmKinds.Details details = latest.kindDetails(number, window);
        Instant end = latest.kinds(window).time();
        return new KindStats(
                number,
                end,
                end.minus(window.length()),
                end,
                entry.requests(),
                entry.responses(),
                entry.supportingDvms(),
                details.supporters().stream().map(DvmKinds.Supporter::pubkey).toList(),
                details.series().stream()
                        .map(interval -> new KindTime(interval.time(), interval.requests(), interval.responses()))
                        .toList());
    }

    static JobWindow window(String range) {
        return range == null
                ? JobWindow.DAYS_30
                : JobWindow.of(range)
                        .orElseThrow(() -> new ProblemException(422, "timeRange is one of 1h, 24h, 7d, 30d."));
    }

    /** As {@link Parameters#integer}, with the status that DVMDash answers. */
    static int number(String name, String text, int min, int max, int otherwise) {
        try {
            return Parameters.integer(name, text, min, max, otherwise);
        } catch (ProblemException e) {
            throw new ProblemException(422, e.getMessage());
        }
    }
}
