package org.nostrobservatory.web.dvm;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.nostrobservatory.dvm.JobDetails;
import org.nostrobservatory.dvm.JobDetails.Step;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.web.page.Format;

/**
 * Where the nodes of a job's graph are drawn: a column for each type, from cause to effect; a band of rows for each DVM. Of very
 * many nodes the first are drawn.
 *
 * @param width in pixels, as height
 * @param left how many nodes are not drawn
 */
public record JobDrawing(int width, int height, List<Box> boxes, List<Line> lines, int left) {

    /** @param type names the style */
    public record Box(int x, int y, String type, String label, String detail, String link) {}

    /** @param path as SVG writes it */
    public record Line(String path, String relation) {}

    public static final int BOX_WIDTH = 148;
    public static final int BOX_HEIGHT = 42;
    private static final int GAP = 40;
    private static final int ROW = 54;
    private static final int MARGIN = 4;
    private static final int MAX = 60;
    private static final int LABEL = 19;

    private static final List<List<String>> COLUMNS = List.of(
            List.of("customer", "before"),
            List.of("request"),
            List.of("feedback"),
            List.of("invoice"),
            List.of("result"),
            List.of("payment", "after"));

    static JobDrawing of(JobDetails.Job job, Format format) {
        JobGraph graph = JobGraph.of(job);
        List<JobGraph.Node> drawn = graph.nodes().stream().limit(MAX).toList();
        Set<String> inputs = graph.edges().stream()
                .filter(edge -> edge.target().equals(job.requestId().hex()))
                .map(JobGraph.Edge::source)
                .collect(Collectors.toSet());
        Map<String, List<JobGraph.Node>> byColumn = new LinkedHashMap<>();
        Function<JobGraph.Node, String> type =
                node -> node.type().equals("job") ? inputs.contains(node.id()) ? "before" : "after" : node.type();
        for (List<String> column : COLUMNS) {
            List<JobGraph.Node> nodes = drawn.stream()
                    .filter(node -> column.contains(type.apply(node)))
                    .toList();
            if (!nodes.isEmpty()) {
                byColumn.put(column.get(0), nodes);
            }
        }
        Map<Bytes, Integer> bands = bands(drawn, byColumn);
        Map<String, Step> steps = job.steps().stream()
                .collect(Collectors.toMap(step -> step.eventId().hex(), step -> step, (one, other) -> one));
        Map<String, Box> boxes = new LinkedHashMap<>();
        int x = MARGIN;
        int rows = 1;
        for (List<JobGraph.Node> column : byColumn.values()) {
            Map<Integer, Integer> used = new HashMap<>();
            for (JobGraph.Node node : column) {
                int band = isOfDvm(node) ? bands.getOrDefault(node.pubkey(), 0) : 0;
                int row = band + used.merge(band, 1, Integer::sum) - 1;
                rows = Math.max(rows, row + 1);
                boxes.put(node.id(), box(node, x, MARGIN + row * ROW, steps, job, format));
            }
            x += BOX_WIDTH + GAP;
        }
        List<Line> lines = graph.edges().stream()
                .filter(edge -> boxes.containsKey(edge.source()) && boxes.containsKey(edge.target()))
                .map(edge -> line(boxes.get(edge.source()), boxes.get(edge.target()), edge.relation()))
                .toList();
        return new JobDrawing(
                x - GAP + MARGIN,
                rows * ROW,
                List.copyOf(boxes.values()),
                lines,
                graph.nodes().size() - drawn.size());
    }

    private static boolean isOfDvm(JobGraph.Node node) {
        return Set.of("feedback", "invoice", "result").contains(node.type());
    }

    /** The first row of each DVM's band. */
    private static Map<Bytes, Integer> bands(List<JobGraph.Node> drawn, Map<String, List<JobGraph.Node>> byColumn) {
        Map<Bytes, Integer> bands = new LinkedHashMap<>();
        int row = 0;
        for (Bytes dvm : drawn.stream()
                .filter(JobDrawing::isOfDvm)
                .map(JobGraph.Node::pubkey)
                .distinct()
                .toList()) {
            bands.put(dvm, row);
            row += byColumn.values().stream()
                    .mapToInt(column -> (int) column.stream()
                            .filter(node -> isOfDvm(node) && dvm.equals(node.pubkey()))
                            .count())
                    .max()
                    .orElse(1);
        }
        return bands;
    }

    private static Box box(
            JobGraph.Node node, int x, int y, Map<String, Step> steps, JobDetails.Job job, Format format) {
        Step step = steps.get(node.id().replaceFirst("^invoice:", ""));
        String by = step == null || step.pubkey() == null
                ? ""
                : format.excerpt(format.name(step.name(), step.pubkey()), LABEL);
        String event = "/api/v1/events/" + node.id();
        return switch (node.type()) {
            case "customer" ->
                new Box(
                        x,
                        y,
                        "customer",
                        "Customer",
                        format.excerpt(format.name(job.customerName(), node.pubkey()), LABEL),
                        "/user?key=" + node.pubkey());
            case "request" ->
                new Box(
                        x,
                        y,
                        "request",
                        "Request",
                        job.kind() == null ? "" : "kind " + job.kind(),
                        step == null ? null : event);
            case "feedback" -> new Box(x, y, "feedback", step.status(), by, event);
            case "invoice" -> new Box(x, y, "invoice", format.msat(step.amountMsat()), "asked for", null);
            case "result" -> new Box(x, y, "result", "Result", by, event);
            case "payment" -> new Box(x, y, "payment", format.msat(step.amountMsat()) + " paid", by, event);
            default -> new Box(x, y, "job", "Job", node.id().substring(0, 12) + "…", "/job?id=" + node.id());
        };
    }

    private static Line line(Box from, Box to, String relation) {
        int x1 = from.x() + BOX_WIDTH;
        int y1 = from.y() + BOX_HEIGHT / 2;
        int y2 = to.y() + BOX_HEIGHT / 2;
        int middle = (x1 + to.x()) / 2;
        return new Line("M%d %d C%d %d %d %d %d %d".formatted(x1, y1, middle, y1, middle, y2, to.x(), y2), relation);
    }
}
