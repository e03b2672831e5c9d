package org.nostrobservatory.web.note;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.nostrobservatory.note.Notes;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.web.api.Parameters;
import org.nostrobservatory.web.api.ProblemException;

/** Single notes. The event as it was signed is that of {@code /events/{id}}. */
@Path("/notes")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "events")
public class NoteResource {

    private static final String UNKNOWN = "The archive does not have this event";

    @Inject
    private Notes notes;

    @GET
    @Path("/{id}")
    @Operation(
            summary = "A note: what people did to it, and its scores with what they are made of",
            description =
                    "Virality, and for notes (kind 1) quality: 30 % its length, 20 % media, 10 % hashtags, 40 % zaps and"
                            + " replies. Some seconds old.")
    @APIResponse(responseCode = "200", description = "The note")
    @APIResponse(responseCode = "400", description = "That is no event id")
    @APIResponse(responseCode = "404", description = UNKNOWN)
    public NoteDetails note(
            @Parameter(description = "64 hexadecimal digits, note1… or nevent1…") @PathParam("id") String text) {
        Bytes id = Parameters.eventId(text);
        long now = Instant.now().getEpochSecond();
        return notes.find(id, now)
                .map(note -> NoteDetails.of(note, notes.looks(id).orElse(null), now))
                .orElseThrow(() -> ProblemException.notFound(UNKNOWN + "."));
    }
}
