package org.nostrobservatory.dvm;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.nostrobservatory.dvm.DvmRow.Announcement;
import org.nostrobservatory.dvm.DvmRow.Served;
import org.nostrobservatory.dvm.DvmRow.Span;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.schema.AdvisoryLock;
import org.nostrobservatory.schema.ChangeTable;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/**
 * Keeps {@code dvm} and {@code dvm_kind}: who does jobs, and of which kinds. Those of whom something came or went are looked at
 * again, by index: what it takes depends on how many kinds of jobs somebody does, not on how many jobs.
 */
@Stateless
public class DvmRegistry {

    /** So many announcements of one key are looked at. */
    private static final int MAX_ANNOUNCEMENTS = 1_000;

    /** From one kind of results to the next. */
    private static final String SERVED = """
            with recursive served (pubkey, kind) as (
                select pubkey, 0 from unnest(?) as wanted (pubkey)
                union all
                select served.pubkey, next.kind
                from served cross join lateral (
                    select kind from job_result where job_result.pubkey = served.pubkey and job_result.kind > served.kind
                    order by kind limit 1) as next
            )
            select pubkey, served.kind - 1000 as kind,
                   (select created_at from job_result as result
                    where result.pubkey = served.pubkey and result.kind = served.kind and created_at <= horizon
                    order by created_at limit 1) as first_at,
                   (select created_at from job_result as result
                    where result.pubkey = served.pubkey and result.kind = served.kind and created_at <= horizon
                    order by created_at desc limit 1) as last_at,
                   (select created_at from job_result as result
                    where result.pubkey = served.pubkey and result.kind = served.kind and created_at > horizon
                    order by created_at limit 1) as ahead_at
            from served cross join (values (?::bigint)) as present (horizon) where kind > 0""";

    private static final String FEEDBACK = """
            select pubkey,
                   (select created_at from job_feedback as said
                    where said.pubkey = wanted.pubkey and created_at <= horizon order by created_at limit 1) as first_at,
                   (select created_at from job_feedback as said
                    where said.pubkey = wanted.pubkey and created_at <= horizon order by created_at desc limit 1) as last_at,
                   (select created_at from job_feedback as said
                    where said.pubkey = wanted.pubkey and created_at > horizon order by created_at limit 1) as ahead_at
            from unnest(?) as wanted (pubkey) cross join (values (?::bigint)) as present (horizon)""";

    /** Of closed months, whose results and feedback are no longer kept; without a kind: results and feedback together. */
    private static final String KEPT = """
            select pubkey, kind, min(first_at) as first_at, max(last_at) as last_at, null::bigint as ahead_at
            from (select month, pubkey, kind, first_at, last_at from dvm_month_service where pubkey = any (?)
                  union all
                  select month, pubkey, 0, first_at, last_at from dvm_month_dvm where pubkey = any (?) and first_at is not null)
                 as said
            join dvm_month using (month) where closed_at is not null group by pubkey, kind""";

    private static final String ANNOUNCEMENTS = """
            select wanted.pubkey, found.* from unnest(?) as wanted (pubkey) cross join lateral (
                select event_id, created_at, name, about, picture, kinds from dvm_announcement
                where dvm_announcement.pubkey = wanted.pubkey and kind = 31990 and kinds <> '{}' order by d_hash limit ?) as found""";

    /** Somebody who was found inactive is active again with whatever is newer. */
    private static final String WRITE_DVMS = """
            insert into dvm as old (pubkey, first_seen, last_seen, first_result_at, last_result_at, announced_at, name, about,
                                    picture)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (pubkey) do update
            set first_seen = excluded.first_seen, last_seen = excluded.last_seen, first_result_at = excluded.first_result_at,
                last_result_at = excluded.last_result_at, announced_at = excluded.announced_at, name = excluded.name,
                about = excluded.about, picture = excluded.picture,
                active = old.active or excluded.last_seen > old.last_seen,
                deactivated_at = case when excluded.last_seen <= old.last_seen then old.deactivated_at end
            where (old.first_seen, old.last_seen, old.first_result_at, old.last_result_at, old.announced_at, old.name,
                   old.about, old.picture)
                  is distinct from
                  (excluded.first_seen, excluded.last_seen, excluded.first_result_at, excluded.last_result_at,
                   excluded.announced_at, excluded.name, excluded.about, excluded.picture)""";

    private static final String WRITE_KINDS = """
            insert into dvm_kind as old (pubkey, kind, announced, first_result_at, last_result_at)
            select * from unnest(?, ?, ?, ?, ?)
            on conflict (pubkey, kind) do update
            set announced = excluded.announced, first_result_at = excluded.first_result_at,
                last_result_at = excluded.last_result_at
            where old is distinct from excluded""";

    @Inject
    private Database database;

    public DvmRegistry() {}

    DvmRegistry(Database database) {
        this.database = database;
    }

    /**
     * Looks again at some of those of whom something changed.
     *
     * @param limit how many changes to take at most; several may be of one key
     * @return how many changes it took; 0 if there are none, or while another server is at it
     */
    public int update(int limit) {
        return update(limit, Instant.now());
    }

    int update(int limit, Instant now) {
        if (!AdvisoryLock.DVMS.tryLock(database)) {
            return 0;
        }
        database.readByIndex();
        ChangeTable.Taken changes = JobChanges.dvms(database).take(limit);
        List<Bytes> due = takeDue(limit, now);
        SortedSet<Bytes> keys = new TreeSet<>(changes.keys());
        keys.addAll(due);
        if (!keys.isEmpty()) {
            lookAt(List.copyOf(keys), now.getEpochSecond() + JobAnswers.AHEAD_SECONDS);
        }
        return changes.rows() + due.size();
    }

    private List<Bytes> takeDue(int limit, Instant now) {
        return database.query(
                "delete from dvm_due where pubkey = any (array(select pubkey from dvm_due where due_at <= ?"
                        + " order by due_at limit ?)) returning pubkey",
                row -> Database.bytes(row, "pubkey"),
                now.getEpochSecond(),
                limit);
    }

    private void lookAt(List<Bytes> keys, long horizon) {
        Column wanted = Column.of("bytea", keys, key -> key);
        List<Served> served = new ArrayList<>(database.query(
                SERVED,
                row -> new Served(Database.bytes(row, "pubkey"), row.getInt("kind"), span(row)),
                wanted,
                horizon));
        List<Served> said = new ArrayList<>(database.query(
                FEEDBACK, row -> new Served(Database.bytes(row, "pubkey"), 0, span(row)), wanted, horizon));
        database.query(
                        KEPT,
                        row -> new Served(Database.bytes(row, "pubkey"), row.getInt("kind"), span(row)),
                        wanted,
                        wanted)
                .forEach(kept -> (kept.kind() == 0 ? said : served).add(kept));
        List<Announcement> announcements = database.query(
                ANNOUNCEMENTS,
                row -> new Announcement(
                        Database.bytes(row, "pubkey"),
                        Database.bytes(row, "event_id"),
                        row.getLong("created_at"),
                        row.getString("name"),
                        row.getString("about"),
                        row.getString("picture"),
                        Arrays.asList((Integer[]) row.getArray("kinds").getArray())),
                wanted,
                MAX_ANNOUNCEMENTS);
        List<DvmRow> rows = DvmRow.of(keys, served, said, announcements, horizon);
        List<DvmRow> dvms = rows.stream().filter(DvmRow::isSeen).toList();
        writeDvms(wanted, dvms);
        writeKinds(wanted, dvms.stream().flatMap(row -> row.kinds().stream()).toList());
        writeDue(wanted, rows.stream().filter(row -> row.aheadAt() != null).toList());
    }

    private static Span span(ResultSet row) throws SQLException {
        return new Span(
                Database.number(row, "first_at"), Database.number(row, "last_at"), Database.number(row, "ahead_at"));
    }

    private void writeDvms(Column keys, List<DvmRow> rows) {
        database.update(
                "delete from dvm where pubkey = any (?) and not pubkey = any (?)",
                keys,
                Column.of("bytea", rows, DvmRow::pubkey));
        if (!rows.isEmpty()) {
            database.update(
                    WRITE_DVMS,
                    Column.of("bytea", rows, DvmRow::pubkey),
                    Column.of("bigint", rows, DvmRow::firstSeen),
                    Column.of("bigint", rows, DvmRow::lastSeen),
                    Column.of("bigint", rows, DvmRow::firstResultAt),
                    Column.of("bigint", rows, DvmRow::lastResultAt),
                    Column.of(
                            "bigint",
                            rows,
                            row -> row.newest().map(Announcement::createdAt).orElse(null)),
                    Column.of(
                            "text",
                            rows,
                            row -> row.newest().map(Announcement::name).orElse(null)),
                    Column.of(
                            "text",
                            rows,
                            row -> row.newest().map(Announcement::about).orElse(null)),
                    Column.of(
                            "text",
                            rows,
                            row -> row.newest().map(Announcement::picture).orElse(null)));
        }
    }

    private void writeKinds(Column keys, List<DvmRow.Kind> kinds) {
        database.update(
                "delete from dvm_kind where pubkey = any (?) and (pubkey, kind) not in (select * from unnest(?, ?))",
                keys,
                Column.of("bytea", kinds, DvmRow.Kind::pubkey),
                Column.of("integer", kinds, DvmRow.Kind::kind));
        if (!kinds.isEmpty()) {
            database.update(
                    WRITE_KINDS,
                    Column.of("bytea", kinds, DvmRow.Kind::pubkey),
                    Column.of("integer", kinds, DvmRow.Kind::kind),
                    Column.of("boolean", kinds, DvmRow.Kind::announced),
                    Column.of("bigint", kinds, DvmRow.Kind::firstResultAt),
                    Column.of("bigint", kinds, DvmRow.Kind::lastResultAt));
        }
    }

    private void writeDue(Column keys, List<DvmRow> ahead) {
        database.update("delete from dvm_due where pubkey = any (?)", keys);
        if (!ahead.isEmpty()) {
            database.update(
                    "insert into dvm_due (pubkey, due_at) select * from unnest(?, ?)",
                    Column.of("bytea", ahead, DvmRow::pubkey),
                    Column.of("bigint", ahead, row -> row.aheadAt() - JobAnswers.AHEAD_SECONDS));
        }
    }
}
