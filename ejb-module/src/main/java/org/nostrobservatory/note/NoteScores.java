package org.nostrobservatory.note;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.schema.AdvisoryLock;
import org.nostrobservatory.schema.ChangeTable;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;
import org.nostrobservatory.score.Engagement;
import org.nostrobservatory.score.Virality;

/**
 * Keeps {@code note_score}: what people did to each note, as {@link Engagement} counts it, and its {@link Virality#rank}.
 * Notes that changed are counted again from what was done to them, so that the result does not depend on what came when.
 */
@Stateless
public class NoteScores {

    private record Row(Bytes eventId, Bytes pubkey, long createdAt, Engagement all, Engagement trusted) {

        Double rank() {
            return rank(all);
        }

        Double trustedRank() {
            return rank(trusted);
        }

        private Double rank(Engagement engagement) {
            return new Virality(engagement, createdAt)
                    .rank().stream().boxed().findFirst().orElse(null);
        }
    }

    /**
     * What people did to the notes, once for each who did it, then by note. Only unions: PostgreSQL answers alternatives of
     * {@code exists} by reading whole tables.
     */
    private static final String COUNT = """
            with changed as materialized (
                select id, pubkey as author, created_at as at from unnest(?) as changed (id) join note on event_id = id
            ), act as (
                select id, author, at, 'zap' as act, sender as pubkey, least(amount_msat, ?) as msat
                from changed join zap on target_id = id where counts and verdict <> 'suspicious'
                union all
                select id, author, at, 'reply', pubkey, 0 from changed join note on parent_id = id
                union all
                select id, author, at, 'reply', pubkey, 0 from changed join comment on parent_id = id
                union all
                select id, author, at, 'repost', pubkey, 0 from changed join repost on target_id = id
                union all
                select id, author, at, 'reaction', pubkey, 0 from changed join reaction on target_id = id where content <> '-'
            ), actor as (
                select id, author, at, act, pubkey, count(*) as times, sum(msat) as msat
                from act where pubkey <> author group by id, author, at, act, pubkey
            )
            select id as event_id, author as pubkey, at as created_at,
                   coalesce(sum(times) filter (where act = 'zap'), 0) as zaps, sum(actor.msat) as msat,
                   count(*) filter (where act = 'reply') as replies,
                   count(*) filter (where act = 'repost') as reposts,
                   count(*) filter (where act = 'reaction') as reactions,
                   coalesce(sum(times) filter (where act = 'zap' and trusted), 0) as trusted_zaps,
                   coalesce(sum(actor.msat) filter (where trusted), 0) as trusted_msat,
                   count(*) filter (where act = 'reply' and trusted) as trusted_replies,
                   count(*) filter (where act = 'repost' and trusted) as trusted_reposts,
                   count(*) filter (where act = 'reaction' and trusted) as trusted_reactions
            from actor left join person using (pubkey) group by id, author, at order by id""";

    private static final String WRITE = """
            insert into note_score as old (event_id, pubkey, created_at, zaps, msat, replies, reposts, reactions, rank,
                                           trusted_zaps, trusted_msat, trusted_replies, trusted_reposts, trusted_reactions,
                                           trusted_rank)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (event_id) do update
            set (pubkey, created_at, zaps, msat, replies, reposts, reactions, rank, trusted_zaps, trusted_msat,
                 trusted_replies, trusted_reposts, trusted_reactions, trusted_rank)
                = row (excluded.pubkey, excluded.created_at, excluded.zaps, excluded.msat, excluded.replies,
                       excluded.reposts, excluded.reactions, excluded.rank, excluded.trusted_zaps, excluded.trusted_msat,
                       excluded.trusted_replies, excluded.trusted_reposts, excluded.trusted_reactions,
                       excluded.trusted_rank)
            where old is distinct from excluded""";

    @Inject
    private Database database;

    public NoteScores() {}

    NoteScores(Database database) {
        this.database = database;
    }

    /**
     * Counts again some of the notes that changed.
     *
     * @param limit how many changes to take at most; several may be of one note
     * @return how many changes it took; 0 if there are none, or while another server is at it
     */
    public int update(int limit) {
        if (!AdvisoryLock.NOTE_SCORES.tryLock(database)) {
            return 0;
        }
        ChangeTable.Taken changes = NoteChanges.table(database).take(limit);
        if (changes.rows() > 0) {
            count(changes.keys());
        }
        return changes.rows();
    }

    /** @param ids of events that may be notes, in order */
    private void count(List<Bytes> ids) {
        database.readByIndex();
        List<Row> rows =
                database.query(COUNT, NoteScores::read, Column.of("bytea", ids, id -> id), Engagement.MAX_MSAT_PER_ZAP);
        if (!rows.isEmpty()) {
            write(rows);
        }
        Set<Bytes> scored = new HashSet<>(rows.stream().map(Row::eventId).toList());
        List<Bytes> others = ids.stream().filter(id -> !scored.contains(id)).toList();
        database.update("delete from note_score where event_id = any (?)", Column.of("bytea", others, id -> id));
    }

    private void write(List<Row> rows) {
        database.update(
                WRITE,
                Column.of("bytea", rows, Row::eventId),
                Column.of("bytea", rows, Row::pubkey),
                Column.of("bigint", rows, Row::createdAt),
                count(rows, row -> row.all().zaps()),
                count(rows, row -> row.all().msat()),
                count(rows, row -> row.all().replies()),
                count(rows, row -> row.all().reposts()),
                count(rows, row -> row.all().reactions()),
                Column.of("float8", rows, Row::rank),
                count(rows, row -> row.trusted().zaps()),
                count(rows, row -> row.trusted().msat()),
                count(rows, row -> row.trusted().replies()),
                count(rows, row -> row.trusted().reposts()),
                count(rows, row -> row.trusted().reactions()),
                Column.of("float8", rows, Row::trustedRank));
    }

    private static Column count(List<Row> rows, Function<Row, Long> value) {
        return Column.of("bigint", rows, value);
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                Database.bytes(row, "event_id"),
                Database.bytes(row, "pubkey"),
                row.getLong("created_at"),
                engagement(row, ""),
                engagement(row, "trusted_"));
    }

    /** The numbers in the columns whose names begin like this. */
    static Engagement engagement(ResultSet row, String prefix) throws SQLException {
        return new Engagement(
                row.getLong(prefix + "zaps"),
                row.getLong(prefix + "msat"),
                row.getLong(prefix + "replies"),
                row.getLong(prefix + "reposts"),
                row.getLong(prefix + "reactions"));
    }
}
