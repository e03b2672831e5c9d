package org.nostrobservatory.web.network;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.nostrobservatory.network.Network;
import org.nostrobservatory.network.NetworkHistory;
import org.nostrobservatory.person.Newcomers;
import org.nostrobservatory.score.HourOfDay;
import org.nostrobservatory.web.api.Parameters;
import org.nostrobservatory.web.user.LatestUsers;

/** The network as a whole. */
@Path("/network")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "network")
public class NetworkResource {

    private static final int MAX_HOURS = 720;
    private static final int USUAL_KINDS = 20;

    @Inject
    private LatestNetwork latest;

    @Inject
    private LatestUsers users;

    @GET
    @Path("/overview")
    @Operation(
            summary = "The network at a glance: users, events, zaps, relays, the most zapped event",
            description = "Windows end now. Some seconds old. topContent is null while nothing was zapped.")
    public Network.Overview overview() {
        return latest.overview();
    }

    @GET
    @Path("/timeline")
    @Operation(
            summary = "Events over time by what they are, oldest first, without gaps",
            description =
                    "Time is the events' created_at. Intervals begin at multiples of their length since 1970, UTC.")
    @APIResponse(responseCode = "200", description = "One element an interval")
    @APIResponse(
            responseCode = "400",
            description = "A parameter is out of range, or there were more than 2000 elements")
    public List<Network.Bucket> timeline(
            @Parameter(
                            description = "How far back, in hours",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "720",
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
                    String interval) {
        LatestNetwork.Span span = span(hours, interval);
        return latest.timeline(span.window(), span.interval());
    }

    @GET
    @Path("/history")
    @Operation(
            summary = "What the overview said in the past, oldest first",
            description =
                    "Kept of each minute, and for longer than seven days of each hour. At most 300 elements, evenly"
                            + " apart; those are missing of which there is none.")
    @APIResponse(responseCode = "200", description = "One element a point")
    @APIResponse(responseCode = "400", description = "There is no such window")
    public List<NetworkHistory.Snapshot> history(
            @Parameter(description = "How far back, in hours: 1, 6, 12, 24, 48, 72 or 168", example = "24")
                    @QueryParam("hours")
                    String hours) {
        return latest.history(Parameters.window(hours));
    }

    @GET
    @Path("/hour-of-day")
    @Operation(
            summary = "At which hours of the day events are made",
            description = "24 counts in UTC, the first from midnight on, of the events of a window.")
    @APIResponse(responseCode = "400", description = "There is no such window")
    public HourOfDay hourOfDay(
            @Parameter(description = "How far back, in hours: 1, 6, 12, 24, 48, 72 or 168", example = "24")
                    @QueryParam("hours")
                    String hours) {
        return latest.hourOfDay(Parameters.window(hours));
    }

    @GET
    @Path("/kinds")
    @Operation(summary = "Stored events by kind, first the most frequent")
    public List<Network.Kind> kinds(
            @Parameter(
                            description = "Elements at most",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "1000",
                                            defaultValue = "20"))
                    @QueryParam("limit")
                    String limit) {
        return latest.kinds(Parameters.limit(limit, USUAL_KINDS));
    }

    @GET
    @Path("/retention")
    @Operation(
            summary = "How many people begin each day, and how many of them come back",
            description =
                    "The last 60 days by the day of a key's first event, the oldest first; today is not over. Keys that wrote no"
                            + " note are left out: wrapped messages have a key each. retention7 is the percentage of those who"
                            + " were active 7 days later or at any time after that; null until that day is over. growth is the"
                            + " percentage by which there were more than the day before. Some minutes old.")
    @APIResponse(responseCode = "200", description = "One element a day")
    public List<Newcomers.Day> retention() {
        return users.newcomers();
    }

    static LatestNetwork.Span span(String hoursText, String intervalText) {
        int hours = Parameters.integer("hours", hoursText, 1, MAX_HOURS, 24);
        return new LatestNetwork.Span(Duration.ofHours(hours), Parameters.interval(hours, intervalText));
    }
}
