package org.nostrobservatory.web.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The JSON interface. */
@ApplicationPath(ApiApplication.PATH)
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Nostr Observatory",
                        version = "1",
                        description =
                                "What happens on Nostr: collected from relays, verified, archived, counted. Times are"
                                        + " ISO-8601 UTC, ids and keys lower-case hex; errors are problem documents (RFC 9457).",
                        license =
                                @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0.txt")),
        tags = {
            @Tag(name = "network", description = "The network as a whole"),
            @Tag(name = "zaps", description = "Zaps: who pays whom, how much, and what the receipts are worth"),
            @Tag(name = "trending", description = "What moves people in a window of time"),
            @Tag(name = "users", description = "People: who they are, what they did, who follows them"),
            @Tag(
                    name = "dvm",
                    description = "Data vending machines: who does which jobs, how well, how fast and for how much"),
            @Tag(name = "search", description = "Full-text search"),
            @Tag(name = "events", description = "Signed events"),
            @Tag(name = "relays", description = "The relays that are collected from"),
            @Tag(name = "admin", description = "Administration; needs the role admin"),
            @Tag(name = "product", description = "This installation")
        })
@SecurityScheme(securitySchemeName = ApiApplication.BASIC, type = SecuritySchemeType.HTTP, scheme = "basic")
public class ApiApplication extends Application {

    /** Where the interface lies below the context root. */
    public static final String PATH = "/api/v1";

    /** The name by which the OpenAPI document calls HTTP Basic authentication. */
    public static final String BASIC = "basic";

    @Override
    public Map<String, Object> getProperties() {
        // Otherwise every resource also answers with a WADL document, which nobody asked for.
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
