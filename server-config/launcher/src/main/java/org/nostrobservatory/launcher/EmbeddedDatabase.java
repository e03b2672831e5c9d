package org.nostrobservatory.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL server of our own. It listens at the loopback address only, wants passwords, and holds one database,
 * {@code observatory}, owned by a user of the same name who is no superuser. Runs as root, too.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final String NAME = "observatory";
    private static final int USUAL_PORT = 15432;

    private final PostgresCluster cluster;
    private final int port;
    private final boolean durable;
    private final String password;
    private final AutoCloseable directory;

    private EmbeddedDatabase(
            PostgresCluster cluster, int port, boolean durable, String password, AutoCloseable directory) {
        this.cluster = cluster;
        this.port = port;
        this.durable = durable;
        this.password = password;
        this.directory = directory;
    }

    /**
     * Starts the database that is kept in a data directory; makes it at the first time. What is committed survives a
     * crash. Port 15432 if it is free.
     *
     * @throws StartFailedException if PostgreSQL does not run here, or another version of it made the files
     */
    public static EmbeddedDatabase start(DataDirectory data) {
        return start(data, data.resolve("postgresql"), USUAL_PORT, true, () -> {});
    }

    /** Starts an empty database for tests: fast, not durable, on a free port, deleted when it is closed. */
    public static EmbeddedDatabase temporary() {
        TemporaryDirectory directory = new TemporaryDirectory();
        Path cache = Path.of(System.getProperty("user.home"), ".cache", "nostr-observatory", "postgresql");
        return start(directory.data(), cache, 0, false, directory);
    }

    private static EmbeddedDatabase start(
            DataDirectory data, Path binaries, int preferredPort, boolean durable, AutoCloseable directory) {
        PostgresCluster cluster =
                new PostgresCluster(PostgresBinaries.in(binaries), data.resolve("database"), data.log("database.log"));
        Path administratorPasswordFile = data.resolve("database-superuser-password");
        String administratorPassword = Secret.in(administratorPasswordFile);
        String password = Secret.in(data.resolve("database-password"));
        if (cluster.exists()) {
            cluster.requireSameVersion();
            cluster.stopLeftover();
        } else {
            cluster.create(administratorPasswordFile, durable);
        }
        RotatedFile.rotate(data.log("database.log"));
        int port = LocalPort.freePreferring(preferredPort);
        cluster.start(port, durable);
        try {
            prepare(dataSource(port, "postgres", "postgres", administratorPassword), password);
            prepareExtensions(dataSource(port, NAME, "postgres", administratorPassword));
        } catch (SQLException e) {
            cluster.stop();
            throw new StartFailedException("Cannot prepare the database: " + e.getMessage(), e);
        }
        return new EmbeddedDatabase(cluster, port, durable, password, directory);
    }

    /** The JDBC URL, without user and password. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME;
    }

    public String user() {
        return NAME;
    }

    public String password() {
        return password;
    }

    /** Connects as {@link #user()}; does not pool. */
    public DataSource dataSource() {
        return dataSource(port, NAME, NAME, password);
    }

    /** Ends all connections and stops the server, for tests of what happens then. */
    public void pause() {
        cluster.stop();
    }

    /** Starts it again after {@link #pause()}, on the same port. */
    public void resume() {
        cluster.start(port, durable);
    }

    /** Ends all connections and stops the server. */
    @Override
    public void close() {
        cluster.stop();
        try {
            directory.close();
        } catch (Exception e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    /** Repeatable, so that it mends what an interrupted first start left undone. */
    private static void prepare(DataSource administrator, String password) throws SQLException {
        try (Connection connection = administrator.getConnection();
                Statement statement = connection.createStatement()) {
            if (!has(statement, "select 1 from pg_roles where rolname = '" + NAME + "'")) {
                statement.execute("create role " + NAME + " login");
            }
            // The password is of letters, digits, - and _ unless somebody edited the file.
            statement.execute("alter role " + NAME + " password '" + password.replace("'", "''") + "'");
            if (!has(statement, "select 1 from pg_database where datname = '" + NAME + "'")) {
                statement.execute("create database " + NAME + " owner " + NAME);
            }
        }
    }

    private static void prepareExtensions(DataSource administrator) throws SQLException {
        try (Connection connection = administrator.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create extension if not exists pg_stat_statements");
        }
    }

    private static boolean has(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private static DataSource dataSource(int port, String database, String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }
}
