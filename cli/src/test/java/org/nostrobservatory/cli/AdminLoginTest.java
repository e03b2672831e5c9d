package org.nostrobservatory.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class AdminLoginTest {

    @Command(name = "change")
    private static final class Change {
        @Mixin
        private AdminLogin login;
    }

    @ParameterizedTest
    @CsvSource({
        "--password=secret, admin:secret",
        "--user=eve --password=a:b, eve:a:b",
        "--password=${user.home}ü, admin:${user.home}ü",
    })
    void theHeaderIsThatOfHttpBasic(String arguments, String credentials) {
        Change change = new Change();
        new CommandLine(change).parseArgs(arguments.split(" "));

        assertThat(change.login.authorization()).startsWith("Basic ");
        assertThat(new String(
                        Base64.getDecoder().decode(change.login.authorization().substring("Basic ".length())),
                        StandardCharsets.UTF_8))
                .isEqualTo(credentials);
    }
}
