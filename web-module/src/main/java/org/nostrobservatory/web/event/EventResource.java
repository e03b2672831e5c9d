package org.nostrobservatory.web.event;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.nostrobservatory.ingest.Events;
import org.nostrobservatory.ingest.TooMuchToReadException;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Filter;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.web.api.Parameters;
import org.nostrobservatory.web.api.ProblemException;

/** Signed events. */
@Path("/events")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "events")
public class EventResource {

    private static final int DEFAULT_LIMIT = 100;

    private static final String CACHING = "public, max-age=60";

    @Inject
    private Events events;

    @GET
    @Operation(
            summary = "Signed events exactly as they were published, and the relays that delivered them",
            description =
                    "The newest first, of the same second that with the lowest id. All parameters must match, of a"
                            + " parameter's values any; several values are written with commas, or the parameter is repeated."
                            + " Expired events (NIP-40) are left out. There is an index by id, by author and by time; for the"
                            + " other parameters up to 20,000 events are looked at for one answer: it may hold fewer events"
                            + " than limit, or none, and yet have a nextCursor to go on with; likewise where events are large.")
    @APIResponse(
            responseCode = "200",
            description = "A part of the list",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = EventSchema.Part.class)))
    @APIResponse(responseCode = "400", description = "A parameter is not what it should be")
    @APIResponse(responseCode = "503", description = "There is too much to look through")
    public Response list(
            @Parameter(description = "Event kinds, 0 to 65535") @QueryParam("kinds") List<String> kinds,
            @Parameter(description = "Public keys: hexadecimal, npub1… or nprofile1…") @QueryParam("authors")
                    List<String> authors,
            @Parameter(description = "Event ids: hexadecimal, note1… or nevent1…") @QueryParam("ids") List<String> ids,
            @Parameter(description = "The oldest created_at: unix seconds or ISO-8601") @QueryParam("since")
                    String since,
            @Parameter(
                            description =
                                    "The newest created_at: unix seconds or ISO-8601. Without it, and without ids,"
                                            + " now: events can be dated ahead.")
                    @QueryParam("until")
                    String until,
            @Parameter(description = "Events that a tag e names") @QueryParam("e") List<String> e,
            @Parameter(description = "Public keys that a tag p names") @QueryParam("p") List<String> p,
            @Parameter(description = "Values of a tag t, as they were written") @QueryParam("t") List<String> t,
            @Parameter(
                            description = "Events at most",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "1000",
                                            defaultValue = "100"))
                    @QueryParam("limit")
                    String limit,
            @Parameter(description = "nextCursor of the answer before") @QueryParam("cursor") String cursor) {
        Set<Bytes> wanted = Parameters.values("ids", ids, Parameters::eventId);
        OptionalLong end = Parameters.seconds("until", until);
        Map<String, Set<String>> tags = new HashMap<>();
        tags.put("e", Parameters.values("e", e, id -> Parameters.eventId(id).hex()));
        tags.put("p", Parameters.values("p", p, key -> Parameters.publicKey(key).hex()));
        tags.put("t", Parameters.values("t", t, value -> value));
        tags.values().removeIf(Objects::isNull);
        Filter filter = new Filter(
                wanted,
                Parameters.values("authors", authors, Parameters::publicKey),
                Parameters.values("kinds", kinds, kind -> Parameters.integer("kind", kind, 0, Kinds.MAX, 0)),
                tags,
                Parameters.seconds("since", since),
                end.isPresent() || wanted != null
                        ? end
                        : OptionalLong.of(Instant.now().getEpochSecond()),
                OptionalInt.empty());
        Events.Part part = find(filter, EventCursor.read(cursor), Parameters.limit(limit, DEFAULT_LIMIT));
        String next = part.next().map(EventCursor::write).orElse(null);
        return Response.ok(EventDocument.write(part.events(), next)).build();
    }

    private Events.Part find(Filter filter, Optional<Events.Place> after, int limit) {
        try {
            return events.find(filter, after, limit);
        } catch (TooMuchToReadException e) {
            throw new ProblemException(
                    503, "There is too much to look through. Ask for less: by author, or a shorter time.");
        }
    }

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
