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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.nostrobservatory.account.AuditLog;
import org.nostrobservatory.web.api.Administration;
import org.nostrobservatory.web.api.ApiApplication;
import org.nostrobservatory.web.api.Cursor;
import org.nostrobservatory.web.api.Parameters;

/** Who did what. */
@Path("/admin/audit-log")
@RequestScoped
@Administration
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "admin")
@SecurityRequirement(name = ApiApplication.BASIC)
public class AuditLogResource {

    private static final int DEFAULT_LIMIT = 100;

    /** A part of the log. */
    public record Part(List<AuditLog.Entry> items, String nextCursor) {}

    @Inject
    private AuditLog log;

    @GET
    @Operation(summary = "What administrators did, newest first")
    public Part list(
            @Parameter(description = "Entries at most, 1 to 1000; 100 unless said") @QueryParam("limit")
                    String limitText,
            @Parameter(description = "nextCursor of the answer before") @QueryParam("cursor") String cursor) {
        int limit = Parameters.limit(limitText, DEFAULT_LIMIT);
        List<AuditLog.Entry> found = log.list(before(cursor), limit + 1);
        List<AuditLog.Entry> items = found.stream().limit(limit).toList();
        return new Part(
                items,
                found.size() > limit
                        ? Cursor.after(Long.toString(items.get(items.size() - 1).id()))
                        : null);
    }

    private static long before(String cursor) {
        String key = Cursor.key(cursor);
        if (key.isEmpty()) {
            return Long.MAX_VALUE;
        }
        if (!key.matches("\\d{1,18}")) {
            throw Cursor.refused();
        }
        return Long.parseLong(key);
    }
}
