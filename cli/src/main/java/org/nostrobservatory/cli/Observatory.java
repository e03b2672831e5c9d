package org.nostrobservatory.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.nostrobservatory.launcher.StartFailedException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The command {@code observatory}. Exit codes: 0 done, 1 failed, 2 wrong usage.
 */
@Command(
        name = "observatory",
        description = "Starts Nostr Observatory, or asks a running one.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            UpCommand.class,
            ImportCommand.class,
            StatsCommand.class,
            TrendingCommand.class,
            TopZappedCommand.class,
            UserCommand.class,
            DvmsCommand.class,
            KindsCommand.class,
            JobsCommand.class,
            SearchCommand.class,
            RelaysCommand.class,
            RebuildCommand.class,
            VersionCommand.class
        })
public final class Observatory implements Runnable {

    @Spec
    private CommandSpec spec;

    private Observatory() {}

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Which command?");
    }

    /** Runs a command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        LauncherLog.silence();
        // Not the platform's charset: in the locale C it has neither a tick nor a dash.
        PrintWriter out = utf8(FileDescriptor.out);
        PrintWriter err = utf8(FileDescriptor.err);
        System.exit(commandLine(out, err).execute(arguments));
    }

    /** The command, which prints to these two. */
    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        return new CommandLine(new Observatory())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler(Observatory::explain);
    }

    private static int explain(Exception problem, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        if (problem instanceof UnansweredException || problem instanceof StartFailedException) {
            command.getErr().println(command.getColorScheme().errorText(problem.getMessage()));
            return problem instanceof WrongQuestionException
                    ? CommandLine.ExitCode.USAGE
                    : CommandLine.ExitCode.SOFTWARE;
        }
        throw problem;
    }

    private static PrintWriter utf8(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
    }
}
