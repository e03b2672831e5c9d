package org.nostrobservatory.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.EventJson;
import org.nostrobservatory.protocol.InvalidEventException;
import org.nostrobservatory.protocol.Kinds;

/** What an archive must hold that has collected a corpus: each event once, but for those that their authors deleted. */
final class ExpectedArchive {

    /** A database with an archive. */
    interface Archive {

        /** All rows, as text. */
        List<List<String>> rows(String query) throws SQLException;
    }

    /** In the module sql: queries that answer the rows in which a projection differs from a recomputation. */
    private static final String CHECKS = "check";

    private static final int SHOWN = 5;

    private final Set<String> ids;

    private ExpectedArchive(Set<String> ids) {
        this.ids = ids;
    }

    static ExpectedArchive of(Path corpusFile) throws IOException, InvalidEventException {
        Map<Bytes, Bytes> authors = new HashMap<>();
        List<Event> deletions = new ArrayList<>();
        try (Corpus corpus = Corpus.open(corpusFile)) {
            for (int i = 0; i < corpus.size(); i++) {
                Event event = EventJson.parse(corpus.json(i), Integer.MAX_VALUE);
                authors.put(event.id(), event.pubkey());
                if (event.kind() == Kinds.DELETION) {
                    deletions.add(event);
                }
            }
        }
        Set<String> ids = new HashSet<>();
        authors.keySet().forEach(id -> ids.add(id.hex()));
        // The corpus deletes by id, and notes only.
        for (Event deletion : deletions) {
            deletion.keys("e")
                    .filter(target -> deletion.pubkey().equals(authors.get(target)))
                    .forEach(target -> ids.remove(target.hex()));
        }
        return new ExpectedArchive(ids);
    }

    int size() {
        return ids.size();
    }

    /** What is wrong, in words; empty if nothing is. */
    List<String> problems(Archive archive) throws SQLException, IOException {
        List<String> problems = new ArrayList<>();
        Set<String> missing = new HashSet<>(ids);
        Set<String> seen = new HashSet<>();
        for (List<String> row : archive.rows("select encode(id, 'hex') from event")) {
            String id = row.get(0);
            if (!seen.add(id)) {
                problems.add("twice: " + id);
            } else if (!missing.remove(id)) {
                problems.add("should not be there: " + id);
            }
        }
        missing.forEach(id -> problems.add("missing: " + id));
        Map<String, String> checks = checks();
        for (Map.Entry<String, String> check : checks.entrySet()) {
            List<List<String>> rows = archive.rows(check.getValue());
            if (!rows.isEmpty()) {
                problems.add("%s: %,d rows differ, such as %s"
                        .formatted(check.getKey(), rows.size(), rows.subList(0, Math.min(SHOWN, rows.size()))));
            }
        }
        Console.say("%,d events compared with the file, %d queries run that compare projections"
                .formatted(seen.size(), checks.size()));
        return problems;
    }

    private static Map<String, String> checks() throws IOException {
        Map<String, String> checks = new TreeMap<>();
        URL folder = ExpectedArchive.class.getClassLoader().getResource(CHECKS);
        if (folder == null) {
            return checks;
        }
        URI uri;
        try {
            uri = folder.toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        if (uri.getScheme().equals("jar")) {
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                read(jar.getPath("/" + CHECKS), checks);
            }
        } else {
            read(Path.of(uri), checks);
        }
        return checks;
    }

    private static void read(Path folder, Map<String, String> checks) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".sql")).toList()) {
                checks.put(file.getFileName().toString(), Files.readString(file));
            }
        }
    }
}
