package org.nostrobservatory.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.ingest.SampleEvents.TIME;
import static org.nostrobservatory.ingest.SampleEvents.key;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.configuration.Setting;
import org.nostrobservatory.configuration.Settings;
import org.nostrobservatory.ingest.ProjectionCheck;
import org.nostrobservatory.ingest.TestArchive;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Nip19;
import org.nostrobservatory.protocol.SecretKey;
import org.nostrobservatory.protocol.Tag;
import org.nostrobservatory.schema.AdvisoryLock;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;
import org.nostrobservatory.schema.TestTransaction;

/** People 1 to 8 follow each other and person 9; puppets 20 to 24 follow each other and person 1. Person 30 is nobody's. */
class TrustTest {

    private static final Instant NOW = Instant.ofEpochSecond(TIME).plus(Duration.ofDays(1));

    private final DataSource source = TestDatabase.migratedSource();
    private final Database database = new Database(source);
    private final TestArchive archive = new TestArchive(database, new PersonProjector(database));
    private final FollowLists lists = new FollowLists(database);

    @BeforeEach
    void follow() {
        for (int person = 1; person <= 8; person++) {
            archive.add(list(person, 0, IntStream.rangeClosed(1, 9)));
        }
        for (int puppet = 20; puppet <= 24; puppet++) {
            archive.add(list(puppet, 0, IntStream.of(1, 20, 21, 22, 23, 24)));
        }
        archive.add(list(30, 0, IntStream.empty()));
        updateLists();
    }

    /** Whoever counts people all the time would otherwise keep the set from ever being computed. */
    @Test
    void theSetIsComputedAfterWhoIsAtPeopleJustNow() throws Exception {
        CompletableFuture<Integer> changed;
        try (TestTransaction counting = new TestTransaction(source)) {
            AdvisoryLock.PEOPLE.lock(counting.database());
            changed = CompletableFuture.supplyAsync(() -> trust("").update(NOW));
            while (!changed.isDone() && database.query("""
                    select from pg_locks where locktype = 'advisory' and not granted
                    and database = (select oid from pg_database where datname = current_database())""", row -> true).isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(changed).isNotDone();
            counting.commit();
        }
        assertThat(changed.join()).isEqualTo(9);
    }

    @Test
    void whomTrustedPeopleFollowIsTrustedAndPuppetsAreNot() {
        Trust trust = trust("");
        assertThat(trust.update(NOW)).isEqualTo(9);

        assertThat(trusted()).isEqualTo(keys(IntStream.rangeClosed(1, 9)));
        assertThat(number("trusted_followers", 9)).isEqualTo(8);
        assertThat(number("trusted_followers", 1)).isEqualTo(7);
        assertThat(number("followers", 1)).isEqualTo(12);
        assertThat(number("trusted_followers", 20)).isZero();
        assertThat(wrong()).isEmpty();
    }

    @Test
    void aSecondRunWithoutChangesWritesNothing() {
        Trust trust = trust("");
        trust.update(NOW);
        List<String> before = versions();

        assertThat(trust.update(NOW.plus(Duration.ofHours(1)))).isZero();
        assertThat(versions()).isEqualTo(before);
    }

    @Test
    void configuredSeedsReplaceTheElectedOnes() {
        Trust trust = trust(Nip19.npub(pubkey(20)) + ", " + pubkey(21).hex() + ","
                + pubkey(22).hex());
        trust.update(NOW);

        assertThat(trusted()).contains(pubkey(20), pubkey(24)).doesNotContain(pubkey(9));
        assertThat(wrong()).isEmpty();
    }

    @Test
    void listsThatComeLaterCountByWhoIsTrustedNow() {
        Trust trust = trust("");
        trust.update(NOW);
        archive.add(list(1, 1, IntStream.of(2, 30)), list(20, 1, IntStream.of(30)));
        updateLists();

        assertThat(number("trusted_followers", 30)).isEqualTo(1);
        assertThat(number("followers", 30)).isEqualTo(2);
        assertThat(number("trusted_followers", 9)).isEqualTo(7);
        assertThat(wrong()).isEmpty();

        for (int person = 2; person <= 8; person++) {
            archive.add(list(person, 1, IntStream.of(1, 30)));
        }
        updateLists();
        trust.update(NOW);
        assertThat(trusted()).contains(pubkey(30), pubkey(1)).doesNotContain(pubkey(9));
        assertThat(wrong()).isEmpty();
    }

    @Test
    void notesAreCountedAgainToWhichThoseWhoAreTrustedNowDidSomething() {
        Bytes[] targets = IntStream.rangeClosed(1, 8)
                .mapToObj(i -> Bytes.sha256(new byte[] {(byte) i}))
                .toArray(Bytes[]::new);
        archive.add(note(1, 0), note(2, 1), note(3, 2), note(20, 3), note(4, 4));
        database.update(
                "insert into reaction select id, pubkey, created_at, ?, '+' from event where content = 'note 0'",
                targets[0]);
        database.update(
                "insert into repost select id, pubkey, created_at, ? from event where content = 'note 1'", targets[1]);
        database.update(
                "insert into note select id, pubkey, created_at, null, ? from event where content = 'note 2'",
                targets[2]);
        database.update(
                "insert into reaction select id, pubkey, created_at, ?, '+' from event where content = 'note 3'",
                targets[3]);
        database.update(
                "insert into comment select id, pubkey, created_at, null, ? from event where content = 'note 4'",
                targets[4]);
        zap(5, targets[5], "plausible", true);
        zap(6, targets[6], "suspicious", true);
        zap(7, targets[7], "plausible", false);
        trust("").update(NOW);

        assertThat(database.query("select distinct event_id from note_change", row -> Database.bytes(row, "event_id")))
                .containsExactlyInAnyOrder(targets[0], targets[1], targets[2], targets[4], targets[5]);
    }

    @Test
    void whatIsLongPastIsCountedAgainToo() {
        archive.add(note(1, 0));
        database.update(
                "insert into reaction select id, pubkey, created_at, sha256(''), '+' from event where content = 'note 0'");
        trust("").update(NOW.plus(Duration.ofDays(900)));

        assertThat(database.query("select event_id from note_change", row -> Database.bytes(row, "event_id")))
                .containsExactly(Bytes.sha256(new byte[0]));
    }

    @Test
    void nobodyIsTrustedWithoutLists() {
        Database empty = TestDatabase.migrated();
        assertThat(new Trust(empty, settings("")).update(NOW)).isZero();
        assertThat(new Trust(empty, settings(pubkey(1).hex())).update(NOW)).isZero();
    }

    private Trust trust(String seeds) {
        return new Trust(database, settings(seeds));
    }

    private static Settings settings(String seeds) {
        return new Settings(setting -> setting == Setting.TRUST_SEEDS ? Optional.of(seeds) : Optional.empty());
    }

    private void updateLists() {
        while (lists.update(5, NOW) > 0) {
            // Until nothing is left.
        }
    }

    private void zap(int sender, Bytes target, String verdict, boolean counts) {
        database.update("""
                insert into zap (receipt_id, created_at, provider, sender, recipient, target_id, amount_msat, comment, verdict,
                                 reason, payment, counts)
                values (?, ?, '', ?, '', ?, 1000, '', ?, '', ?, ?)""", target, TIME, pubkey(sender), target, verdict, target, counts);
    }

    private List<String> wrong() {
        return ProjectionCheck.differences(database).stream()
                .filter(line -> line.startsWith("person") || line.startsWith("follow"))
                .toList();
    }

    private Set<Bytes> trusted() {
        return database.query("select pubkey from person where trusted", row -> Database.bytes(row, "pubkey")).stream()
                .collect(Collectors.toSet());
    }

    private int number(String column, int person) {
        return database.find(
                        "select " + column + " as number from person where pubkey = ?",
                        row -> row.getInt("number"),
                        pubkey(person))
                .orElseThrow();
    }

    /** Where each row lies: another place after any update. */
    private List<String> versions() {
        return database.query(
                "select ctid::text || ' ' || xmin as version from person"
                        + " union all select 'day ' || ctid::text || xmin from follower_day"
                        + " union all select 'note ' || ctid::text from note_change order by 1",
                row -> row.getString("version"));
    }

    private static Event note(int author, int number) {
        return key(author).sign(TIME, 1, List.of(), "note " + number);
    }

    private static Event list(int author, int second, IntStream followed) {
        SecretKey follower = key(author);
        return follower.sign(
                TIME + second,
                3,
                followed.mapToObj(number -> Tag.of("p", pubkey(number).hex())).toList(),
                "");
    }

    private static Set<Bytes> keys(IntStream numbers) {
        return numbers.mapToObj(TrustTest::pubkey).collect(Collectors.toSet());
    }

    private static Bytes pubkey(int number) {
        return key(number).publicKey();
    }
}
