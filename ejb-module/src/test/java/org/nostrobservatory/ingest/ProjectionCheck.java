package org.nostrobservatory.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.nostrobservatory.schema.Database;

/** Compares every projection with its recomputation in plain SQL, module sql, folder {@code check}. */
final class ProjectionCheck {

    private static final List<String> COMPONENTS =
            List.of("ingest", "network", "note", "note-text", "profile", "search", "zap");

    private ProjectionCheck() {}

    /** The rows that are wrong, missing or too many; each with its table. Empty if every number is right. */
    static List<String> differences(Database database) {
        List<String> differences = new ArrayList<>();
        for (String component : COMPONENTS) {
            differences.addAll(database.query(
                    read("/check/" + component + ".sql"),
                    row -> row.getString("table") + " " + row.getString("what") + " " + row.getString("row")));
        }
        return differences;
    }

    private static String read(String resource) {
        try (InputStream in = ProjectionCheck.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
