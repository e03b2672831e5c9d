package org.nostrobservatory.web.event;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.nostrobservatory.ingest.Events;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.web.api.Parameters;
import org.nostrobservatory.web.api.ProblemException;

/** Signed events. */
@Path("/events")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "events")
public class EventResource {

    private static final String CACHING = "public, max-age=60";

    @Inject
    private Events events;

    @GET
    @Path("/{id}")
    @Operation(
            summary = "A signed event exactly as it was published, and the relays that delivered it",
            description =
                    "Besides NIP-01's id, pubkey, created_at, kind, tags, content and sig: relays, each with url and"
                            + " seenAt, the earliest first.")
    @APIResponse(
            responseCode = "200",
            description = "The event",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = EventSchema.class)))
    @APIResponse(responseCode = "400", description = "That is no event id")
    @APIResponse(responseCode = "404", description = "The archive does not have this event")
    public Response event(
            @Parameter(description = "64 hexadecimal digits, note1… or nevent1…") @PathParam("id") String text,
            @Context Request request) {
        Bytes id = Parameters.eventId(text);
        Events.Seen seen =
                events.find(id).orElseThrow(() -> ProblemException.notFound("The archive does not have this event."));
        // The signed part never changes, and relays are only added.
        EntityTag tag = new EntityTag(id.hex() + "-" + seen.relays().size());
        ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        ResponseBuilder answer = unchanged != null ? unchanged : Response.ok(EventDocument.write(seen));
        return answer.tag(tag).header(HttpHeaders.CACHE_CONTROL, CACHING).build();
    }
}
