package org.nostrobservatory.web.relay;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.nostrobservatory.relay.Relays;
import org.nostrobservatory.web.api.Cursor;
import org.nostrobservatory.web.api.Parameters;
import org.nostrobservatory.web.api.ProblemException;

/** The relays that are known. */
@Path("/relays")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "relays")
public class RelayResource {

    private static final int DEFAULT_LIMIT = 100;

    @Inject
    private Relays relays;

    @GET
    @Operation(summary = "The relays with their connections and counters, by URL")
    @APIResponse(responseCode = "200", description = "A part of the list")
    @APIResponse(responseCode = "400", description = "limit is out of range, or cursor is none of ours")
    public RelayDocument.Part list(
            @Parameter(
                            description = "Relays at most",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "1000",
                                            defaultValue = "100"))
                    @QueryParam("limit")
                    String limitText,
            @Parameter(description = "nextCursor of the answer before") @QueryParam("cursor") String cursor) {
        int limit = Parameters.limit(limitText, DEFAULT_LIMIT);
        return part(relays.list(Cursor.key(cursor), limit + 1), limit);
    }

    /** @param found one more than wanted, if there are more */
    public static RelayDocument.Part part(List<Relays.Summary> found, int limit) {
        List<RelayDocument> items =
                found.stream().limit(limit).map(RelayDocument::of).toList();
        String next =
                found.size() > limit ? Cursor.after(items.get(items.size() - 1).url()) : null;
        return new RelayDocument.Part(items, next);
    }

    @GET
    @Path("/{url}")
    @Operation(summary = "One relay with its connection and counters")
    @APIResponse(responseCode = "200", description = "The relay")
    @APIResponse(responseCode = "400", description = "That is no relay URL")
    @APIResponse(responseCode = "404", description = "This relay is not known")
    public RelayDocument relay(
            @Parameter(description = "The relay's URL, percent-encoded: wss%3A%2F%2Frelay.example.com")
                    @PathParam("url")
                    String url) {
        return relays.find(Parameters.relayUrl(url))
                .map(RelayDocument::of)
                .orElseThrow(() -> ProblemException.notFound("This relay is not known."));
    }

    /** The same for a URL that a proxy has decoded on the way, which some do. */
    @GET
    @Path("/{url: .+/.*}")
    @Operation(hidden = true)
    public RelayDocument decoded(@PathParam("url") String url) {
        return relay(url);
    }
}
