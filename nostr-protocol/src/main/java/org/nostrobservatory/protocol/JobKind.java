package org.nostrobservatory.protocol;

import java.util.Map;
import java.util.Optional;

/** The kinds of jobs for data vending machines (NIP-90): a request and its results, whose kind is higher by 1,000. */
public final class JobKind {

    /** The first kind of requests, and the last. */
    public static final int FIRST = 5000;

    public static final int LAST = 5999;

    /** From the kind of a request to that of its results. */
    public static final int RESULT_OFFSET = 1000;

    /** What people call the kinds that are in use (the specification's B.4.2). */
    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(5000, "Text Extraction"),
            Map.entry(5001, "Summarization"),
            Map.entry(5002, "Translation"),
            Map.entry(5050, "Text Generation"),
            Map.entry(5100, "Image Generation"),
            Map.entry(5101, "Image Generation Task"),
            Map.entry(5102, "Image Composition"),
            Map.entry(5107, "DVM Input Specification"),
            Map.entry(5200, "Video Conversion"),
            Map.entry(5202, "Image-to-Video Conversion"),
            Map.entry(5300, "Content Discovery"),
            Map.entry(5301, "People Discovery"),
            Map.entry(5302, "Content Search"),
            Map.entry(5303, "Profile Search"),
            Map.entry(5304, "User Visual Discovery"),
            Map.entry(5312, "Pubkey Lookup"),
            Map.entry(5313, "Personalized Pubkey Ranking"),
            Map.entry(5314, "Global Pagerank Lookup"),
            Map.entry(5315, "Profile Search Ranking"),
            Map.entry(5400, "Event Count"),
            Map.entry(5500, "Malware Scanning"),
            Map.entry(5600, "Git CI/CD Workflow"),
            Map.entry(5999, "Resource Provisioning"));

    private JobKind() {}

    public static boolean isRequest(int kind) {
        return kind >= FIRST && kind <= LAST;
    }

    public static boolean isResult(int kind) {
        return isRequest(kind - RESULT_OFFSET);
    }

    /** What a kind of request is called; none for most of them. */
    public static Optional<String> title(int kind) {
        return Optional.ofNullable(TITLES.get(kind));
    }
}
