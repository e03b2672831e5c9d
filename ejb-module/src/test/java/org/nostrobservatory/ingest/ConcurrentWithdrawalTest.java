package org.nostrobservatory.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.nostrobservatory.ingest.SampleEvents.ALICE;
import static org.nostrobservatory.ingest.SampleEvents.TIME;
import static org.nostrobservatory.ingest.SampleEvents.key;
import static org.nostrobservatory.ingest.SampleEvents.note;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.SecretKey;
import org.nostrobservatory.protocol.Tag;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;
import org.nostrobservatory.schema.TestTransaction;

/** A request and its target in two transactions at once, neither of which sees the other's rows. */
@Timeout(120)
class ConcurrentWithdrawalTest {

    private final DataSource dataSource = TestDatabase.migratedSource();
    private final Database database = new Database(dataSource);

    private final Event target = note(ALICE, "regretted");
    private final Event request =
            ALICE.sign(TIME, 5, List.of(Tag.of("e", target.id().hex())), "");

    @Test
    void theTargetIsStoredFirstAndNotYetCommittedWhenTheRequestComes() throws Exception {
        storedAtOnce(target, request);
    }

    @Test
    void theRequestIsStoredFirstAndNotYetCommittedWhenTheTargetComes() throws Exception {
        storedAtOnce(request, target);
    }

    @Test
    void aCopyThatArrivesWhileTheEventIsWithdrawnLeavesNoSighting() throws Exception {
        new TestArchive(database).add(target);

        storedAtOnce(request, target);
    }

    private void storedAtOnce(Event first, Event second) throws Exception {
        new TestArchive(database);
        CompletableFuture<Void> later;
        try (TestTransaction transaction = new TestTransaction(dataSource)) {
            new TestArchive(transaction.database()).add(first);
            later = CompletableFuture.runAsync(() -> addInTransaction(List.of(second)));
            await().atMost(20, TimeUnit.SECONDS)
                    .until(() -> count("select count(*) as n from pg_locks where not granted") > 0);
            assertThat(later).isNotDone();
            transaction.commit();
        }
        later.get(20, TimeUnit.SECONDS);

        assertThat(database.query("select id from event", row -> Database.bytes(row, "id")))
                .containsExactly(request.id());
        assertThat(count("select count(*) as n from sighting")).isEqualTo(1);
    }

    @Test
    void fourConsumersStoreAndWithdrawWithoutDeadlockAndAgreeInTheEnd() {
        List<SecretKey> authors =
                IntStream.rangeClosed(1, 4).mapToObj(number -> key(number)).toList();
        List<Event> notes = IntStream.range(0, 400)
                .mapToObj(i -> authors.get(i % 4).sign(TIME + i, i % 3 == 0 ? 30_000 : 1, List.of(), "event " + i))
                .toList();
        List<Event> requests = IntStream.range(0, 120)
                .mapToObj(i -> authors.get(i % 4)
                        .sign(TIME + i, 5, List.of(Tag.of("e", notes.get(i).id().hex())), ""))
                .toList();
        List<Event> frames = new ArrayList<>(notes);
        frames.addAll(notes);
        frames.addAll(requests);
        frames.addAll(requests);
        Collections.shuffle(frames, new Random(7));
        ConcurrentLinkedQueue<List<Event>> batches = new ConcurrentLinkedQueue<>();
        for (int from = 0; from < frames.size(); from += 10) {
            batches.add(frames.subList(from, Math.min(from + 10, frames.size())));
        }
        new TestArchive(database);

        CompletableFuture.allOf(IntStream.range(0, 4)
                        .mapToObj(consumer -> CompletableFuture.runAsync(() -> {
                            for (List<Event> batch = batches.poll(); batch != null; batch = batches.poll()) {
                                addInTransaction(batch);
                            }
                        }))
                        .toArray(CompletableFuture[]::new))
                .join();

        List<Event> expected = new ArrayList<>(notes.subList(120, 400));
        expected.addAll(requests);
        assertThat(database.query("select id from event", row -> Database.bytes(row, "id")))
                .containsExactlyInAnyOrderElementsOf(
                        expected.stream().map(Event::id).toList());
        assertThat(count("select count(*) as n from sighting")).isEqualTo(expected.size());
        assertThat(count("""
                select count(*) as n from current_event full join
                    (select distinct on (pubkey) pubkey, id from event where kind = 30000
                     order by pubkey, created_at desc, id) as best on event_id = id
                where id is null or event_id is null""")).isZero();
        assertThat(count("select coalesce(sum(events), 0) as n from relay_outcome where outcome <> 'future'"))
                .isEqualTo(frames.size());
    }

    private void addInTransaction(List<Event> events) {
        try (TestTransaction transaction = new TestTransaction(dataSource)) {
            new TestArchive(transaction.database()).add(events);
            transaction.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long count(String sql) {
        return database.find(sql, row -> row.getLong("n")).orElseThrow();
    }
}
