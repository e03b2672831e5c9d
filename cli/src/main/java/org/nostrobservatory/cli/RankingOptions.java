package org.nostrobservatory.cli;

import picocli.CommandLine.Option;

/** Of what stretch of time, and how long a ranking is to be. */
final class RankingOptions {

    @Option(
            names = "--hours",
            paramLabel = "N",
            defaultValue = "24",
            description = "Of the last 1, 6, 12, 24, 48, 72 or 168 hours. Default: 24.")
    private int hours;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "10",
            description = "Entries at most, up to 1000. Default: 10.")
    private int limit;

    /** For the address, with the question mark. */
    String query() {
        return "?hours=" + hours + "&limit=" + limit;
    }
}
