package org.nostrobservatory.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.ingest.SampleEvents.TIME;
import static org.nostrobservatory.ingest.SampleEvents.key;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nostrobservatory.ingest.TestArchive;
import org.nostrobservatory.person.People.Entry;
import org.nostrobservatory.person.People.Order;
import org.nostrobservatory.person.People.Place;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Nip19;
import org.nostrobservatory.protocol.Tag;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;
import org.nostrobservatory.score.HourOfDay;

class PeopleTest {

    private static final Instant NOW = Instant.ofEpochSecond(TIME + 86_400);

    private final Database database = TestDatabase.migrated();
    private final People people = new People(database);

    /** 25 people; of three each the same values, one in three trusted. */
    private void crowd() {
        database.update("""
                insert into person (pubkey, followers, trusted_followers, notes, msat_received, influence, trusted_influence,
                                    trusted)
                select sha256(i::text::bytea), i / 3, i / 6, i / 3, 1000 * (i / 3), sqrt(i / 3), sqrt(i / 6), i % 3 = 0
                from generate_series(0, 24) as i""");
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void partsOfAListMakeTheWholeOfIt(Order order) {
        crowd();
        for (boolean trusted : List.of(false, true)) {
            List<Entry> all = people.list(order, trusted, null, 1000).people();
            List<Entry> pieces = new ArrayList<>();
            Place place = null;
            do {
                People.Part part = people.list(order, trusted, place, 4);
                pieces.addAll(part.people());
                place = part.next() == null
                        ? null
                        : Place.parse(order, part.next().text()).orElseThrow();
            } while (place != null);

            assertThat(pieces).isEqualTo(all).doesNotHaveDuplicates();
            assertThat(all).hasSize(trusted ? order == Order.INFLUENCE || order == Order.FOLLOWERS ? 7 : 8 : 22);
            assertThat(all).allMatch(entry -> !trusted || entry.trusted());
            assertThat(all.stream().map(entry -> -value(entry, order, trusted))).isSorted();
        }
    }

    private static double value(Entry entry, Order order, boolean trusted) {
        return switch (order) {
            case INFLUENCE -> trusted ? entry.trustedInfluence() : entry.influence();
            case FOLLOWERS -> trusted ? entry.trustedFollowers() : entry.followers();
            case ZAPS -> entry.receivedSats();
            case NOTES -> entry.notes();
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "x 1",
                "1 x",
                "1 2 3",
                "1 99999999999",
                "1e999999 1 ",
                "0 1",
                "-1 1",
                "NaN 1",
                "Infinity 1"
            })
    void whatIsNoPlaceIsNone(String text) {
        assertThat(Place.parse(Order.INFLUENCE, text)).isEmpty();
        assertThat(Place.parse(Order.ZAPS, "1.5 7")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "alice, alice alicent",
        "ALI, alicent alice",
        "Åsa, Åsa",
        "satoshi, alice",
        "SATOSHI N, alice",
        "a%, ''",
        "a_, ''",
        "\\, ''",
        "zzz, ''",
        "'  ', ''"
    })
    void peopleAreFoundByHowTheirNameBegins(String text, String names) {
        profile(1, "alice", "Satoshi Nakamoto", 1);
        profile(2, "alicent", null, 2);
        profile(3, "Åsa", null, 1);
        profile(4, null, null, 1);

        assertThat(people.search(text, 10).stream().map(Entry::name))
                .containsExactlyElementsOf(
                        names.isEmpty()
                                ? List.of()
                                : Stream.of(names.split(" ")).toList());
    }

    @Test
    void namesOfAnyLengthAndScriptAreFound() {
        String rtl = "\u202Eevil\u200B\u200D🧛🏽‍♂️";
        profile(1, "x".repeat(2000), null, 1);
        profile(2, rtl, null, 1);

        assertThat(people.search("x".repeat(1_000_000), 10)).hasSize(1);
        assertThat(people.search(rtl, 10)).hasSize(1);
        assertThat(people.search("\0", 10)).isEmpty();
    }

    @Test
    void peopleAreFoundByTheirKeyInAnySpellingOrTheBeginningOfIt() {
        profile(1, "alice", null, 1);
        Bytes pubkey = pubkey(1);
        for (String text : List.of(
                pubkey.hex(),
                Nip19.npub(pubkey),
                "nostr:" + Nip19.npub(pubkey),
                pubkey.hex().substring(0, 8),
                " " + pubkey.hex().substring(0, 63))) {
            assertThat(people.search(text, 10)).as(text).extracting(Entry::name).containsExactly("alice");
        }
        assertThat(people.search(pubkey.hex().substring(0, 7), 10)).isEmpty();
        assertThat(people.search(pubkey(9).hex(), 10)).extracting(Entry::notes).containsExactly(0L);
    }

    @Test
    void theNumberOfThoseFoundIsBounded() {
        crowd();
        database.update(
                "insert into profile (pubkey, event_id, created_at, name) select pubkey, '', 0, 'same' from person");

        List<Entry> found = people.search("same", 10);
        assertThat(found).hasSize(10);
        assertThat(found.stream().map(entry -> -entry.influence())).isSorted();
    }

    @Test
    void everythingAboutAPersonIsThere() {
        TestArchive archive = new TestArchive(database, new PersonProjector(database));
        Event note = key(1).sign(TIME, 1, List.of(), "hello\0world");
        Event later = key(1).sign(TIME + 2 * 3600, 1, List.of(), "x".repeat(5000));
        archive.add(note, later, key(1).sign(TIME + 2 * 3600 + 5, 7, List.of(), "+"));
        archive.add(key(1).sign(TIME - 400 * 86_400, 1, List.of(), "more than a year before the last one"));
        archive.add(key(2).sign(TIME, 3, List.of(Tag.of("p", pubkey(1).hex())), ""));
        database.update(
                "insert into author (pubkey, first_event_at, last_event_at, events, notes, first_note_at, last_note_at)"
                        + " values (?, ?, ?, 3, 2, ?, ?)",
                pubkey(1),
                TIME,
                TIME + 7205,
                TIME,
                TIME + 7200);
        profile(1, "alice", "javascript:alert(1)", 0);
        score(note, 1, 10);
        score(later, 2, 5);
        new FollowLists(database).update(10, Instant.ofEpochSecond(TIME));
        new PersonCounts(database).update(10);

        PersonDetails details = new PersonDetails(database);
        PersonDetails.Details found = details.find(pubkey(1), NOW).orElseThrow();
        assertThat(found.profile().displayName()).isEqualTo("javascript:alert(1)");
        assertThat(found.activity().totalEvents()).isEqualTo(3);
        assertThat(found.activity().notes()).isEqualTo(2);
        assertThat(found.activity().firstSeen()).isEqualTo(Instant.ofEpochSecond(TIME));
        assertThat(found.activity().lastNote()).isEqualTo(Instant.ofEpochSecond(TIME + 7200));
        assertThat(found.hours().counts().subList(0, 4)).containsExactly(1L, 0L, 2L, 0L);
        assertThat(found.followers()).isEqualTo(1);
        assertThat(found.engagementRate()).isEqualTo(100.0 * 5 / 2);
        assertThat(found.followersByDay())
                .extracting(PersonDetails.DayFollowers::followers)
                .containsExactly(1L);
        assertThat(found.influence().value())
                .isEqualTo(people.search("alice", 1).get(0).influence())
                .isPositive();

        assertThat(details.find(pubkey(2), NOW).orElseThrow().follows()).isEqualTo(1);
        assertThat(details.find(pubkey(3), NOW)).isEmpty();
    }

    @Test
    void timesThatNoClockShowsAreShownAsTheLastOne() {
        Event note = key(1).sign(Long.MAX_VALUE - 1, 1, List.of(), "from the end of time");
        new TestArchive(database).add(note);
        database.update(
                "insert into author (pubkey, first_event_at, last_event_at, events) values (?, ?, ?, 1)",
                pubkey(1),
                note.createdAt(),
                note.createdAt());

        PersonDetails.Details found =
                new PersonDetails(database).find(pubkey(1), NOW).orElseThrow();
        assertThat(found.activity().lastSeen()).hasToString("9999-12-31T23:59:59Z");
        assertThat(found.hours()).as("its time has not come").isEqualTo(HourOfDay.NONE);
    }

    private void score(Event note, int reactions, double rank) {
        database.update("""
                insert into note_score (event_id, pubkey, created_at, zaps, msat, replies, reposts, reactions, rank,
                    trusted_zaps, trusted_msat, trusted_replies, trusted_reposts, trusted_reactions)
                values (?, ?, ?, 1, 21000, 0, 0, ?, ?, 0, 0, 0, 0, 0)""", note.id(), note.pubkey(), note.createdAt(), reactions, rank);
    }

    private void profile(int number, String name, String displayName, double influence) {
        database.update(
                "insert into profile (pubkey, event_id, created_at, name, display_name) values (?, '', ?, ?, ?)",
                pubkey(number),
                TIME,
                name,
                displayName);
        database.update(
                "insert into person (pubkey, influence) values (?, ?) on conflict do nothing",
                pubkey(number),
                influence);
    }

    private static Bytes pubkey(int number) {
        return key(number).publicKey();
    }
}
