package org.nostrobservatory.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {

    @TempDir
    private Path directory;

    @Test
    void rowsSurviveARestart() throws SQLException {
        try (DataDirectory data = DataDirectory.open(directory)) {
            try (EmbeddedDatabase database = EmbeddedDatabase.start(data)) {
                execute(database, "create table kept (id int)");
                execute(database, "insert into kept values (42)");
            }
            try (EmbeddedDatabase database = EmbeddedDatabase.start(data)) {
                assertThat(query(database, "select id from kept")).isEqualTo("42");
            }
        }
    }

    @Test
    void whatIsCommittedIsOnDisk() throws SQLException {
        try (DataDirectory data = DataDirectory.open(directory);
                EmbeddedDatabase database = EmbeddedDatabase.start(data)) {
            for (String setting : List.of("fsync", "full_page_writes", "synchronous_commit", "data_checksums")) {
                assertThat(query(database, "show " + setting)).as(setting).isEqualTo("on");
            }
            assertThat(query(database, "show max_connections")).isEqualTo("100");
        }
    }

    @Test
    void theUserIsNoSuperuserAndNeedsThePassword() throws Exception {
        try (DataDirectory data = DataDirectory.open(directory);
                EmbeddedDatabase database = EmbeddedDatabase.start(data)) {
            assertThat(query(database, "select rolsuper or rolcreaterole from pg_roles where rolname = current_user"))
                    .isEqualTo("f");
            assertThat(query(database, "select count(*) >= 0 from pg_stat_statements"))
                    .isEqualTo("t");
            assertThatThrownBy(() -> DriverManager.getConnection(database.url(), database.user(), "wrong")
                            .close())
                    .hasMessageContaining("password authentication failed");
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(directory.resolve("database-password"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void listensAtTheLoopbackAddressOnly() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.temporary()) {
            assertThat(query(database, "show listen_addresses")).isEqualTo("127.0.0.1");
            int port = Integer.parseInt(query(database, "show port"));
            List<InetAddress> others = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                    .toList();
            assertThat(others).noneMatch(address -> accepts(address, port));
        }
    }

    @Test
    void whatTheFormerRunLeftBehindIsStoppedFirst() throws Exception {
        try (DataDirectory data = DataDirectory.open(directory)) {
            // Never closed: as if the launcher had been killed.
            EmbeddedDatabase abandoned = EmbeddedDatabase.start(data);
            execute(abandoned, "create table kept (id int)");
            ProcessHandle leftover = postmaster();
            try (EmbeddedDatabase database = EmbeddedDatabase.start(data)) {
                assertThat(leftover.onExit()).succeedsWithin(Duration.ofSeconds(10));
                assertThat(query(database, "select count(*) from kept")).isEqualTo("0");
            }
        }
    }

    @Test
    void aProcessThatHasTheIdByNowIsLeftAlone() throws Exception {
        try (DataDirectory data = DataDirectory.open(directory)) {
            EmbeddedDatabase.start(data).close();
            Path pidFile = directory.resolve("database").resolve("postmaster.pid");
            Files.writeString(pidFile, ProcessHandle.current().pid() + "\n");
            try (EmbeddedDatabase database = EmbeddedDatabase.start(data)) {
                assertThat(query(database, "select 1")).isEqualTo("1");
            }
        }
    }

    @Test
    void filesOfAnotherMajorVersionAreRefused() throws Exception {
        try (DataDirectory data = DataDirectory.open(directory)) {
            EmbeddedDatabase.start(data).close();
            Files.writeString(directory.resolve("database").resolve("PG_VERSION"), "12\n");
            assertThatThrownBy(() -> EmbeddedDatabase.start(data))
                    .isInstanceOf(StartFailedException.class)
                    .hasMessageContaining("made by PostgreSQL 12")
                    .hasMessageContaining("OBSERVATORY_DATABASE_URL");
        }
    }

    private ProcessHandle postmaster() throws IOException {
        String pid = Files.readAllLines(directory.resolve("database").resolve("postmaster.pid"))
                .get(0);
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private static boolean accepts(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
