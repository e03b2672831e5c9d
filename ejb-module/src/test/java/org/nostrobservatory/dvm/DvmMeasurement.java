package org.nostrobservatory.dvm;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;
import org.nostrobservatory.schema.TestTransaction;

/**
 * How long questions about jobs take with half a million of them in a month, or as many as {@code -Ddvm.jobs} says: no test, but
 * run by {@code mvn verify -pl ejb-module -am -Dtest=DvmMeasurement -Dsurefire.failIfNoSpecifiedTests=false}. Most jobs are of
 * one kind and done by a few DVMs, as in reality (spec B.14).
 */
class DvmMeasurement {

    private static final int JOBS = Integer.getInteger("dvm.jobs", 500_000);
    private static final Instant NOW = Instant.parse("2026-03-01T12:34:56Z");
    private static final int TIMES = 20;

    private Database database;

    @Test
    void measure() throws SQLException {
        DataSource source = TestDatabase.migratedSource();
        database = new Database(source);
        fill();
        // As the container runs beans.
        try (TestTransaction transaction = new TestTransaction(source)) {
            database = transaction.database();
            ask();
        }
    }

    private void ask() {
        DvmNetwork network = new DvmNetwork(database);
        Dvms dvms = new Dvms(database);
        DvmKinds kinds = new DvmKinds(database);
        DvmJobs jobs = new DvmJobs(database);
        JobDetails details = new JobDetails(database);
        Bytes dvm = database.find(
                        "select pubkey from job_answer group by pubkey order by count(*) desc limit 1",
                        row -> Database.bytes(row, "pubkey"))
                .orElseThrow();
        Bytes job = database.find("select request_id from job limit 1", row -> Database.bytes(row, "request_id"))
                .orElseThrow();
        for (JobWindow window : JobWindow.values()) {
            report("overview " + window, 3, () -> network.overview(window, NOW));
            report("list of DVMs " + window, 3, () -> dvms.all(window, NOW));
            report("kinds " + window, 3, () -> kinds.all(window, NOW));
            report("details of the busiest DVM " + window, 3, () -> dvms.details(dvm, window, NOW));
            report("details of the busiest kind " + window, 3, () -> kinds.details(5300, window, NOW));
        }
        report("others", TIMES, () -> network.others(1000, NOW));
        for (DvmJobs.State state : DvmJobs.State.values()) {
            report("latest jobs " + state, TIMES, () -> jobs.latest(state, null, null, 20, NOW));
            report("jobs of the busiest DVM " + state, TIMES, () -> jobs.of(dvm, state, null, 20, NOW));
        }
        report("a job", TIMES, () -> details.find(job));
    }

    private void fill() {
        database.update("""
                insert into job_request
                select sha256(('r' || i)::bytea), case when i % 20 = 0 then 5000 + i % 40 else 5300 end,
                       sha256(('u' || (i::bigint * 7919 % 50000))::bytea), ? - (i::bigint * 2592000 / ?), '{}', '{}', null, false
                from generate_series(1, ?) as i""", NOW.getEpochSecond(), JOBS, JOBS);
        database.update("""
                insert into job_result
                select sha256(('s' || i)::bytea), kind + 1000, sha256(('d' || floor(power(i % 1000 / 1000.0, 4) * 800))::bytea),
                       created_at + i % 30, event_id, null, null, false
                from (select *, row_number() over () as i from job_request) as r where i % 5 > 0""");
        database.update("""
                insert into job_feedback
                select sha256(('f' || i)::bytea), sha256(('d' || floor(power(i % 1000 / 1000.0, 4) * 800))::bytea), created_at + 1,
                       event_id, case when i % 50 = 0 then 'error' else 'processing' end, null, null, false
                from (select *, row_number() over () as i from job_request) as r where i % 2 = 0""");
        database.update("""
                insert into job
                select r.event_id, r.kind, r.pubkey, r.created_at, case when s.event_id is null then 'requested' else 'answered' end,
                       1, 1, 1, r.created_at + 1, s.created_at, null, 0
                from job_request as r left join job_result as s on s.request_id = r.event_id""");
        database.update("""
                insert into job_answer
                select r.event_id, s.pubkey, r.kind, r.pubkey, r.created_at, false, r.created_at + 1, s.created_at, 1, 1, 0, false,
                       'processing', case when right(s.pubkey::text, 1) = '0' then 21000 end, 0, '{}'
                from job_request as r join job_result as s on s.request_id = r.event_id""");
        database.update("""
                insert into dvm select pubkey, min(created_at), max(created_at), min(created_at), max(created_at), 1, 'x', null, null, true, null
                from job_result group by pubkey""");
        database.update("""
                insert into dvm_kind select pubkey, kind - 1000, true, min(created_at), max(created_at) from job_result
                group by pubkey, kind""");
        database.update("vacuum analyze");
    }

    private static void report(String what, int times, Runnable question) {
        long[] millis = new long[times];
        for (int i = 0; i < times; i++) {
            Instant begin = Instant.now();
            question.run();
            millis[i] = Duration.between(begin, Instant.now()).toMillis();
        }
        Arrays.sort(millis);
        System.err.println(what + ": median " + millis[times / 2] + " ms, p95 " + millis[times * 95 / 100] + " ms");
    }
}
