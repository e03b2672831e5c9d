package org.nostrobservatory.cli;

import java.io.Console;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Who administers: the options of commands that change something on the server. To be used as a mixin. */
final class AdminLogin {

    private static final String VARIABLE = "OBSERVATORY_ADMIN_PASSWORD";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--user", paramLabel = "NAME", defaultValue = "admin", description = "Who asks. Default: admin.")
    private String user;

    // The environment is not its default value for picocli, which would take apart a password with ${…} in it.
    @Option(
            names = "--password",
            paramLabel = "PASSWORD",
            description = "Default: " + VARIABLE + "; without that it is asked for on the terminal.")
    private String password;

    /**
     * The value of the HTTP header {@code Authorization} (Basic, RFC 7617). Asks on the terminal if nobody said the
     * password; at most once.
     *
     * @throws CommandLine.ParameterException if there is no terminal either
     */
    String authorization() {
        if (password == null) {
            password = System.getenv(VARIABLE);
        }
        if (password == null || password.isEmpty()) {
            password = ask();
        }
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private String ask() {
        Console console = System.console();
        char[] answer = console == null ? null : console.readPassword("Password of %s: ", user);
        if (answer == null) {
            throw new CommandLine.ParameterException(
                    command.commandLine(), "The password of " + user + " is missing: set " + VARIABLE);
        }
        return new String(answer);
    }
}
