package org.nostrobservatory.web.admin;

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
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.nostrobservatory.retention.Retention;
import org.nostrobservatory.web.api.Administration;
import org.nostrobservatory.web.api.ApiApplication;
import org.nostrobservatory.web.api.Parameters;

/** What the clean-up deleted. */
@Path("/admin/cleanup-log")
@RequestScoped
@Administration
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "admin")
@SecurityRequirement(name = ApiApplication.BASIC)
public class CleanupLogResource {

    private static final int DEFAULT_LIMIT = 100;

    @Inject
    private Retention retention;

    @GET
    @Operation(summary = "What the clean-up deleted, newest first")
    public List<Retention.Deletion> log(
            @Parameter(
                            description = "Entries at most",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "1000",
                                            defaultValue = "100"))
                    @QueryParam("limit")
                    String limit) {
        return retention.log(Parameters.limit(limit, DEFAULT_LIMIT));
    }
}
