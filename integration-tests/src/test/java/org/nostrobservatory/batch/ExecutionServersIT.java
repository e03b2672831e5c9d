package org.nostrobservatory.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.coordination.ThisServer;
import org.nostrobservatory.launcher.EmbeddedDatabase;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.SchemaMigration;

/** What servers know of each other's executions. Here, because there is a database here; no server is started. */
class ExecutionServersIT {

    private static EmbeddedDatabase postgres;
    private static Database database;

    private final ThisServer me = new ThisServer();
    private final ThisServer other = new ThisServer();
    private final ExecutionServers mine = new ExecutionServers(database, me);
    private final ExecutionServers others = new ExecutionServers(database, other);

    @BeforeAll
    static void start() {
        postgres = EmbeddedDatabase.temporary();
        SchemaMigration.migrate(postgres.dataSource());
        database = new Database(postgres.dataSource());
        // As far as it is of interest here, what the batch runtime makes.
        database.update("""
                create table jbatchexecutioninstancedata
                    (jobexecid integer, createtime timestamp, endtime timestamp, batchstatus text, exitstatus text)""");
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void onlyExecutionsOfServersThatAreGoneAreAbandoned() {
        isThere(me.id());
        isThere(other.id());
        execution(1, mine, Instant.now());
        execution(2, others, Instant.now());
        execution(3, null, Instant.now().minusSeconds(86_400));
        execution(4, null, Instant.now().plusSeconds(1));
        new AbandonedExecutions(database).close();
        assertThat(status(1)).isEqualTo("STARTED");
        assertThat(status(2)).isEqualTo("STARTED");
        assertThat(status(3))
                .as("of an older version, begun before this server")
                .isEqualTo("FAILED");
        assertThat(status(4)).as("just begun, and not written down yet").isEqualTo("STARTED");

        database.update("update collector set left_at = now() where id = ?", other.id());
        new AbandonedExecutions(database).close();
        assertThat(status(1)).isEqualTo("STARTED");
        assertThat(status(2)).isEqualTo("FAILED");
    }

    @Test
    void aJobIsStartedByOneServerAtATime() {
        assertThat(mine.claimStart("rebuild")).isTrue();
        assertThat(others.claimStart("rebuild")).isFalse();
        assertThat(others.claimStart("retention-cleanup")).isTrue();
        mine.endClaim("rebuild");
        assertThat(others.claimStart("rebuild")).isTrue();
        database.update("update job_start set claimed_at = now() - interval '61 seconds'");
        assertThat(mine.claimStart("rebuild")).as("its server died in between").isTrue();
    }

    @Test
    void whoRunsItIsAskedToStopItOnce() {
        isThere(me.id());
        isThere(other.id());
        others.add(11);
        mine.add(12);
        assertThat(mine.requestStop(11)).isTrue();
        assertThat(mine.requestStop(12)).as("it is its own").isFalse();
        assertThat(mine.requestStop(13)).as("nobody runs it").isFalse();
        assertThat(mine.takeStopRequests()).isEmpty();
        assertThat(others.takeStopRequests()).isEqualTo(List.of(11L));
        assertThat(others.takeStopRequests()).isEmpty();
    }

    @Test
    void allSeeHowFarItIs() {
        mine.add(21);
        assertThat(others.progress(21)).isEmpty();
        mine.report(Map.of(21L, new Progress(3, 10, 1)));
        assertThat(others.progress(21)).contains(new Progress(3, 10, 1));
    }

    private static void isThere(UUID collector) {
        database.update("""
                insert into collector (id, name, started_at, heartbeat_at) values (?, 'test', now(), now())
                on conflict do nothing""", collector);
    }

    private static void execution(int id, ExecutionServers server, Instant begun) {
        database.update(
                "insert into jbatchexecutioninstancedata (jobexecid, createtime, batchstatus) values (?, ?, 'STARTED')",
                id,
                begun);
        if (server != null) {
            server.add(id);
        }
    }

    private static String status(int id) {
        return database.find(
                        "select batchstatus from jbatchexecutioninstancedata where jobexecid = ?",
                        row -> row.getString("batchstatus"),
                        id)
                .orElseThrow();
    }
}
