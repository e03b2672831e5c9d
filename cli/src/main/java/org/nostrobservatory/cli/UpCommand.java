package org.nostrobservatory.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
                .run(demo, replay);
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
