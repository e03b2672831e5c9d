package org.nostrobservatory.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** What became of the lines of an import. */
final class ImportTally {

    private static final int EXAMPLES = 3;
    private static final String REJECTED = "rejected:";

    /** As the server calls them, and as people are told. */
    private static final Map<String, String> OUTCOMES = new LinkedHashMap<>();

    static {
        OUTCOMES.put("stored", "stored");
        OUTCOMES.put("duplicate", "duplicates");
        OUTCOMES.put("ephemeral", "ephemeral");
        OUTCOMES.put("withdrawn", "withdrawn");
        OUTCOMES.put("expired", "expired");
        OUTCOMES.put("protected", "protected");
    }

    private record Example(String file, long line) {}

    /** Lines that were rejected for one reason. */
    private static final class Rejected {
        private long lines;
        private final List<Example> examples = new ArrayList<>();
    }

    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final Map<String, Rejected> rejected = new TreeMap<>();
    private long read;
    private long ended;

    ImportTally() {
        OUTCOMES.keySet().forEach(outcome -> counts.put(outcome, 0L));
    }

    /** A line was read. */
    void read() {
        read++;
    }

    /**
     * A line came to its end on the server.
     *
     * @param outcome for example {@code stored} or {@code rejected:bad-id}
     */
    void ended(String file, long line, String outcome) {
        ended++;
        if (outcome.startsWith(REJECTED)) {
            Rejected lines = rejected.computeIfAbsent(outcome.substring(REJECTED.length()), reason -> new Rejected());
            lines.lines++;
            if (lines.examples.size() < EXAMPLES) {
                lines.examples.add(new Example(file, line));
            }
        } else {
            counts.merge(outcome, 1L, Long::sum);
        }
    }

    /** Lines of which it is known what became of them. */
    long ended() {
        return ended;
    }

    private long rejectedInTotal() {
        return rejected.values().stream().mapToLong(reason -> reason.lines).sum();
    }

    /** For people. Ends without a line break. */
    String text(Ansi ansi) {
        TextTable table = new TextTable("Import", ">lines").row("read", Fields.number(read));
        counts.forEach((outcome, lines) -> table.row(OUTCOMES.getOrDefault(outcome, outcome), Fields.number(lines)));
        table.row("rejected", Fields.number(rejectedInTotal()));
        if (ended < read) {
            table.row("not known", Fields.number(read - ended));
        }
        if (rejected.isEmpty()) {
            return table.text(ansi);
        }
        TextTable reasons = new TextTable("Rejected for", ">lines", "such as");
        rejected.forEach((reason, lines) -> reasons.row(
                reason,
                Fields.number(lines.lines),
                lines.examples.stream()
                        .map(example -> example.file() + ":" + example.line())
                        .collect(Collectors.joining("  "))));
        return table.text(ansi) + "\n\n" + reasons.text(ansi);
    }

    /** For programs. */
    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("read", read);
        counts.forEach(json::put);
        json.put("unknown", read - ended);
        ObjectNode reasons = json.putObject("rejected");
        rejected.forEach((reason, lines) -> {
            ArrayNode examples =
                    reasons.putObject(reason).put("lines", lines.lines).putArray("examples");
            lines.examples.forEach(
                    example -> examples.addObject().put("file", example.file()).put("line", example.line()));
        });
        return json;
    }
}
