package org.nostrobservatory.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code observatory import} */
@Command(
        name = "import",
        description = "Imports events from files. Ends when all of them are stored for good; to do it again changes"
                + " nothing.")
final class ImportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private AdminLogin login;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "JSON Lines or arrays of events, also in an object, or frames of relays; plain, gzip or Zstandard. - is"
                            + " the standard input.")
    private List<Path> files;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "What the events were seen on. Default: the name of the file.")
    private String source;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:OBSERVATORY_URL:-http://127.0.0.1:8080}",
            description = "Where the server is. Default: OBSERVATORY_URL, or http://127.0.0.1:8080.")
    private String url;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Override
    public Integer call() throws IOException, InterruptedException {
        for (Path file : files) {
            if (!isStandardInput(file) && !(Files.isReadable(file) && !Files.isDirectory(file))) {
                throw new CommandLine.ParameterException(spec.commandLine(), file + " is no file that can be read");
            }
        }
        Ansi ansi = spec.commandLine().getColorScheme().ansi();
        ImportTally tally = new ImportTally();
        // Not where the report goes, which a program may read.
        ImportProgress progress = new ImportProgress(spec.commandLine().getErr(), ansi, size(), System::nanoTime);
        List<String> problems = new ArrayList<>();
        Import run = new Import(new Api(url, login.authorization()), tally, progress);
        try {
            read(run, problems);
            run.await();
        } catch (UnansweredException e) {
            problems.add(e.getMessage());
        }
        progress.end();
        report(tally, progress.seconds(), problems, ansi);
        return problems.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private void read(Import run, List<String> problems) throws InterruptedException {
        long bytesBefore = 0;
        for (Path path : files) {
            String name = isStandardInput(path) ? "stdin" : path.getFileName().toString();
            try (EventFile file = EventFile.open(path)) {
                run.read(file, name, source == null ? name : source, bytesBefore);
                bytesBefore += file.bytesRead();
            } catch (IOException e) {
                problems.add("%s cannot be read to its end: %s".formatted(path, e.getMessage()));
            }
        }
    }

    /** Of all files together; 0 if that is not known. */
    private long size() throws IOException {
        long size = 0;
        for (Path file : files) {
            if (isStandardInput(file) || !Files.isRegularFile(file)) {
                return 0;
            }
            size += Files.size(file);
        }
        return size;
    }

    private void report(ImportTally tally, double seconds, List<String> problems, Ansi ansi) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode answer = tally.json().put("seconds", seconds);
            answer.put("complete", problems.isEmpty());
            problems.forEach(answer.putArray("problems")::add);
            out.println(answer.toPrettyString());
        } else {
            out.println(tally.text(ansi));
            out.println();
            out.println("%s lines in %s, %s a second"
                    .formatted(
                            Fields.number(tally.ended()),
                            String.format(Locale.ROOT, "%.1f s", seconds),
                            Fields.number(Math.round(tally.ended() / seconds))));
        }
        out.flush();
        PrintWriter err = spec.commandLine().getErr();
        problems.forEach(problem ->
                err.println(spec.commandLine().getColorScheme().errorText(problem.replaceAll("\\p{C}", "?"))));
        if (!problems.isEmpty()) {
            err.println("The import is not complete. It can be repeated: what is stored already is not stored again.");
        }
        err.flush();
    }

    private static boolean isStandardInput(Path file) {
        return file.equals(EventFile.STANDARD_INPUT);
    }
}
