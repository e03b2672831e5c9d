package org.nostrobservatory.cli;

import picocli.CommandLine.Option;

/** Of what stretch of time jobs are counted, and how long a list is to be. */
final class JobWindowOptions {

    @Option(
            names = "--window",
            paramLabel = "W",
            defaultValue = "24h",
            description = "Of the last 1h, 24h, 7d or 30d. Default: 24h.")
    private String window;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "Entries at most, up to 1000. Default: 20.")
    private int limit;

    /** For the address, with the question mark. */
    String query() {
        return "?window=" + Api.encode(window) + "&limit=" + limit;
    }
}
