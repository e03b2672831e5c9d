package org.nostrobservatory.schema;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.reflect.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.UnixTime;

/**
 * SQL for the data path and for questions that JPA cannot put: one statement, one call. Inside a JTA transaction all
 * calls share its connection.
 *
 * <p>Parameters may be null, boxed numbers, strings, {@link Bytes} (bytea), {@link Instant} (timestamptz) and
 * {@link Column} (an array).
 */
@ApplicationScoped
public class Database {

    /**
     * One array parameter: what {@code unnest} takes apart into a column.
     *
     * @param type the PostgreSQL type of an element: bytea, bigint, boolean, integer, real, float8, text or timestamptz
     */
    public record Column(String type, Object[] values) {

        /** The column that {@code value} makes of the rows. */
        public static <T> Column of(String type, List<T> rows, Function<? super T, ?> value) {
            return new Column(type, rows.stream().map(value).toArray());
        }
    }

    /** Turns the current row into a value. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** What the driver wants the elements of an array to be. */
    private static final Map<String, Class<?>> ELEMENT_CLASSES = Map.of(
            "bytea", byte[].class,
            "bigint", Long.class,
            "boolean", Boolean.class,
            "integer", Integer.class,
            "real", Float.class,
            "float8", Double.class,
            "text", String.class,
            "timestamptz", OffsetDateTime.class,
            "uuid", UUID.class);

    @Resource(lookup = "jdbc/observatory")
    private DataSource dataSource;

    protected Database() {}

    public Database(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Runs a statement. Answers how many rows it changed. */
    public int update(String sql, Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseException(sql, e);
        }
    }

    /** Runs a query. */
    public <T> List<T> query(String sql, RowReader<T> reader, Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<T> result = new ArrayList<>();
            while (rows.next()) {
                result.add(reader.read(rows));
            }
            return result;
        } catch (SQLException e) {
            throw new DatabaseException(sql, e);
        }
    }

    /**
     * Until the transaction ends, plans read by index: for statements that look up some thousand rows of tables with
     * millions, where statistics are old, what an array holds is guessed, or the connection keeps a plan that was made
     * while a table was empty.
     */
    public void readByIndex() {
        planWithout("enable_seqscan", "enable_hashjoin", "enable_mergejoin");
    }

    /**
     * Until the transaction ends, plans follow an index from the newest entry on and stop when there is enough. PostgreSQL's
     * estimates would have it read all events of an author with a million of them, and sort.
     */
    public void readInOrder() {
        planWithout("enable_seqscan", "enable_bitmapscan", "enable_sort");
    }

    /** Until the transaction ends, a statement that takes longer fails: {@link DatabaseException#isTimeout()}. */
    public void giveUpAfter(Duration time) {
        query("select set_config('statement_timeout', ?, true)", row -> true, Long.toString(time.toMillis()));
    }

    /**
     * Until the transaction ends, each sorting and hashing of a statement has 64 MiB before it goes to disk, instead of
     * PostgreSQL's 4: for questions about months, of which few are asked at once.
     */
    public void sortInMemory() {
        query("select set_config('work_mem', '64MB', true)", row -> true);
    }

    private void planWithout(String... ways) {
        query(
                "select set_config(name, 'off', true) from unnest(?) as name",
                row -> true,
                Column.of("text", List.of(ways), way -> way));
    }

    /** Whether the database answers. */
    public boolean isReachable() {
        try {
            return find("select 1", row -> row.getInt(1)).isPresent();
        } catch (DatabaseException e) {
            return false;
        }
    }

    /** Runs a query that finds one row at most. */
    public <T> Optional<T> find(String sql, RowReader<T> reader, Object... parameters) {
        return query(sql, reader, parameters).stream().findFirst();
    }

    /** A bytea column; null where it is null. */
    public static Bytes bytes(ResultSet row, String column) throws SQLException {
        byte[] value = row.getBytes(column);
        return value == null ? null : Bytes.of(value);
    }

    /** A timestamptz column; null where it is null. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        // Not getObject with a class: the server's connection pool looks that method up by reflection at each call.
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }

    /** A bigint column; null where it is null. */
    public static Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    /** A bigint column of unix seconds; null where it is null. */
    public static Instant time(ResultSet row, String column) throws SQLException {
        Long seconds = number(row, column);
        return seconds == null ? null : UnixTime.instant(seconds);
    }

    /**
     * A stranger's words as a text column takes them: cut, and without U+0000, which PostgreSQL's text cannot hold.
     *
     * @param text may be null, and then null comes back
     * @param maxChars in Unicode characters, so that none is cut in half
     */
    public static String text(String text, int maxChars) {
        if (text == null) {
            return null;
        }
        String clean = text.replace('\0', '\uFFFD');
        return clean.codePointCount(0, clean.length()) <= maxChars
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, maxChars));
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, toJdbc(connection, parameters[i]));
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    private static Object toJdbc(Connection connection, Object value) throws SQLException {
        if (value instanceof Bytes bytes) {
            return bytes.toArray();
        }
        if (value instanceof Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }
        if (value instanceof Column column) {
            Object[] values = (Object[]) Array.newInstance(ELEMENT_CLASSES.get(column.type()), column.values().length);
            for (int i = 0; i < values.length; i++) {
                values[i] = toJdbc(connection, column.values()[i]);
            }
            return connection.createArrayOf(column.type(), values);
        }
        return value;
    }
}
