package org.nostrobservatory.web.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.nostrobservatory.protocol.RelayUrl;
import org.nostrobservatory.relay.Relays;
import org.nostrobservatory.web.api.Administration;
import org.nostrobservatory.web.api.ApiApplication;
import org.nostrobservatory.web.api.Cursor;
import org.nostrobservatory.web.api.JsonBody;
import org.nostrobservatory.web.api.Parameters;
import org.nostrobservatory.web.api.ProblemException;
import org.nostrobservatory.web.relay.RelayDocument;
import org.nostrobservatory.web.relay.RelayResource;

/** Which relays are collected from, and how. What is decided here takes effect within seconds, without a restart. */
@Path("/admin/relays")
@RequestScoped
@Administration
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "admin")
@SecurityRequirement(name = ApiApplication.BASIC)
public class RelayAdminResource {

    private static final int DEFAULT_LIMIT = 100;
    private static final Set<String> CHANGEABLE = Set.of("paused", "activity", "priority");
    private static final Set<String> FIELDS = Set.of("url", "paused", "activity", "priority");

    /** What can be changed about a relay; what is absent stays as it is. */
    @Schema(name = "RelayChange")
    public record ChangeSchema(
            @Schema(description = "Whether it is not to be connected to for the time being")
            Boolean paused,

            @Schema(description = "normal, or high: it sends so much that it should have a collector to itself")
            String activity,

            @Schema(description = "0 to 100: those with a higher one come first; 50 unless said")
            Integer priority) {}

    /** A relay to add. */
    @Schema(name = "NewRelay")
    public record NewRelaySchema(
            @Schema(required = true, description = "ws:// or wss://")
            String url,

            Boolean paused,
            String activity,
            Integer priority) {}

    @Inject
    private Actions actions;

    @Inject
    private Relays relays;

    @Context
    private UriInfo address;

    @GET
    @Operation(
            summary = "The relays with their connections and counters, by URL; those that were removed are not enabled")
    public RelayDocument.Part list(
            @Parameter(description = "Relays at most, 1 to 1000; 100 unless said") @QueryParam("limit")
                    String limitText,
            @Parameter(description = "nextCursor of the answer before") @QueryParam("cursor") String cursor) {
        int limit = Parameters.limit(limitText, DEFAULT_LIMIT);
        return RelayResource.part(relays.list(Cursor.key(cursor), limit + 1), limit);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Collect from a relay; from one that was removed, where that ended")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewRelaySchema.class)))
    @APIResponse(responseCode = "201", description = "It is one of those that are collected from")
    @APIResponse(
            responseCode = "400",
            description = "That is no relay URL, or one that can never be connected to as things are set")
    @APIResponse(responseCode = "409", description = "It is collected from already")
    public Response add(InputStream text) throws IOException {
        JsonBody body = JsonBody.read(text, FIELDS);
        if (body.text("url") == null) {
            throw ProblemException.badRequest("url says which relay.");
        }
        RelayUrl url = actions.addRelay(body.text("url"), change(body));
        return Response.created(address.getBaseUriBuilder()
                        .path(RelayAdminResource.class)
                        .path("{url}")
                        .build(url.value()))
                .entity(document(url))
                .build();
    }

    @PATCH
    @Path("/{url: .+}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Operation(summary = "Pause or resume a relay, change its activity or priority")
    @RequestBody(content = @Content(schema = @Schema(implementation = ChangeSchema.class)))
    @APIResponse(responseCode = "200", description = "The relay as it is now")
    @APIResponse(responseCode = "400", description = "That is no relay URL, or no such activity or priority")
    @APIResponse(responseCode = "404", description = "This relay is not collected from")
    public RelayDocument change(
            @Parameter(description = "The relay's URL, percent-encoded: wss%3A%2F%2Frelay.example.com")
                    @PathParam("url")
                    String url,
            InputStream text)
            throws IOException {
        RelayUrl relay = Parameters.relayUrl(url);
        actions.changeRelay(relay, change(JsonBody.read(text, CHANGEABLE)));
        return document(relay);
    }

    @DELETE
    @Path("/{url: .+}")
    @Operation(summary = "Collect from a relay no more; what it delivered stays")
    @APIResponse(responseCode = "204", description = "It is disconnected")
    @APIResponse(responseCode = "404", description = "This relay is not collected from")
    @APIResponse(
            responseCode = "409",
            description = "It is named in OBSERVATORY_RELAYS and would be back at the next start")
    public void remove(
            @Parameter(description = "The relay's URL, percent-encoded: wss%3A%2F%2Frelay.example.com")
                    @PathParam("url")
                    String url) {
        actions.removeRelay(Parameters.relayUrl(url));
    }

    private static Actions.Change change(JsonBody body) {
        return new Actions.Change(body.flag("paused"), body.text("activity"), body.integer("priority"));
    }

    private RelayDocument document(RelayUrl url) {
        return relays.find(url)
                .map(RelayDocument::of)
                .orElseThrow(() -> ProblemException.notFound("This relay is not collected from."));
    }
}
