package org.nostrobservatory.schema;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A database with the schema, empty, for one test: one server for all tests, each database a copy of a migrated one. */
public final class TestDatabase {

    private static final String TEMPLATE = "migrated";
    private static final long IDLE_MILLIS = 10_000;
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static EmbeddedPostgres server;

    private TestDatabase() {}

    /** A new database with the newest schema. */
    public static Database migrated() {
        return new Database(migratedSource());
    }

    /** A new database with the newest schema, in which one may also work in transactions. */
    public static DataSource migratedSource() {
        return create("template " + TEMPLATE);
    }

    /** A new database with nothing in it. */
    static DataSource empty() {
        return create("");
    }

    private static synchronized DataSource create(String options) {
        if (server == null) {
            server = start();
            execute("create database " + TEMPLATE);
            SchemaMigration.migrate(server.getDatabase("postgres", TEMPLATE));
            dropOldPartitions();
        }
        String name = "test" + COUNT.incrementAndGet();
        execute("create database " + name + " " + options);
        return pool(server.getDatabase("postgres", name));
    }

    /** Copying a database costs by the file. Old events lie in the default partition instead. */
    private static void dropOldPartitions() {
        execute(TEMPLATE, """
                do $$
                declare part text;
                begin
                    for part in select relname from pg_class
                                where relkind = 'r' and relname ~ '^event_(relay_)?[0-9]{6}$'
                                      and right(relname, 6) < to_char(now() - interval '1 year', 'YYYYMM')
                    loop
                        execute 'drop table ' || part;
                    end loop;
                end $$""");
    }

    /** Pooled as in the server, where planning for dozens of partitions is done once a connection. */
    private static DataSource pool(DataSource database) {
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(database);
        pool.setMaximumPoolSize(16);
        pool.setMinimumIdle(0);
        // Nobody closes it when its test has ended.
        pool.setIdleTimeout(IDLE_MILLIS);
        return new HikariDataSource(pool);
    }

    private static EmbeddedPostgres start() {
        try {
            // Ends with this JVM: the library stops it in a shutdown hook.
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
            // Nothing here has to survive a crash, and a test makes dozens of databases.
            for (String durability : List.of("fsync", "full_page_writes", "synchronous_commit")) {
                builder.setServerConfig(durability, "off");
            }
            // Fast machines run hundreds of tests before the connections of the first are idle for long enough.
            return builder.setServerConfig("max_connections", "400").start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void execute(String sql) {
        execute("postgres", sql);
    }

    private static void execute(String database, String sql) {
        try (Connection connection = server.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
