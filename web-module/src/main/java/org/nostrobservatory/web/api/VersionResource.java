package org.nostrobservatory.web.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which version runs here. */
@Path("/version")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "product")
public class VersionResource {

    /** The version of Nostr Observatory. */
    public record Version(String version) {}

    @Inject
    private Product product;

    @GET
    @Operation(summary = "The version of Nostr Observatory that answers")
    public Version version() {
        return new Version(product.getVersion());
    }
}
