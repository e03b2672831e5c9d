package org.nostrobservatory.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.nostrobservatory.ingest.SampleEvents.ALICE;
import static org.nostrobservatory.ingest.SampleEvents.BOB;
import static org.nostrobservatory.ingest.SampleEvents.frame;
import static org.nostrobservatory.ingest.SampleEvents.note;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.configuration.Settings;
import org.nostrobservatory.coordination.TestLeases;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.EventVerifier;
import org.nostrobservatory.protocol.Tag;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;

/** The data path on a real database, without a container: each statement is a transaction. */
class IngestDatabaseTest {

    private final Database database = TestDatabase.migrated();
    private final EventTable events = new EventTable(database);
    private final EventStore store = TestArchive.store(database, new Projection(List.of()));
    private final Events archive = new Events(database);

    @BeforeEach
    void relays() {
        database.update("""
                insert into relay (url, network, role)
                values ('wss://one.example/', 'clearnet', 'configured'), ('wss://two.example/', 'clearnet', 'configured')""");
    }

    @Test
    void storesAnEventOnceWithEveryRelayItWasSeenOn() {
        Event event = note(ALICE, "hello");
        ingest(frame(event), frame(event), from(2, event));
        ingest(from(2, event));

        Events.Seen seen = archive.find(event.id()).orElseThrow();
        assertThat(seen.event()).isEqualTo(event);
        assertThat(seen.relays())
                .extracting(Events.Sighting::url)
                .containsExactly("wss://one.example/", "wss://two.example/");
        assertThat(outcomes())
                .containsEntry("1 stored ", 1L)
                .containsEntry("1 duplicate ", 1L)
                .containsEntry("2 duplicate ", 2L)
                .hasSize(3);
    }

    @Test
    void aKnownCopyIsASightingAndADuplicate() {
        Event event = note(ALICE, "hello");
        ingest(frame(event));
        ingest(copy(2, event), copy(2, event), copy(1, event));

        assertThat(archive.find(event.id()).orElseThrow().relays())
                .extracting(Events.Sighting::url)
                .containsExactly("wss://one.example/", "wss://two.example/");
        assertThat(rows("sighting")).isEqualTo(2);
        assertThat(outcomes())
                .containsEntry("1 stored ", 1L)
                .containsEntry("1 duplicate ", 1L)
                .containsEntry("2 duplicate ", 2L)
                .hasSize(3);
    }

    @Test
    void aCopyOfWhatIsGoneLeavesNothing() {
        Event event = note(ALICE, "hello");
        ingest(copy(2, event));

        assertThat(rows("event")).isZero();
        assertThat(rows("sighting")).isZero();
        assertThat(outcomes()).containsEntry("2 withdrawn ", 1L).hasSize(1);
    }

    /** Somebody can date any number of events to the same second; what lies there must not be read for each of its copies. */
    @Test
    void eventsAreFoundByTheirIdsNotByTheirSecond() {
        Event event = note(ALICE, "hello");
        database.update("""
                insert into event (created_at, number, kind, id, pubkey, sig, tags, content)
                select ? + n, n, 1, sha256(n::text::bytea), '', '', '[]', '' from generate_series(1, 3000) as n""", event.createdAt());
        database.update("analyze event");
        ingest(frame(event));
        ingest(from(2, event), copy(2, event));

        await().until(() -> indexReads("pkey") > 0);
        assertThat(indexReads("created_at_idx")).isZero();
    }

    /** Entries read of the indexes of that name of the table event, its partitions together. */
    private long indexReads(String name) {
        return database.find(
                        "select coalesce(sum(idx_tup_read), 0) as reads from pg_stat_user_indexes"
                                + " where indexrelname ~ ('^event_([0-9]+|other)_' || ? || '$')",
                        row -> row.getLong("reads"),
                        name)
                .orElseThrow();
    }

    private static ReceivedFrame copy(int relayId, Event event) {
        return ReceivedFrame.copy(
                relayId, SampleEvents.frame(event).receivedAt(), new KnownEvents.Key(event.id(), event.createdAt()));
    }

    @Test
    void theSameBatchTwiceChangesNothing() {
        FrameBatch batch = new FrameBatch(
                UUID.randomUUID(), List.of(frame(note(ALICE, "a")), frame(1, "garbage"), frame(note(BOB, "b"))));
        ingest(batch);
        String before = contents();

        ingest(batch);

        assertThat(contents()).isEqualTo(before);
        assertThat(rows("event")).isEqualTo(2);
    }

    @Test
    void aBatchThatAnOutageBroughtBackOftenIsStoredAsAWhole() {
        FrameBatch batch = new FrameBatch(UUID.randomUUID(), List.of(frame(note(ALICE, "a")), frame(note(BOB, "b"))));

        ingestion().ingest(batch, 100);

        assertThat(rows("event")).isEqualTo(2);
        assertThat(rows("ingested_batch")).as("transactions").isEqualTo(1);
    }

    @Test
    void aBatchThatIsBeingTakenApartIsNotStoredAsAWholeToo() {
        Event first = note(ALICE, "stored before the server died");
        FrameBatch batch = new FrameBatch(UUID.randomUUID(), List.of(frame(first), frame(note(BOB, "b"))));
        FrameBatch part = new FrameBatch(Ingestion.partId(batch, 0), List.of(frame(first)));
        ingest(part);

        ingestion().ingest(batch, 5);

        assertThat(outcomes()).containsExactly(Map.entry("1 stored ", 2L));
    }

    private Ingestion ingestion() {
        return new Ingestion(
                new Settings(setting -> Optional.empty()),
                database,
                new IngestedBatches(database),
                events,
                store,
                new KnownEvents());
    }

    @Test
    void everyLegalContentComesBackAsItWasSigned() throws Exception {
        Event event = ALICE.sign(
                SampleEvents.TIME,
                30_023,
                List.of(new Tag(List.of()), Tag.of("x\u0000y", "\u0001\b\f\u007f\u2028", "\"\\/", "😀"), Tag.of("")),
                "\u0000 first, 😀 last\u0000");
        ingest(frame(event));

        Event found = archive.find(event.id()).orElseThrow().event();
        assertThat(found).isEqualTo(event);
        EventVerifier.verify(found);
    }

    @Test
    void eventsOfAnyTimeHaveAPlace() {
        Event first = ALICE.sign(0, 1, List.of(), "1970");
        Event late = ALICE.sign(253_370_764_800L, 1, List.of(), "9999");
        Event absurd = ALICE.sign(1_000_000_000_000_000_000L, 1, List.of(), "beyond");
        ingest(frame(first), frame(late), frame(absurd));

        assertThat(List.of(first, late, absurd))
                .allSatisfy(event -> assertThat(archive.find(event.id())).isPresent());
        assertThat(outcomes()).containsEntry("1 future ", 2L).containsEntry("1 stored ", 3L);
    }

    @Test
    void ephemeralEventsAreCountedAndNotKept() {
        Event event = ALICE.sign(SampleEvents.TIME, 20_001, List.of(), "gone");
        ingest(frame(event));

        assertThat(archive.find(event.id())).isEmpty();
        assertThat(outcomes()).containsExactly(Map.entry("1 ephemeral ", 1L));
    }

    @Test
    void whatIsRejectedIsKeptOncePerRelayWithReasonAndCount() {
        ingest(frame(1, "garbage"), frame(1, "garbage"), frame(2, "garbage"));
        ingest(frame(1, "garbage"), frame(1, "[\"EVENT\",\"s\",{\"id\":\"" + "ab".repeat(32) + "\"}]"));

        assertThat(database.query("""
                        select relay_id || ' ' || reason || ' ' || times || ' ' || coalesce(encode(event_id, 'hex'), '-')
                               || ' ' || convert_from(raw, 'UTF8') as line
                        from rejected_event order by relay_id, reason""", row -> row.getString("line")))
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("1 malformed-json 3 - garbage"),
                        line -> assertThat(line).startsWith("1 missing-field 1 " + "ab".repeat(32)),
                        line -> assertThat(line).isEqualTo("2 malformed-json 1 - garbage"));
        assertThat(outcomes()).containsEntry("1 rejected malformed-json", 3L);
    }

    @Test
    void aRejectedFrameMayHoldAnything() {
        ingest(frame(1, "[\"\u0000EVENT\u0000\",\"s\"]"), frame(1, "[\"" + "x".repeat(200_000) + "\"]"));

        assertThat(rows("rejected_event")).isEqualTo(2);
    }

    @Test
    void whoImportsLearnsWhatBecameOfEachLine() {
        ImportedBatches imported = new ImportedBatches(database);
        Event stored = note(ALICE, "a");
        FrameBatch batch = new FrameBatch(
                UUID.randomUUID(),
                List.of(
                        frame(1, "garbage"),
                        frame(stored),
                        frame(1, "garbage"),
                        frame(stored),
                        frame(ALICE.sign(SampleEvents.TIME, 20_001, List.of(), "ephemeral"))));
        imported.expect(batch, 1);
        assertThat(imported.outcomes(batch.id()).orElseThrow()).hasSize(5).containsOnlyNulls();

        // Part by part, as after a transaction that keeps breaking.
        ReceivedFrame first = batch.frames().get(0);
        store.store(UUID.randomUUID(), batch, check(List.of(first)));
        assertThat(imported.outcomes(batch.id()).orElseThrow())
                .containsExactly("rejected:malformed-json", null, null, null, null);
        store.store(batch.id(), batch, check(batch.frames().subList(1, 5)));
        imported.expect(batch, 1);

        assertThat(imported.outcomes(batch.id()).orElseThrow())
                .containsExactly(
                        "rejected:malformed-json", "stored", "rejected:malformed-json", "duplicate", "ephemeral");
        assertThat(imported.outcomes(UUID.randomUUID())).isEmpty();
    }

    @Test
    void removingTakesTheSightingsWithIt() {
        Event event = note(ALICE, "old");
        ingest(frame(event), from(2, event), frame(note(BOB, "stays")));

        List<Event> removed = events.delete(List.of(event.id()), List.of(event.createdAt()));

        assertThat(removed).containsExactly(event);
        assertThat(rows("event")).isEqualTo(1);
        assertThat(rows("sighting")).isEqualTo(1);
    }

    @Test
    void theCursorOfARelayIsStoredWithTheBatchAndNeverGoesBack() {
        Instant later = Instant.parse("2026-01-01T00:10:00Z");
        Instant earlier = later.minusSeconds(60);
        TestLeases.grant(database, 1, 1);
        TestLeases.grant(database, 2, 2);
        ingest(frame(note(ALICE, "a")), ReceivedFrame.synced(1, earlier, 1), ReceivedFrame.synced(1, later, 1));
        ingest(ReceivedFrame.synced(1, earlier, 1), ReceivedFrame.synced(2, earlier, 2));

        assertThat(new RelayCursors(database).all()).isEqualTo(Map.of(1, later, 2, earlier));
        assertThat(outcomes()).containsExactly(Map.entry("1 stored ", 1L));
    }

    @Test
    void onlyTheHolderOfTheLeaseMovesTheCursor() {
        Instant first = Instant.parse("2026-01-01T00:00:00Z");
        TestLeases.grant(database, 1, 7);
        ingest(ReceivedFrame.synced(1, first, 7));
        TestLeases.grant(database, 1, 8);
        ingest(ReceivedFrame.synced(1, first.plusSeconds(60), 7));
        assertThat(new RelayCursors(database).all()).isEqualTo(Map.of(1, first));

        ingest(ReceivedFrame.synced(1, first.plusSeconds(90), 7), ReceivedFrame.synced(1, first.plusSeconds(30), 8));
        assertThat(new RelayCursors(database).all()).isEqualTo(Map.of(1, first.plusSeconds(30)));
    }

    private void ingest(ReceivedFrame... frames) {
        ingest(new FrameBatch(UUID.randomUUID(), List.of(frames)));
    }

    private void ingest(FrameBatch batch) {
        store.store(batch.id(), batch, check(batch.frames()));
    }

    private CheckedFrames check(List<ReceivedFrame> frames) {
        return new FrameCheck(1 << 20, 5_000, events::findStored).check(frames);
    }

    private static ReceivedFrame from(int relayId, Event event) {
        ReceivedFrame frame = frame(event);
        return ReceivedFrame.of(relayId, frame.receivedAt().plusSeconds(1), Asked.ANYTHING, frame.text(), 1 << 20);
    }

    private long rows(String table) {
        return database.find("select count(*) as rows from " + table, row -> row.getLong("rows"))
                .orElseThrow();
    }

    private Map<String, Long> outcomes() {
        return database
                .query(
                        "select relay_id || ' ' || outcome || ' ' || reason as name, events from relay_outcome",
                        row -> Map.entry(row.getString("name"), row.getLong("events")))
                .stream()
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private String contents() {
        return database.find("""
                        select (select json_agg(t)::text from (select * from event order by id) t)
                            || (select json_agg(t)::text from (select * from sighting order by 1, 3) t)
                            || (select json_agg(t)::text from (select * from relay_outcome order by 1, 2, 3) t)
                            || (select json_agg(t)::text from (select * from rejected_event order by id) t)
                            || (select json_agg(t)::text from (select * from ingested_batch order by id) t) as rows""", row -> row.getString("rows")).orElseThrow();
    }
}
