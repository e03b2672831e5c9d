package org.nostrobservatory.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.nostrobservatory.ingest.SampleEvents.TIME;
import static org.nostrobservatory.ingest.SampleEvents.key;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nostrobservatory.configuration.Analyses;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Tag;
import org.nostrobservatory.sample.SampleNetwork;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;
import org.nostrobservatory.schema.TestTransaction;

/** Whatever the projections say: after a rebuild they say what the events say. */
@Timeout(300)
class RebuildTest {

    private static final int LIMIT = 100;
    private static final int AUTHORS = 7;
    private static final int[] KINDS = {0, 1, 1, 1, 3, 6, 7, 7, 16, 1059, 1111, 10_002, 30_000};
    private static final Set<String> ALL =
            Set.of("dvm", "ingest", "network", "note", "person", "profile", "search", "zap");

    /** What timers make of rows. */
    private static final Set<String> READ_MODELS =
            Set.of("note_score", "job", "job_answer", "job_payment", "dvm", "dvm_kind");

    /** What is made of the tables of another component is wrong together with them. */
    private static final Map<String, Set<String>> BUILT_UPON = Map.of("zap", Set.of("person"));

    /** Component, rows that become wrong, and how. */
    private static final List<String> DAMAGES = List.of(
            "note | 1 | delete from note where event_id = (select min(event_id) from note)",
            "note | 1 | update note set created_at = 7 where event_id = (select max(event_id) from note)",
            "note | 1 | insert into note values (sha256('gone'), sha256('who'), 7)",
            "note | 1 | insert into note select id, pubkey, created_at from event where id = "
                    + "(select min(id) from event where kind = 7)",
            "note | 1 | delete from repost where event_id = (select min(event_id) from repost)",
            "note | 2 | update reaction set content = 'x', target_id = sha256('') where event_id in "
                    + "(select event_id from reaction order by 1 limit 2)",
            "note | 2 | insert into note values (decode(repeat('ff', 32), 'hex'), '', 0), "
                    + "(decode(repeat('00', 32), 'hex'), '', 0)",
            "note | 1 | update note set length = length + 1 where event_id = (select min(event_id) from note)",
            "note | 1 | update note set warning = 'x', bridge = 'web' where event_id = (select min(event_id) from note)",
            "note | 1 | delete from note_hashtag where ctid = (select min(ctid) from note_hashtag)",
            "note | 1 | insert into note_hashtag select event_id, 'never', pubkey, created_at from note limit 1",
            "note | 1 | update note_hashtag set created_at = 1 where ctid = (select min(ctid) from note_hashtag)",
            "search | 1 | delete from search_document where event_id = (select min(event_id) from search_document)",
            "search | 1 | insert into search_document values (sha256('x'), 1)",
            "note | 1 | update comment set root_id = null where event_id = (select min(event_id) from comment)",
            "note | 1 | delete from repost where event_id = (select min(id) from event where kind = 16)",
            "note | 0 | delete from note_score where event_id = (select min(event_id) from note_score)",
            "note | 0 | update note_score set msat = 7, rank = 0 where event_id = (select max(event_id) from note_score)",
            "note | 0 | insert into note_score select sha256('x'), pubkey, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0 from note_score"
                    + " limit 1",
            "zap | 1 | insert into zap values (sha256('x'), 1, '', '', '', null, 5, '', 'plausible', 'self-zap', '')",
            "zap | 1 | update zap set counts = false where receipt_id = (select min(receipt_id) from zap where counts)",
            "person | 1 | update person set notes = notes + 1 where number = (select min(number) from person where notes > 0)",
            "person | 1 | update person set zaps_sent = 99 where number = (select max(number) from person)",
            "person | 1 | update person set followers = followers + 1 where number = (select max(number) from person)",
            "person | 1 | update person set follows = 0 where pubkey = (select min(pubkey) from follow_list)",
            "person | 1 | update follow_list set event_id = '' where pubkey = (select min(pubkey) from follow_list)",
            "zap | 1 | insert into invalid_zap values (sha256('x'), 1, 'test-network')",
            "zap | 1 | update zap_total set zaps = zaps + 1, msat = msat - 5 where verdict = 'plausible'",
            "zap | 1 | delete from zap_total where verdict = 'plausible'",
            "zap | 1 | insert into zap_total values ('verified', 3, 7)",
            "zap | 1 | update zap_minute set msat = 10 ^ 30 where minute = (select min(minute) from zap_minute)",
            "zap | 1 | insert into zap_minute values (60, 'copy', 0, 1)",
            "zap | 1 | update zap_account set received = 7, sent_msat = 9 where pubkey = (select min(pubkey) from zap_account)",
            "zap | 1 | delete from zap_account where pubkey = (select max(pubkey) from zap_account)",
            "dvm | 1 | delete from job_request where event_id = (select min(event_id) from job_request)",
            "dvm | 1 | update job_request set targets = array[sha256('x')] where event_id = (select max(event_id) from job_request)",
            "dvm | 1 | insert into job_request values (sha256('x'), 5050, '', 1, '{}', '{}', null, false)",
            "dvm | 1 | update job_result set request_id = sha256('x') where event_id = (select min(event_id) from job_result)",
            "dvm | 1 | update job_feedback set status = 'error', amount_msat = 5 where event_id = (select event_id from job_feedback"
                    + " where status = 'processing' order by 1 limit 1)",
            "dvm | 1 | insert into job_feedback values (sha256('x'), sha256('y'), 1, sha256('z'), 'error', null, null, false)",
            "dvm | 1 | delete from dvm_announcement where event_id = (select min(event_id) from dvm_announcement)",
            "dvm | 1 | update dvm_announcement set kinds = '{5001}' where event_id = (select min(event_id) from dvm_announcement"
                    + " where kind = 31990)",
            "dvm | 1 | update kind_title set title = 'wrong' where event_id = (select min(event_id) from kind_title)",
            "dvm | 0 | delete from job_answer where request_id = (select min(request_id) from job_answer)",
            "dvm | 0 | update job_answer set paid_msat = 7 where request_id = (select max(request_id) from job_answer)",
            "dvm | 0 | insert into job_answer select sha256('x'), '', 5000, null, null, false, 1, 1, 1, 1, 0, false, null, 1, 1, '{}'",
            "dvm | 0 | update job set state = 'error' where request_id = (select min(request_id) from job)",
            "dvm | 0 | insert into job select sha256('x'), 5000, '', 1, 'error', 0, 0, 0, null, null, null, 0",
            "dvm | 0 | insert into job_payment values (sha256('x'), sha256('y'))",
            "dvm | 0 | update dvm set first_seen = 1 where pubkey = (select min(pubkey) from dvm)",
            "dvm | 0 | insert into dvm values (sha256('x'), 1, 1)",
            "dvm | 0 | delete from dvm_kind where pubkey = (select min(pubkey) from dvm_kind)",
            "profile | 1 | delete from profile where pubkey = (select min(pubkey) from profile)",
            "profile | 1 | update profile set name = null where pubkey = (select min(pubkey) from profile)",
            "profile | 1 | insert into profile (pubkey, event_id, created_at) values (sha256('x'), '', 1)",
            "ingest | 1 | delete from current_event where event_id = (select min(event_id) from current_event)",
            "ingest | 1 | update current_event set event_id = '' where event_id = (select min(event_id) from current_event)",
            "ingest | 1 | insert into current_event values (sha256('x'), 0, '', '', 1)",
            "ingest | 1 | insert into gift_wrap values ('', sha256('x'), 1)",
            "ingest | 1 | insert into gift_wrap select sha256('x'), event_id, created_at from gift_wrap limit 1",
            "ingest | 1 | update gift_wrap set created_at = 1 where event_id = (select min(event_id) from gift_wrap)",
            "network | 1 | delete from author where pubkey = (select min(pubkey) from author)",
            "network | 1 | insert into author values (sha256('x'), 1, 1, 1)",
            "network | 1 | update author set events = events + 1, last_event_at = 1 where pubkey = (select max(pubkey) from author)",
            "network | 1 | update author_total set authors = authors + 2",
            "network | 1 | delete from author_total",
            "network | 1 | update kind_total set events = events - 3 where kind = 1",
            "network | 1 | delete from kind_total where kind = 7",
            "network | 1 | insert into kind_total values (4711, 5)",
            "network | 1 | update activity_minute set notes = notes + 5, other = 7 where minute = (select min(minute) from activity_minute)",
            "network | 1 | insert into activity_minute values (60, 1, 0, 0, 0, 0)");

    private final DataSource dataSource = TestDatabase.migratedSource();
    private final WholeArchive whole = new WholeArchive(new Database(dataSource));
    private final Database database = whole.database;
    private final Rebuild rebuild = whole.archive.rebuild();

    @Test
    void theComponentsAreThosePackagesThatHaveProjectors() {
        assertThat(rebuild.components()).isEqualTo(ALL);
    }

    @Test
    void theSectionsGoOnceThroughTheArchiveWithoutAGap() {
        whole.archive.add(own(new Random(1), 250));
        List<Section> sections = sections();

        assertThat(sections).hasSize(3).extracting(Section::events).containsExactly(100, 100, 50);
        assertThat(sections.get(0).after()).isEqualTo(Section.Place.START);
        assertThat(sections.get(2).upTo()).isEqualTo(Section.Place.END);
        for (int i = 1; i < sections.size(); i++) {
            assertThat(sections.get(i).after()).isEqualTo(sections.get(i - 1).upTo());
        }
        assertThat(sections)
                .extracting(Section::upTo)
                .allMatch(place -> Section.Place.parse(place.text()).equals(place));
        assertThat(rebuild.events()).isEqualTo(250);
    }

    @Test
    void whatIsRightStays() {
        whole.archive.add(events(new Random(2), 200));
        whole.update();
        Map<String, List<String>> before = whole.contents();

        assertThat(run(ALL)).isZero();
        assertThat(whole.contents()).isEqualTo(before);
        assertThat(ProjectionCheck.differences(database)).isEmpty();
    }

    @Test
    void whatIsWrongIsSeenByTheCheckAndMadeRight() {
        whole.archive.add(events(new Random(3), 300));
        whole.update();
        assertThat(ProjectionCheck.differences(database)).isEmpty();
        Map<String, List<String>> before = whole.contents();
        for (String line : DAMAGES) {
            String[] damage = line.split(" \\| ");
            database.update(damage[2]);
            assertThat(ProjectionCheck.differences(database)).as(line).isNotEmpty();
            List<String> others = ALL.stream()
                    .filter(name -> !name.equals(damage[0]))
                    .filter(name ->
                            !BUILT_UPON.getOrDefault(damage[0], Set.of()).contains(name))
                    .toList();

            assertThat(run(others)).as("other components than " + line).isZero();
            assertThat(run(Set.of(damage[0]))).as(line).isEqualTo(Integer.parseInt(damage[1]));
            whole.update();
            assertThat(ProjectionCheck.differences(database)).as(line).isEmpty();
            assertThat(whole.contents()).as(line).isEqualTo(before);
        }
    }

    @Test
    void everythingComesBackFromNothing() {
        whole.archive.add(events(new Random(4), 300));
        Map<String, List<String>> before = whole.contents();
        long rows = before.entrySet().stream()
                .filter(table -> !READ_MODELS.contains(table.getKey()))
                .filter(table -> !table.getKey().contains("from event"))
                .mapToLong(table -> table.getValue().size())
                .sum();
        database.update(
                "truncate job_request, job_result, job_feedback, dvm_announcement, kind_title, job, job_answer, job_payment,"
                        + " dvm, dvm_kind, note, note_hashtag, search_document, comment, note_score, repost, reaction, zap, invalid_zap, zap_total, zap_minute, zap_account,"
                        + " profile, current_event, gift_wrap, author, author_total, kind_total, activity_minute");

        Collection<String> written =
                ALL.stream().filter(name -> !name.equals("person")).toList();

        List<Section> sections = sections();
        int first = sections.subList(0, sections.size() / 2).stream()
                .mapToInt(section -> rebuild.correct(written, section))
                .sum();
        assertThat(ProjectionCheck.differences(database))
                .as("killed in the middle")
                .isNotEmpty();
        assertThat(first + run(written)).isEqualTo(rows);
        assertThat(whole.contents()).isEqualTo(before);
    }

    @Test
    void analysesThatWereLeftOutComeByARebuild() {
        WholeArchive bare = new WholeArchive(database, new Analyses(Optional.of(Set.of("profile"))));
        List<Event> events = events(new Random(7), 300);
        bare.archive.add(events.subList(0, 200));
        bare.archive.add(events.subList(200, events.size()));
        assertThat(rows("note") + rows("author") + rows("zap")).isZero();
        assertThat(rows("profile")).isPositive();
        assertThat(rows("current_event")).isPositive();

        assertThat(run(Set.of("profile", "ingest"))).isZero();
        assertThat(run(ALL)).isPositive();
        whole.update();
        assertThat(ProjectionCheck.differences(database)).isEmpty();
        assertThat(rows("note")).isPositive();
    }

    private long rows(String table) {
        return database.find("select count(*) as rows from " + table, row -> row.getLong("rows"))
                .orElseThrow();
    }

    @Test
    void aSectionWaitsForWhoeverTakesFromTheArchive() throws Exception {
        List<Event> events = own(new Random(5), 50);
        whole.archive.add(events);
        database.update("delete from note");
        try (TestTransaction removal = new TestTransaction(dataSource)) {
            new WholeArchive(removal.database()).archive.remove(events.toArray(Event[]::new));
            CompletableFuture<Void> correction =
                    CompletableFuture.runAsync(() -> sections().forEach(this::correct));
            await().until(() -> correction.isDone() || waitsForTheArchive());
            removal.commit();
            correction.get(60, TimeUnit.SECONDS);
        }

        assertThat(ProjectionCheck.differences(database)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void whatComesAndGoesMeanwhileIsInTheResult(long seed) throws Exception {
        Random random = new Random(seed);
        List<Event> early = own(random, 300);
        List<Event> deliveries = new ArrayList<>(events(random, 600));
        for (int i = 0; i < 60; i++) {
            Tag target = Tag.of("e", early.get(i).id().hex());
            deliveries.add(key(1 + i % AUTHORS).sign(TIME + 900, 5, List.of(target), ""));
        }
        Collections.shuffle(deliveries, random);
        whole.archive.add(early);
        database.update("update author set events = events + 7, first_event_at = 0");
        database.update("update activity_minute set notes = notes + 3");
        database.update("update kind_total set events = 1");
        database.update("delete from note");
        database.update("update profile set name = 'wrong'");
        ConcurrentLinkedQueue<List<Event>> batches = new ConcurrentLinkedQueue<>();
        for (int from = 0; from < deliveries.size(); from += 10) {
            batches.add(deliveries.subList(from, Math.min(from + 10, deliveries.size())));
        }

        CompletableFuture<?> consumers = CompletableFuture.allOf(IntStream.range(0, 3)
                .mapToObj(consumer -> CompletableFuture.runAsync(() -> {
                    for (List<Event> batch = batches.poll(); batch != null; batch = batches.poll()) {
                        List<Event> events = batch;
                        inTransaction(archive -> archive.add(events));
                    }
                }))
                .toArray(CompletableFuture[]::new));
        int runs = 0;
        do {
            Section section = rebuild.sectionAfter(Section.Place.START, LIMIT);
            correct(section);
            while (!section.upTo().equals(Section.Place.END)) {
                section = rebuild.sectionAfter(section.upTo(), LIMIT);
                correct(section);
            }
            inTransaction(archive -> archive.rebuild().correctRest(ALL));
            runs++;
        } while (!consumers.isDone());
        consumers.get(60, TimeUnit.SECONDS);

        assertThat(runs).isPositive();
        assertThat(ProjectionCheck.differences(database)).isEmpty();
        assertThat(whole.strays()).isZero();
    }

    private boolean waitsForTheArchive() {
        return database.find(
                        "select exists (select from pg_locks join pg_database on pg_database.oid = database"
                                + " where datname = current_database() and locktype = 'advisory' and not granted)",
                        row -> row.getBoolean(1))
                .orElseThrow();
    }

    /** Of all kinds that something is derived from. */
    private static List<Event> events(Random random, int count) {
        Clock clock = Clock.fixed(Instant.ofEpochSecond(TIME), ZoneOffset.UTC);
        List<Event> events = new ArrayList<>(own(random, count / 2));
        events.add(key(1).sign(
                        TIME,
                        30_818,
                        List.of(Tag.of("d", "kind:5998"), Tag.of("title", "Nostr DVM Kind 5998/6998 - Tests")),
                        ""));
        events.addAll(new SampleNetwork(random.nextLong(), clock).history(Duration.ofHours(6), count - events.size()));
        return events;
    }

    private static List<Event> own(Random random, int count) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String target =
                    events.isEmpty() ? "ab".repeat(32) : events.get(i / 2).id().hex();
            events.add(key(1 + i % AUTHORS)
                    .sign(
                            TIME + random.nextInt(600),
                            KINDS[random.nextInt(KINDS.length)],
                            List.of(Tag.of("e", target), Tag.of("p", target), Tag.of("d", "" + random.nextInt(3))),
                            "{\"name\":\"" + i + "\"}"));
        }
        return events;
    }

    /** The same as a step of the job: all sections, then the rest. */
    private int run(Collection<String> components) {
        int changed = sections().stream()
                .mapToInt(section -> rebuild.correct(components, section))
                .sum();
        return changed + rebuild.correctRest(components);
    }

    private List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        Section section = rebuild.sectionAfter(Section.Place.START, LIMIT);
        sections.add(section);
        while (!section.upTo().equals(Section.Place.END)) {
            section = rebuild.sectionAfter(section.upTo(), LIMIT);
            sections.add(section);
        }
        return sections;
    }

    private void correct(Section section) {
        inTransaction(archive -> archive.rebuild().correct(ALL, section));
    }

    private void inTransaction(Consumer<TestArchive> work) {
        try (TestTransaction transaction = new TestTransaction(dataSource)) {
            work.accept(new WholeArchive(transaction.database()).archive);
            transaction.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
