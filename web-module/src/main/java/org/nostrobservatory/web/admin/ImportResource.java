package org.nostrobservatory.web.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.nostrobservatory.ingest.Imports;
import org.nostrobservatory.web.api.Administration;
import org.nostrobservatory.web.api.ApiApplication;
import org.nostrobservatory.web.api.ProblemException;

/** Events from files, batch by batch. Whoever imports repeats a request until it is answered: nothing is doubled. */
@Path("/admin/imports")
@RequestScoped
@Administration
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "admin")
@SecurityRequirement(name = ApiApplication.BASIC)
public class ImportResource {

    /** What a batch may take beside one line of the greatest length. */
    private static final int BATCH_BYTES = 1 << 20;

    private static final Pattern SOURCE = Pattern.compile("[^\\p{C}]{1,200}");

    /** How much a batch may hold. */
    @Schema(name = "ImportLimits")
    public record Limits(
            int batchLines,
            int batchBytes,

            @Schema(description = "Longer lines are rejected; what is beyond need not be sent")
            int lineBytes) {}

    /** What became of a batch. */
    @Schema(name = "ImportedBatch")
    public record Batch(
            @Schema(description = "Whether all of it is stored for good; before that there are no outcomes")
            boolean complete,

            @Schema(
                    description =
                            "By line: stored, duplicate, ephemeral, withdrawn, expired, protected, or rejected: and"
                                    + " the reason")
            List<String> outcomes) {}

    @Inject
    private Imports imports;

    @GET
    @Operation(summary = "How much a batch may hold")
    public Limits limits() {
        Imports.Limits limits = imports.limits();
        return new Limits(limits.batchLines(), BATCH_BYTES + limits.lineBytes(), limits.lineBytes());
    }

    @PUT
    @Path("/{batch}")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Import events")
    @RequestBody(
            description = "One event, or one frame of a relay with an event, a line; blank lines do not count",
            content = @Content(mediaType = "application/jsonl", schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "202", description = "The batch is on disk, on its way into the archive")
    @APIResponse(responseCode = "400", description = "The batch is not named by a UUID, or source is no name")
    @APIResponse(responseCode = "413", description = "The batch holds more than it may")
    public Response add(
            @Parameter(description = "A UUID that names these lines for ever: to send it again changes nothing")
                    @PathParam("batch")
                    String batch,
            @Parameter(description = "What the events are seen on: the name of the file, for example")
                    @QueryParam("source")
                    @DefaultValue("import")
                    String source,
            InputStream body)
            throws IOException {
        UUID id = id(batch);
        if (!SOURCE.matcher(source).matches()) {
            throw ProblemException.badRequest("source is a name of 200 characters at most.");
        }
        Limits limits = limits();
        byte[] text = body.readNBytes(limits.batchBytes() + 1);
        List<String> lines = Stream.of(new String(text, StandardCharsets.UTF_8).split("\n"))
                .filter(line -> !line.trim().isEmpty())
                .toList();
        if (text.length > limits.batchBytes() || lines.size() > limits.batchLines()) {
            throw new ProblemException(
                    413,
                    "A batch holds " + limits.batchLines() + " lines and " + limits.batchBytes() + " bytes at most.");
        }
        if (lines.isEmpty()) {
            throw ProblemException.badRequest("There is no line in it.");
        }
        imports.add(id, source, lines);
        return Response.accepted().build();
    }

    @GET
    @Path("/{batch}")
    @Operation(summary = "What became of each line of a batch")
    @APIResponse(responseCode = "200", description = "The outcomes, or that there are none yet")
    public Batch outcomes(@Parameter(description = "The batch's UUID") @PathParam("batch") String batch) {
        Optional<List<String>> outcomes = imports.outcomes(id(batch));
        return new Batch(outcomes.isPresent(), outcomes.orElse(List.of()));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest("A batch is named by a UUID.");
        }
    }
}
