package org.nostrobservatory.schema;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

class SchemaMigrationTest {

    @Test
    void migratesAnEmptyDatabaseOnce() {
        DataSource dataSource = TestDatabase.empty();

        assertThat(SchemaMigration.migrate(dataSource).migrationsExecuted).isGreaterThanOrEqualTo(9);
        assertThat(SchemaMigration.migrate(dataSource).migrationsExecuted).isZero();
    }

    @Test
    void everyTableSaysWhoWritesIt() {
        assertThat(TestDatabase.migrated().query("""
                                select relname from pg_class
                                where relkind in ('r', 'p') and not relispartition
                                  and relnamespace = 'public'::regnamespace and relname <> 'flyway_schema_history'
                                  and coalesce(obj_description(oid), '') not like '%Written by component %'""", row -> row.getString("relname")))
                .isEmpty();
    }

    @Test
    void thereArePartitionsFromTheFirstEventsToTheComingMonths() {
        DataSource dataSource = TestDatabase.empty();
        SchemaMigration.migrate(dataSource);
        Database database = new Database(dataSource);

        assertThat(database.query("""
                        select to_regclass('event_202011') is not null
                               and to_regclass('event_relay_202011') is not null
                               and to_regclass('event_' || to_char(now() at time zone 'UTC' + interval '2 months', 'YYYYMM'))
                                   is not null as there""", row -> row.getBoolean("there"))).containsExactly(true);
    }

    @Test
    void aNewPartitionTakesOverItsRowsFromTheDefaultPartition() {
        Database database = TestDatabase.migrated();
        database.update("""
                insert into event values (4102444800, (1560::bigint << 40) | 7, 1, '\\x01', '\\x02', '\\x03', '[]', 'x', null),
                                         (4105123200, (1561::bigint << 40) | 8, 1, '\\x04', '\\x02', '\\x03', '[]', 'y', null)""");
        database.update("insert into event_relay values ((1560::bigint << 40) | 7, 1, 0)");
        assertThat(count(database, "event_other")).isEqualTo(2);

        assertThat(database.query("select create_event_partition('2100-01-15') as made", row -> row.getBoolean("made")))
                .containsExactly(true);
        assertThat(database.query("select create_event_partition('2100-01-01') as made", row -> row.getBoolean("made")))
                .containsExactly(false);

        assertThat(count(database, "event_other")).isEqualTo(1);
        assertThat(count(database, "event_210001")).isEqualTo(1);
        assertThat(count(database, "event_relay_210001")).isEqualTo(1);
        assertThat(count(database, "event")).isEqualTo(2);
    }

    @Test
    void whoDeliveredAnEventFirstAndWhoLaterIsKeptWhenTheSightingsMove() {
        DataSource dataSource = TestDatabase.empty();
        Flyway.configure().dataSource(dataSource).target("12").load().migrate();
        Database database = new Database(dataSource);
        database.update("insert into event values (1700000000, 7, 0, '\\x01', '\\x02', '\\x03', '[]', 'x', null)");
        database.update(
                "insert into event_relay values (7, '2026-01-01 00:00:02Z', 1), (7, '2026-01-01 00:00:01.5Z', 2),"
                        + " (7, '2026-03-01Z', 3)");

        SchemaMigration.migrate(dataSource);

        assertThat(database.query(
                        "select relay_id, seen_at from sighting where number = 7 order by seen_at",
                        row -> row.getInt("relay_id") + " " + Database.instant(row, "seen_at")))
                .containsExactly("2 2026-01-01T00:00:01.500Z", "1 2026-01-01T00:00:02Z", "3 2026-03-01T00:00:00Z");
        assertThat(count(database, "event_relay")).isEqualTo(2);
    }

    @Test
    void zapsThatWereThereStandForThemselvesUntilARebuild() {
        DataSource dataSource = TestDatabase.empty();
        Flyway.configure().dataSource(dataSource).target("16").load().migrate();
        Database database = new Database(dataSource);
        database.update("""
                insert into zap values ('\\x01', 1, '\\x0a', '\\x0b', '\\x0c', null, 1000, ''),
                                       ('\\x02', 2, '\\x0a', '\\x0b', '\\x0c', null, 2000, '')""");

        SchemaMigration.migrate(dataSource);

        assertThat(database.query(
                        "select payment = receipt_id and counts and verdict = 'plausible' as fine from zap",
                        row -> row.getBoolean("fine")))
                .containsExactly(true, true);
    }

    @Test
    void zapsThatWereThereAreInTheTotalsAndWhatNobodyWouldPayIsSuspicious() {
        DataSource dataSource = TestDatabase.empty();
        Flyway.configure().dataSource(dataSource).target("16").load().migrate();
        Database database = new Database(dataSource);
        database.update("""
                insert into zap select int4send(n), n * 30, '\\x0a', '\\x0b', '\\x0c', null,
                       case when n > 20 then 2100000000000000000 else 1000000000 end, '' from generate_series(1, 40) as n""");

        SchemaMigration.migrate(dataSource);

        assertThat(database.query(
                        "select concat_ws(' ', verdict, zaps, msat) as row from zap_total",
                        row -> row.getString("row")))
                .containsExactlyInAnyOrder("plausible 20 20000000000", "suspicious 20 42000000000000000000");
        assertThat(database.query(
                        "select concat_ws(' ', pubkey, received, received_msat, sent, sent_msat) as row from zap_account",
                        row -> row.getString("row")))
                .containsExactlyInAnyOrder("\\x0c 20 20000000000 0 0", "\\x0b 0 0 20 20000000000");
        assertThat(count(database, "zap_minute")).isEqualTo(22);
    }

    private static long count(Database database, String table) {
        return database.find("select count(*) as rows from " + table, row -> row.getLong("rows"))
                .orElseThrow();
    }
}
