package org.nostrobservatory.web.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.nostrobservatory.coordination.Collectors;
import org.nostrobservatory.web.api.Administration;
import org.nostrobservatory.web.api.ApiApplication;

/** The servers that share the relays. */
@Path("/admin/collectors")
@RequestScoped
@Administration
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "admin")
@SecurityRequirement(name = ApiApplication.BASIC)
public class CollectorResource {

    /** Who collects from what. */
    public record Distribution(List<Collectors.Collector> collectors, List<Collectors.Leftover> leftovers) {}

    @Inject
    private Collectors collectors;

    @GET
    @Operation(summary = "The servers that collect, the relays that each of them holds, and those that nobody holds")
    public Distribution distribution() {
        return new Distribution(collectors.list(), collectors.leftovers());
    }
}
