package org.nostrobservatory.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A question to the server, whose answer is printed for people or as it came. */
abstract class ReportCommand implements Callable<Integer> {

    private static final String CLEAR_SCREEN = "\u001b[H\u001b[2J\u001b[3J";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:OBSERVATORY_URL:-http://127.0.0.1:8080}",
            description = "Where the server is. Default: OBSERVATORY_URL, or http://127.0.0.1:8080.")
    private String url;

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    @Option(names = "--watch", paramLabel = "N", description = "Ask again every N seconds, until Ctrl-C.")
    private Integer watch;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    /** Asks. */
    abstract JsonNode ask(Api api);

    /** What people get to see. */
    abstract String text(JsonNode answer, Ansi ansi);

    @Override
    public final Integer call() throws InterruptedException {
        if (watch != null && watch < 1) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--watch needs a number of seconds, 1 or more");
        }
        Api api = new Api(url);
        print(ask(api));
        while (watch != null) {
            Thread.sleep(Duration.ofSeconds(watch).toMillis());
            print(ask(api));
        }
        return CommandLine.ExitCode.OK;
    }

    private void print(JsonNode answer) {
        PrintWriter out = spec.commandLine().getOut();
        Ansi ansi = spec.commandLine().getColorScheme().ansi();
        if (json) {
            out.println(watch == null ? answer.toPrettyString() : answer.toString());
        } else {
            out.println((watch != null && ansi.enabled() ? CLEAR_SCREEN : "") + text(answer, ansi));
        }
        out.flush();
    }
}
