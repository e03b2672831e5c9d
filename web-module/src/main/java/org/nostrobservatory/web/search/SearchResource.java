package org.nostrobservatory.web.search;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.nostrobservatory.search.Named;
import org.nostrobservatory.search.Search;
import org.nostrobservatory.search.SearchQuery;
import org.nostrobservatory.web.api.Parameters;
import org.nostrobservatory.web.api.ProblemException;
import org.nostrobservatory.web.event.EventCursor;

/** Full-text search. */
@Path("/search")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "search")
public class SearchResource {

    private static final int DEFAULT_LIMIT = 20;

    /** Each text that is found is read. */
    private static final int MAX_LIMIT = 100;

    @Inject
    private Search search;

    @Inject
    private Searches searches;

    @GET
    @Operation(
            summary = "Profiles, notes, comments and articles by their words, the newest first",
            description =
                    "All words must be there, in any form that the language of the text gives them, with or without accents;"
                            + " \"quoted\" ones one after the other; those after a minus not; of words joined by or one. #hashtag"
                            + " asks for a hashtag. In each language words that say nothing, such as the, are left out. What has"
                            + " just come is found some seconds later.")
    @APIResponse(responseCode = "200", description = "A part of what is found")
    @APIResponse(
            responseCode = "400",
            description = "q is missing, too long, or has no word; kinds, limit or cursor is not what it should be")
    @APIResponse(responseCode = "503", description = "Too many are searching at the moment")
    public SearchDocument search(
            @Parameter(
                            description =
                                    "What to search for, up to 1000 characters and 60 words; or an id, key or address",
                            required = true)
                    @QueryParam("q")
                    String text,
            @Parameter(
                            description =
                                    "Of 0 (profiles), 1 (notes), 1111 (comments), 30023 (articles) those to be searched,"
                                            + " with commas. All of them if absent")
                    @QueryParam("kinds")
                    List<String> kinds,
            @Parameter(
                            description = "Texts at most; large ones make a part end earlier, with a nextCursor",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "100",
                                            defaultValue = "20"))
                    @QueryParam("limit")
                    String limitText,
            @Parameter(description = "nextCursor of the answer before") @QueryParam("cursor") String cursor) {
        if (text == null) {
            throw ProblemException.badRequest("q says what to search for.");
        }
        int limit = Parameters.integer("limit", limitText, 1, MAX_LIMIT, DEFAULT_LIMIT);
        Set<Integer> wanted = Parameters.values("kinds", kinds, SearchResource::kind);
        Optional<Named> named = search.named(text);
        if (named.isPresent()) {
            return SearchDocument.nothing(named);
        }
        SearchQuery query = query(text, wanted == null ? SearchQuery.KINDS : wanted)
                .orElseThrow(() -> ProblemException.badRequest("There is no word in q to search for."));
        return SearchDocument.of(searches.find(query, EventCursor.read(cursor), limit, Instant.now()), named);
    }

    /** @throws ProblemException if it is too long */
    static Optional<SearchQuery> query(String text, Set<Integer> kinds) {
        try {
            return SearchQuery.parse(text, kinds);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(e.getMessage());
        }
    }

    static int kind(String text) {
        return SearchQuery.KINDS.stream()
                .filter(kind -> Integer.toString(kind).equals(text))
                .findFirst()
                .orElseThrow(() ->
                        ProblemException.badRequest("kinds can be 0, 1, 1111 and 30023; other events have no text."));
    }
}
