package org.nostrobservatory.web.trending;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.nostrobservatory.note.Notes;
import org.nostrobservatory.web.api.Parameters;
import org.nostrobservatory.web.note.NoteDocument;

/** The notes that people do most to. */
@Path("/trending/notes")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "trending")
public class TrendingNotesResource {

    private static final int DEFAULT_LIMIT = 20;

    @Inject
    private LatestNotes latest;

    @GET
    @Operation(
            summary = "The notes written in a window that ends now, by what people did to them",
            description =
                    "Notes dated ahead are left out. Some seconds old. A person counts once for each kind of deed, each"
                            + " zap counts, the author never. Virality: 3 points a zap, 0.001 a sat, 2 a reply, 2.5 a repost, 1 a"
                            + " reaction, halved with every six hours of the note's age.")
    @APIResponse(responseCode = "200", description = "The list, best first")
    @APIResponse(responseCode = "400", description = "A parameter is not what it should be")
    public List<NoteDocument> list(
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
                            description = "Notes at most",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "1000",
                                            defaultValue = "20"))
                    @QueryParam("limit")
                    String limit,
            @Parameter(
                            description = "What they are sorted by; notes of which there is none are left out",
                            schema =
                                    @Schema(
                                            enumeration = {"virality", "zaps", "replies", "reposts", "reactions"},
                                            defaultValue = "virality"))
                    @QueryParam("by")
                    String by,
            @Parameter(
                            description = "Whether only what people in the trust set did counts",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @QueryParam("trusted")
                    String trusted) {
        long now = Instant.now().getEpochSecond();
        return latest
                .trending(
                        Parameters.window(hours),
                        Parameters.word("by", by, Notes.By.VIRALITY),
                        Parameters.flag("trusted", trusted),
                        Parameters.limit(limit, DEFAULT_LIMIT))
                .stream()
                .map(note -> NoteDocument.of(note, now))
                .toList();
    }
}
