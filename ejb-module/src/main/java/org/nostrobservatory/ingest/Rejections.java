package org.nostrobservatory.ingest;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.schema.Database;

/** What was refused: how much of it, and examples. */
@Stateless
public class Rejections {

    /**
     * How many frames of a relay were refused for a reason, ever.
     *
     * @param relay its URL, or {@code import:} and a name
     * @param reason the code of a {@link org.nostrobservatory.protocol.RejectionReason}
     */
    public record Count(String relay, String reason, long events) {}

    /**
     * A frame that was refused.
     *
     * @param detail what exactly is wrong with it
     * @param eventId the id that it claims; null where it cannot be read
     * @param times how often the relay sent it
     * @param raw what was received, of a list's frames the beginning; what is no UTF-8 replaced
     * @param length of the whole, in bytes
     */
    public record Example(
            long id,
            String relay,
            String reason,
            String detail,
            Bytes eventId,
            Instant receivedAt,
            Instant lastReceivedAt,
            long times,
            String raw,
            int length) {}

    /** Of the text of a frame in a list, in bytes. */
    private static final int LISTED_BYTES = 1_000;

    @Inject
    private Database database;

    public Rejections() {}

    Rejections(Database database) {
        this.database = database;
    }

    /** By relay and reason, the most frequent first. */
    public List<Count> counts(int limit) {
        return database.query(
                """
                select url, reason, events from relay_outcome join relay on relay.id = relay_id
                where outcome = 'rejected' order by events desc, url, reason limit ?""", row -> new Count(row.getString("url"), row.getString("reason"), row.getLong("events")), limit);
    }

    /**
     * What was refused, that first which came last.
     *
     * @param reason only for this reason; null for all
     * @param relay only of the relay with this URL in normal form, or of this import; null for all
     */
    public List<Example> list(String reason, String relay, int limit) {
        return database.query(
                EXAMPLE.formatted(LISTED_BYTES) + """
                         where (?::text is null or reason = ?) and (?::text is null or url = ?)
                        order by last_received_at desc limit ?""", Rejections::example, reason, reason, relay, relay, limit);
    }

    /** One with all of its text that is kept: 64 KiB at most. */
    public Optional<Example> find(long id) {
        return database.find(
                EXAMPLE.formatted(Integer.MAX_VALUE) + " where rejected_event.id = ?", Rejections::example, id);
    }

    private static final String EXAMPLE = """
            select rejected_event.id, url, reason, detail, event_id, received_at, last_received_at, times,
                   substring(raw for %d) as raw, raw_length
            from rejected_event join relay on relay.id = relay_id""";

    private static Example example(ResultSet row) throws SQLException {
        return new Example(
                row.getLong("id"),
                row.getString("url"),
                row.getString("reason"),
                row.getString("detail"),
                Database.bytes(row, "event_id"),
                Database.instant(row, "received_at"),
                Database.instant(row, "last_received_at"),
                row.getLong("times"),
                new String(row.getBytes("raw"), StandardCharsets.UTF_8),
                row.getInt("raw_length"));
    }
}
