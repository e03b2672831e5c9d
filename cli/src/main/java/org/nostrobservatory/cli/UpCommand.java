package org.nostrobservatory.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code observatory up} */
@Command(name = "up", description = "Starts the database, the message broker and the server, and runs until Ctrl-C.")
final class UpCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--demo",
            description = "Collect from built-in relays with a living sample network instead of the public ones.")
    private boolean demo;

    @Option(
            names = "--replay",
            paramLabel = "FILE",
            description = "Collect the events of a JSON Lines file, through a built-in relay. Repeatable.")
    private List<Path> replay = List.of();

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "8080", description = "Of HTTP. Default: 8080.")
    private int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${sys:user.home}/.nostr-observatory",
            description = "Where everything is kept. Default: ~/.nostr-observatory.")
    private Path data;

    @Option(
            names = "--join",
            paramLabel = "HOST:PORT",
            split = ",",
            description = "Share the relays with the servers there: a comma list of their --grid addresses. Needs"
                    + " OBSERVATORY_DATABASE_URL and OBSERVATORY_BROKER_URL.")
    private List<String> join = List.of();

    @Option(
            names = "--grid",
            paramLabel = "HOST:PORT",
            description = "Where other servers can --join this one. Default with --join: a free port of 127.0.0.1.")
    private String grid;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Override
    public Integer call() throws InterruptedException {
        for (Path file : replay) {
            require(Files.isRegularFile(file) && Files.isReadable(file), file + " is no file that can be read");
        }
        require(port >= 1 && port <= 65_535, "--port needs a number from 1 to 65535");
        PrintWriter out = spec.commandLine().getOut();
        return new Session(out, spec.commandLine().getColorScheme().ansi(), serverFiles(), port, data)
                .run(demo, replay, severalServers());
    }

    /** The launcher's variables for these options. */
    private Map<String, String> severalServers() {
        Map<String, String> environment = new HashMap<>();
        if (!join.isEmpty()) {
            environment.put("OBSERVATORY_JOIN", String.join(",", join));
        }
        if (grid != null) {
            environment.put("OBSERVATORY_GRID", grid);
        }
        return environment;
    }

    private void require(boolean condition, String message) {
        if (!condition) {
            throw new CommandLine.ParameterException(spec.commandLine(), message);
        }
    }

    /** The script says where the distribution is. */
    private static Path serverFiles() {
        return Path.of(System.getProperty("observatory.home", "."), "server");
    }
}
