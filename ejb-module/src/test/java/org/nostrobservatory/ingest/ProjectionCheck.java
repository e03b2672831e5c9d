package org.nostrobservatory.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.nostrobservatory.schema.Database;

/** Compares every projection with its recomputation in plain SQL, module sql, folder {@code check}. */
public final class ProjectionCheck {

    private static final List<String> CHECKS = List.of(
            "dvm",
            "dvm_answer",
            "dvm_month",
            "ingest",
            "network",
            "note",
            "note_score",
            "note_text",
            "person",
            "profile",
            "search",
            "zap");

    private ProjectionCheck() {}

    /** The rows that are wrong, missing or too many; each with its table. Empty if every number is right. */
    public static List<String> differences(Database database) {
        return differences(database, CHECKS.toArray(String[]::new));
    }

    /** As {@link #differences(Database)}, but only what these scripts compare. */
    public static List<String> differences(Database database, String... checks) {
        List<String> differences = new ArrayList<>();
        for (String check : checks) {
            differences.addAll(database.query(
                    read("/check/" + check + ".sql"),
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
