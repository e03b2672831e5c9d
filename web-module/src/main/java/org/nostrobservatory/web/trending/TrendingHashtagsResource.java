package org.nostrobservatory.web.trending;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
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
import org.nostrobservatory.note.TrendingHashtags;
import org.nostrobservatory.web.api.Parameters;

/** The hashtags that people use most. */
@Path("/trending/hashtags")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "trending")
public class TrendingHashtagsResource {

    private static final int DEFAULT_LIMIT = 20;

    @Inject
    private LatestHashtags latest;

    @GET
    @Operation(
            summary = "The hashtags of notes written in a window that ends now, and how their use changes",
            description =
                    "Those with at least three mentions. Notes dated ahead are left out. Up to half a minute old.")
    @APIResponse(responseCode = "200", description = "The list, best first")
    @APIResponse(responseCode = "400", description = "A parameter is not what it should be")
    public List<TrendingHashtag> list(
            @Parameter(
                            description = "Length of the window",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            enumeration = {"1", "6", "12", "24", "48", "72", "168"},
                                            defaultValue = "24"))
                    @QueryParam("hours")
                    String hours,
            @Parameter(
                            description = "Hashtags at most",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "1000",
                                            defaultValue = "20"))
                    @QueryParam("limit")
                    String limit,
            @Parameter(
                            description = "By trendScore, or by risingScore",
                            schema =
                                    @Schema(
                                            enumeration = {"score", "rising"},
                                            defaultValue = "score"))
                    @QueryParam("sort")
                    String sort,
            @Parameter(
                            description = "Whether only what people in the trust set wrote and did counts",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @QueryParam("trusted")
                    String trusted) {
        return latest
                .trending(
                        Parameters.window(hours),
                        Parameters.word("sort", sort, TrendingHashtags.Order.SCORE),
                        Parameters.flag("trusted", trusted),
                        Parameters.limit(limit, DEFAULT_LIMIT))
                .stream()
                .map(TrendingHashtag::of)
                .toList();
    }
}
