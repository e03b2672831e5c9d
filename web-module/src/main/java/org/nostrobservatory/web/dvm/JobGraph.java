package org.nostrobservatory.web.dvm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.nostrobservatory.dvm.JobDetails;
import org.nostrobservatory.dvm.JobDetails.Step;
import org.nostrobservatory.protocol.Bytes;

/** What of a job came from what: from the customer by way of the request to results and payments, and to jobs that go on with it. */
record JobGraph(List<Node> nodes, List<Edge> edges) {

    /**
     * @param id of the event; of an invoice, that of the event that has it, after "invoice:"; of a customer, the key
     * @param type customer, request, feedback, invoice, result, payment, or job: another one of the chain
     * @param pubkey who it is, or who published it; null where that is not known
     */
    @Schema(name = "JobNode")
    public record Node(String id, String type, Bytes pubkey) {}

    /** @param relation what the target is to the source: request, feedback, invoice, result, payment, input */
    @Schema(name = "JobEdge")
    public record Edge(String source, String target, String relation) {}

    static JobGraph of(JobDetails.Job job) {
        List<Node> nodes = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        String request = job.requestId().hex();
        if (job.customer() != null) {
            nodes.add(new Node(job.customer().hex(), "customer", job.customer()));
            edges.add(new Edge(job.customer().hex(), request, "request"));
        }
        nodes.add(new Node(request, "request", job.customer()));
        Set<String> invoices = new HashSet<>();
        for (Step step : job.steps()) {
            String id = step.eventId().hex();
            switch (step.type()) {
                case "feedback", "result" -> {
                    nodes.add(new Node(id, step.type(), step.pubkey()));
                    edges.add(new Edge(request, id, step.type()));
                    if (step.amountMsat() != null) {
                        invoices.add(invoice(id));
                        nodes.add(new Node(invoice(id), "invoice", step.pubkey()));
                        edges.add(new Edge(id, invoice(id), "invoice"));
                    }
                }
                case "payment" -> {
                    String paid =
                            step.ofEvent() == null ? request : step.ofEvent().hex();
                    nodes.add(new Node(id, "payment", step.pubkey()));
                    edges.add(new Edge(invoices.contains(invoice(paid)) ? invoice(paid) : paid, id, "payment"));
                }
                default -> {
                    // The request is there already.
                }
            }
        }
        for (JobDetails.Link link : job.before()) {
            nodes.add(new Node(link.requestId().hex(), "job", null));
            edges.add(new Edge(link.requestId().hex(), request, "input"));
        }
        for (JobDetails.Link link : job.after()) {
            nodes.add(new Node(link.requestId().hex(), "job", null));
            edges.add(new Edge(request, link.requestId().hex(), "input"));
        }
        return new JobGraph(nodes, edges);
    }

    private static String invoice(String eventId) {
        return "invoice:" + eventId;
    }
}
