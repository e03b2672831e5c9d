package org.nostrobservatory.web.network;

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
import org.nostrobservatory.search.Languages;
import org.nostrobservatory.web.api.Parameters;

/** The languages of the network. */
@Path("/network/languages")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "network")
public class LanguageResource {

    @Inject
    private LatestLanguages latest;

    @GET
    @Operation(
            summary = "The notes of a window that ends now by the language that they are written in",
            description =
                    "language is an ISO 639-1 code, und where it cannot be told, and null for notes that came seconds ago and"
                            + " are still to be looked at. Up to half a minute old.")
    @APIResponse(responseCode = "200", description = "The languages, the one with the most notes first")
    @APIResponse(responseCode = "400", description = "hours is none of those that there are")
    public List<Languages.Count> languages(
            @Parameter(
                            description = "Length of the window",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            enumeration = {"1", "6", "12", "24", "48", "72", "168"},
                                            defaultValue = "24"))
                    @QueryParam("hours")
                    String hours) {
        return latest.counts(Parameters.window(hours));
    }
}
