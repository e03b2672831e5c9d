package org.nostrobservatory.web.dvm;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.nostrobservatory.dvm.DvmHistory;
import org.nostrobservatory.dvm.DvmMonthSeries;
import org.nostrobservatory.web.api.Parameters;

/** Data vending machines since the first event, by calendar month (UTC). */
@Path("/dvm")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "dvm")
public class DvmHistoryResource {

    private static final int FIRST_KIND = 5000;
    private static final int LAST_KIND = 5999;

    @Inject
    private LatestDvmHistory latest;

    @GET
    @Path("/monthly")
    @Operation(
            summary = "Jobs by calendar month (UTC), oldest first, without gaps",
            description =
                    "From the month of the first event to the running one. Requests, results, feedback, users, DVMs and kinds count"
                            + " in the month they are dated in; answered and paidSats in the month of the request. Totals are"
                            + " those of the month and all before it. A month that is over is computed at night; revision says"
                            + " how many times, computedAt when. state is running, changed (the next run computes it again),"
                            + " computed, or closed: then its jobs are no longer kept, and what came since is counted as late"
                            + " only. Some minutes old.")
    @APIResponse(responseCode = "200", description = "One element a month; none while there are no jobs")
    public List<DvmMonthSeries.Month> months() {
        return latest.months();
    }

    @GET
    @Path("/monthly/providers/{key}")
    @Operation(
            summary = "A DVM by calendar month (UTC), oldest first",
            description =
                    "Only months with anything of it. parties are distinct customers that got a result; requests are 0.")
    @APIResponse(responseCode = "200", description = "One element a month; none if nothing is known of this key")
    @APIResponse(responseCode = "400", description = "That is no public key")
    public List<DvmMonthSeries.Part> monthsOfDvm(
            @Parameter(description = "The DVM's public key: hex, npub or nprofile") @PathParam("key") String key) {
        return latest.monthsOfDvm(Parameters.publicKey(key));
    }

    @GET
    @Path("/monthly/kinds/{kind}")
    @Operation(
            summary = "A kind of job by calendar month (UTC), oldest first",
            description = "Only months with any. parties are distinct users; feedbacks are 0: feedback names no kind.")
    @APIResponse(responseCode = "200", description = "One element a month; none if there was no such job")
    @APIResponse(responseCode = "400", description = "That is no kind of request")
    public List<DvmMonthSeries.Part> monthsOfKind(
            @Parameter(description = "Of the request: 5000 to 5999", example = "5300") @PathParam("kind") String kind) {
        return latest.monthsOfKind(Parameters.integer("kind", kind, FIRST_KIND, LAST_KIND, FIRST_KIND));
    }

    @GET
    @Path("/history")
    @Operation(
            summary =
                    "Data vending machines since the first event: totals, milestones, the first and the most active ones",
            description =
                    "DVMs are keys with results or feedback, users keys with requests. Milestones are named dvms-N (the Nth DVM, at"
                            + " its first result or feedback), peak-requests and peak-results (the month with most of them). founders"
                            + " are the 25 DVMs seen first, topDvms the 50 with most results, topKinds the 30 with most requests."
                            + " late are events that came after their month was closed, and are in no other number. Some minutes"
                            + " old.")
    @APIResponse(responseCode = "200", description = "The history; totals.since is null while there are no jobs")
    public DvmHistory.History history() {
        return latest.all();
    }
}
