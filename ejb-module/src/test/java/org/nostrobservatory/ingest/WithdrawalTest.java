package org.nostrobservatory.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.ingest.SampleEvents.ALICE;
import static org.nostrobservatory.ingest.SampleEvents.BOB;
import static org.nostrobservatory.ingest.SampleEvents.TIME;
import static org.nostrobservatory.ingest.SampleEvents.note;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.SecretKey;
import org.nostrobservatory.protocol.Tag;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;

/** What authors take back, rule by rule. */
class WithdrawalTest {

    private enum Order {
        TARGET_FIRST,
        REQUEST_FIRST,
        TOGETHER
    }

    private final Database database = TestDatabase.migrated();
    private final TestArchive archive = new TestArchive(database);
    private final Events events = new Events(database);

    @ParameterizedTest
    @EnumSource
    void aDeletedEventIsGoneAndDoesNotComeBack(Order order) {
        Event target = note(ALICE, "regretted");
        Event request = delete(ALICE, TIME + 1, e(target));
        add(order, target, request);
        assertThat(stored()).containsExactly(request.id());
        assertThat(rows("sighting")).isEqualTo(1);

        archive.add(target, target);

        assertThat(events.find(target.id())).isEmpty();
        assertThat(stored()).containsExactly(request.id());
        assertThat(outcome("withdrawn")).isEqualTo(order == Order.TARGET_FIRST ? 2 : 3);
    }

    @ParameterizedTest
    @EnumSource
    void nobodyDeletesTheEventsOfOthers(Order order) {
        Event target = note(ALICE, "stays");
        Event article = ALICE.sign(TIME, 30_023, List.of(Tag.of("d", "x")), "");
        Event request = delete(BOB, TIME + 1, e(target), a(article));
        add(order, target, request);
        add(order, article, request);

        assertThat(stored()).containsExactlyInAnyOrder(target.id(), article.id(), request.id());
    }

    @ParameterizedTest
    @EnumSource
    void deletingADeletionOrAVanishingHasNoEffect(Order order) {
        Event target = note(ALICE, "regretted");
        Event deletion = delete(ALICE, TIME + 1, e(target));
        Event vanish = vanish(BOB, TIME);
        add(order, deletion, delete(ALICE, TIME + 2, e(deletion)));
        add(order, vanish, delete(BOB, TIME + 2, e(vanish)));
        archive.add(target);

        assertThat(stored()).hasSize(4).doesNotContain(target.id());
    }

    @ParameterizedTest
    @EnumSource
    void anAddressIsDeletedUpToTheTimeOfTheRequest(Order order) {
        Event old = version(TIME, "x", "old");
        Event same = version(TIME + 10, "x", "same time");
        Event later = version(TIME + 11, "x", "later");
        Event other = version(TIME, "y", "other");
        Event request = delete(ALICE, TIME + 10, a(old));
        add(order, old, request);
        archive.add(same, later, other);

        assertThat(stored()).containsExactlyInAnyOrder(later.id(), other.id(), request.id());
        assertThat(current()).containsExactlyInAnyOrder(later.id(), other.id());
    }

    @Test
    void ofTwoRequestsForAnAddressTheLaterCounts() {
        Event late = delete(ALICE, TIME + 20, a(version(TIME, "x", "")));
        Event early = delete(ALICE, TIME + 10, a(version(TIME, "x", "")));
        archive.add(late);
        archive.add(early);
        archive.add(version(TIME + 15, "x", "between"));

        assertThat(current()).isEmpty();
    }

    @Test
    void whenTheCurrentVersionIsDeletedTheNextBestIsCurrent() {
        Event old = ALICE.sign(TIME, 3, List.of(), "old");
        Event middle = ALICE.sign(TIME + 1, 3, List.of(), "middle");
        Event newest = ALICE.sign(TIME + 2, 3, List.of(), "newest");
        archive.add(middle, newest);
        archive.add(old);
        assertThat(current()).containsExactly(newest.id());

        archive.add(delete(ALICE, TIME + 3, e(newest)));
        assertThat(current()).containsExactly(middle.id());
        archive.add(delete(ALICE, TIME + 3, e(middle), e(old)));
        assertThat(current()).isEmpty();
    }

    @Test
    void identifiersMayBeHugeAndHoldAnything() {
        String huge = "x".repeat(100_000);
        archive.add(version(TIME, huge + "a", "1"), version(TIME, huge + "b", "2"), version(TIME, "\u0000", "3"));
        assertThat(current()).hasSize(3);

        archive.add(delete(ALICE, TIME, a(version(TIME, "\u0000", "")), a(version(TIME, huge + "a", ""))));
        assertThat(current()).containsExactly(version(TIME, huge + "b", "2").id());
    }

    @ParameterizedTest
    @EnumSource
    void whoVanishesTakesEverythingAlongAndStaysAway(Order order) {
        Event before = note(ALICE, "before");
        Event deletion = delete(ALICE, TIME - 1, e(note(ALICE, "deleted")));
        Event wrap =
                BOB.sign(TIME - 5, 1059, List.of(Tag.of("p", before.pubkey().hex())), "for Alice");
        Event otherWrap = BOB.sign(TIME - 5, 1059, List.of(Tag.of("p", "ab".repeat(32))), "for somebody");
        Event after = ALICE.sign(TIME + 1, 1, List.of(), "after");
        Event request = vanish(ALICE, TIME);
        add(order, before, request);
        archive.add(deletion, wrap, otherWrap, after, note(ALICE, "deleted"));
        archive.add(before, request);

        assertThat(stored()).containsExactlyInAnyOrder(request.id(), after.id(), otherWrap.id());
        assertThat(rows("gift_wrap")).isEqualTo(1);
    }

    @Test
    void vanishingRemovesStoredDeletionsAndGiftWraps() {
        Event deletion = delete(ALICE, TIME - 1, e(note(ALICE, "deleted")));
        Event wrap =
                BOB.sign(TIME - 5, 1059, List.of(Tag.of("p", deletion.pubkey().hex())), "for Alice");
        archive.add(deletion, wrap);
        assertThat(rows("gift_wrap")).isEqualTo(1);

        Event request = vanish(ALICE, TIME);
        archive.add(request);

        assertThat(stored()).containsExactly(request.id());
        assertThat(rows("gift_wrap")).isZero();
    }

    @Test
    void aRequestToVanishFromElsewhereIsJustAnEvent() {
        Event elsewhere = ALICE.sign(TIME, 62, List.of(Tag.of("relay", "wss://elsewhere.example")), "");
        archive.add(note(ALICE, "stays"), elsewhere);
        assertThat(stored()).hasSize(2);

        archive.add(ALICE.sign(TIME, 62, List.of(Tag.of("relay", TestArchive.SERVICE_URL)), ""));
        assertThat(stored()).hasSize(2).contains(elsewhere.id());
    }

    @Test
    void whatHasExpiredOnArrivalIsCountedAndNotStored() {
        archive.add(
                expiring(Instant.now().getEpochSecond() - 1),
                expiring(0),
                note(ALICE, "x", Tag.of("expiration", "never")));

        assertThat(stored()).hasSize(1);
        assertThat(outcome("expired")).isEqualTo(2);
    }

    @Test
    void whatExpiresLaterIsHiddenFromThatSecondOnAndRemovedInPortions() {
        long soon = Instant.now().getEpochSecond() + 1000;
        Event event = expiring(soon);
        archive.add(event, expiring(soon + 1), expiring(soon + 2), note(ALICE, "stays"));

        assertThat(events.find(event.id(), Instant.ofEpochSecond(soon - 1))).isPresent();
        assertThat(events.find(event.id(), Instant.ofEpochSecond(soon))).isEmpty();
        assertThat(archive.removeExpired(Instant.ofEpochSecond(soon - 1), 10)).isZero();
        assertThat(archive.removeExpired(Instant.ofEpochSecond(soon + 2), 2)).isEqualTo(2);
        assertThat(archive.removeExpired(Instant.ofEpochSecond(soon + 2), 2)).isEqualTo(1);
        assertThat(stored()).containsExactly(note(ALICE, "stays").id());
    }

    @Test
    void protectedEventsAreCountedAndNotStored() {
        Event target = note(ALICE, "regretted");
        archive.add(target, note(ALICE, "mine", Tag.of("-")));
        assertThat(stored()).containsExactly(target.id());
        assertThat(outcome("protected")).isEqualTo(1);

        archive.add(delete(ALICE, TIME, e(target), Tag.of("-")));
        assertThat(stored())
                .as("a request takes effect even if it may not be kept")
                .isEmpty();
    }

    @Test
    void everyCopyIsCountedOnce() {
        Event target = note(ALICE, "regretted");
        archive.add(target, target, delete(ALICE, TIME, e(target)), note(BOB, "x"), note(BOB, "x"), expiring(5));

        assertThat(database.query(
                        "select outcome || ' ' || events as line from relay_outcome order by outcome",
                        row -> row.getString("line")))
                .containsExactly("duplicate 1", "expired 1", "stored 2", "withdrawn 2");
    }

    private void add(Order order, Event target, Event request) {
        switch (order) {
            case TARGET_FIRST -> {
                archive.add(target);
                archive.add(request);
            }
            case REQUEST_FIRST -> {
                archive.add(request);
                archive.add(target);
            }
            case TOGETHER -> archive.add(target, request);
        }
    }

    private static Event version(long createdAt, String identifier, String content) {
        return ALICE.sign(createdAt, 30_023, List.of(Tag.of("d", identifier)), content);
    }

    private static Event expiring(long at) {
        return note(ALICE, "expires", Tag.of("expiration", Long.toString(at)));
    }

    private static Event vanish(SecretKey author, long createdAt) {
        return author.sign(createdAt, 62, List.of(Tag.of("relay", "ALL_RELAYS")), "");
    }

    private static Event delete(SecretKey author, long createdAt, Tag... targets) {
        return author.sign(createdAt, 5, Arrays.asList(targets), "");
    }

    private static Tag e(Event target) {
        return Tag.of("e", target.id().hex());
    }

    private static Tag a(Event target) {
        return Tag.of(
                "a",
                target.kind() + ":" + target.pubkey() + ":"
                        + target.tagValue("d").orElse(""));
    }

    private List<Bytes> stored() {
        return database.query("select id from event", row -> Database.bytes(row, "id"));
    }

    private List<Bytes> current() {
        return database.query("select event_id from current_event", row -> Database.bytes(row, "event_id"));
    }

    private long rows(String table) {
        return database.find("select count(*) as rows from " + table, row -> row.getLong("rows"))
                .orElseThrow();
    }

    private long outcome(String outcome) {
        return database.find(
                        "select events from relay_outcome where outcome = ?", row -> row.getLong("events"), outcome)
                .orElse(0L);
    }
}
