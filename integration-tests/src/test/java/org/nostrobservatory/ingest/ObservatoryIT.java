package org.nostrobservatory.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import java.io.File;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.hamcrest.Matchers;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nostrobservatory.batch.JobAlreadyRunningException;
import org.nostrobservatory.batch.Jobs;
import org.nostrobservatory.batch.NotRestartableException;
import org.nostrobservatory.it.AdminView;
import org.nostrobservatory.it.OutsideView;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.EventJson;
import org.nostrobservatory.protocol.SecretKey;
import org.nostrobservatory.protocol.Tag;
import org.nostrobservatory.relay.Relays;
import org.nostrobservatory.retention.Retention;
import org.nostrobservatory.schema.Database;

/** The whole chain in Payara Micro: one deployment, seen from inside and from outside. */
@ExtendWith(ArquillianExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ObservatoryIT {

    private static final SecretKey AUTHOR = SecretKey.of("integration test's author.......".getBytes());
    private static final SecretKey DVM = SecretKey.of("integration test's DVM..........".getBytes());
    private static final Instant LONG_AGO = Instant.parse("2021-05-05T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    private EventQueue queue;

    @Inject
    private Queues queues;

    @Resource(lookup = "jms/observatory/connection-factory")
    private ConnectionFactory connections;

    @Inject
    private Ingestion ingestion;

    @Inject
    private Events events;

    @Inject
    private Relays relays;

    @Inject
    private Database database;

    @Inject
    private Jobs jobs;

    @Inject
    private Retention retention;

    @Inject
    private FailingProjector failing;

    @Deployment
    static WebArchive observatory() {
        return ShrinkWrap.createFromZipFile(
                        WebArchive.class, new File(System.getProperty("observatory.server"), "observatory.war"))
                .addClasses(ObservatoryIT.class, FailingProjector.class)
                .addAsLibraries(jarOf(Assertions.class), jarOf(Awaitility.class), jarOf(Matchers.class));
    }

    private static File jarOf(Class<?> type) {
        return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    @Test
    void aFrameInIsARowOut() {
        Event event = note("from the queue to the row \u0000", Instant.now());

        queue.send(batch(event));

        await().atMost(PATIENCE).until(() -> events.find(event.id()).isPresent());
        Events.Seen seen = events.find(event.id()).orElseThrow();
        assertThat(seen.event()).isEqualTo(event);
        assertThat(seen.relays()).hasSize(1);
        assertThat(count("select count(*) from note where event_id = ?", event.id()))
                .isEqualTo(1);
    }

    @Test
    void theSameBatchTwiceGivesTheSameRows() {
        Event event = note("twice", Instant.now());
        FrameBatch batch = batch(event);
        ingestion.ingest(batch, 1);
        long duplicates = duplicates();

        ingestion.ingest(batch, 1);

        assertThat(count("select count(*) from event where id = ?", event.id())).isEqualTo(1);
        assertThat(count("select events from author where pubkey = ?", event.pubkey()))
                .isEqualTo(count("select count(*) from event where pubkey = ?", event.pubkey()));
        assertThat(duplicates()).isEqualTo(duplicates);
    }

    @Test
    void aBatchWhoseTransactionBreaksIsDeliveredAgainAndStoredOnce() {
        failing.fail(2);
        Event event = note(FailingProjector.MARK, Instant.now());
        Event companion = note("in the same batch", Instant.now());

        queue.send(batch(companion, event));

        await().atMost(PATIENCE).until(() -> events.find(event.id()).isPresent());
        assertThat(failing.failed()).isEqualTo(2);
        assertThat(count("select count(*) from event where id in (?, ?)", event.id(), companion.id()))
                .isEqualTo(2);
        assertThat(count("select count(*) from note where event_id in (?, ?)", event.id(), companion.id()))
                .isEqualTo(2);
    }

    @Test
    void anEventThatBreaksItsTransactionForEverDoesNotTakeTheOthersWithIt() {
        failing.fail(Integer.MAX_VALUE);
        Event poison = AUTHOR.sign(Instant.now().getEpochSecond() - 7, 1, List.of(), FailingProjector.MARK);
        Event companion = note("beside the poison", Instant.now());

        queue.send(batch(poison, companion));

        await().atMost(PATIENCE).until(() -> events.find(companion.id()).isPresent());
        await().atMost(PATIENCE)
                .until(() -> count("select count(*) from rejected_event where reason = 'not-processed'") == 1);
        assertThat(events.find(poison.id())).isEmpty();
        failing.fail(0);
    }

    @Test
    void theCleanUpDeletesWhatIsOldAndGoesOnWhereItFailed() {
        List<Event> old = new ArrayList<>();
        for (int i = 0; i < 1_200; i++) {
            old.add(note(i == 700 ? FailingProjector.MARK : "old " + i, LONG_AGO.plusSeconds(i)));
        }
        Event profile = AUTHOR.sign(LONG_AGO.getEpochSecond(), 0, List.of(), "{\"name\":\"stays\"}");
        Event recent = note("recent", Instant.now());
        ingestion.ingest(batch(old.toArray(Event[]::new)), 1);
        ingestion.ingest(batch(profile, recent), 1);
        failing.fail(1);

        long failed = startCleanUp();
        assertThat(ended("retention-cleanup", failed)).isEqualTo("FAILED");
        assertThat(left(old)).as("the first chunk is gone, the others are not").isEqualTo(700);

        long restarted = jobs.restart(failed);
        assertThat(ended("retention-cleanup", restarted)).isEqualTo("COMPLETED");
        assertThatThrownBy(() -> jobs.restart(restarted)).isInstanceOf(NotRestartableException.class);
        assertThatThrownBy(() -> jobs.restart(failed)).isInstanceOf(NotRestartableException.class);
        assertThat(left(old)).isZero();
        assertThat(events.find(profile.id())).isPresent();
        assertThat(events.find(recent.id())).isPresent();
        assertThat(count("select count(*) from note where created_at < ?", LONG_AGO.getEpochSecond() + 2_000))
                .isZero();
        assertThat(retention.log(100).stream()
                        .filter(entry -> entry.jobExecutionId() == failed || entry.jobExecutionId() == restarted)
                        .filter(entry -> entry.what().equals("event"))
                        .mapToLong(Retention.Deletion::rowCount)
                        .sum())
                .isEqualTo(1_200);
    }

    @Test
    void aRollupThatBreaksGoesOnWithoutCountingAnythingTwice() {
        YearMonth running = YearMonth.from(Instant.now().atOffset(ZoneOffset.UTC));
        List<YearMonth> months =
                IntStream.rangeClosed(2, 9).mapToObj(running::minusMonths).toList();
        List<Event> some = new ArrayList<>();
        months.forEach(month -> some.addAll(job(month, "first")));
        ingestion.ingest(batch(some.toArray(Event[]::new)), 1);
        awaitJobs();
        // The other months of its partition come before and after it.
        int broken = number(months.get(3));
        database.update("""
                create function break_month() returns trigger language plpgsql as $$
                begin
                    if new.revision > old.revision then
                        raise exception 'broken by the test';
                    end if;
                    return new;
                end $$""");
        database.update("create trigger break_month before update on dvm_month for each row when (new.month = " + broken
                + ") execute function break_month()");

        long failed = jobs.start("monthly-rollup");
        assertThat(ended("monthly-rollup", failed)).isEqualTo("FAILED");
        assertThat(count("select revision from dvm_month where month = ?", broken))
                .isZero();
        assertThat(count("select count(*) from dvm_month_dvm where month = ?", broken))
                .as("nothing of its transaction is left")
                .isZero();
        database.update("drop trigger break_month on dvm_month");

        long restarted = jobs.restart(failed);
        assertThat(ended("monthly-rollup", restarted)).isEqualTo("COMPLETED");
        months.forEach(month -> isCounted(month, 1, 1));
        assertThat(jobs.history("monthly-rollup", 1).get(0).progress().done())
                .isEqualTo(jobs.history("monthly-rollup", 1).get(0).progress().total())
                .isPositive();

        ingestion.ingest(batch(job(months.get(5), "late").toArray(Event[]::new)), 1);
        awaitJobs();
        assertThat(ended("monthly-rollup", jobs.start("monthly-rollup"))).isEqualTo("COMPLETED");
        months.forEach(
                month -> isCounted(month, month.equals(months.get(5)) ? 2 : 1, month.equals(months.get(5)) ? 2 : 1));
    }

    @Test
    void jobsGoByTheMonthAndWhatComesThenIsLate() {
        YearMonth month = YearMonth.of(2022, 3);
        // Where another test's clean-up has dropped it.
        database.query("select create_event_partition(date '2022-03-01')", row -> true);
        List<Event> old = job(month, "old");
        ingestion.ingest(batch(old.toArray(Event[]::new)), 1);
        awaitJobs();
        assertThat(ended("retention-cleanup", startCleanUp())).isEqualTo("COMPLETED");
        assertThat(left(old))
                .as("although they are too old: more of their month may come")
                .isEqualTo(3);

        database.update("update dvm_month set arrived_at = now() - interval '3 days' where month = ?", number(month));
        long execution = startCleanUp();
        assertThat(ended("retention-cleanup", execution)).isEqualTo("COMPLETED");
        assertThat(left(old)).isZero();
        assertThat(count(
                        "select count(*) from job where request_id = ?",
                        old.get(0).id()))
                .isZero();
        assertThat(retention.log(1_000).stream()
                        .filter(entry -> entry.jobExecutionId() == execution)
                        .map(entry -> entry.what() + " " + entry.rowCount()))
                .contains("job 3", "partition 1");
        assertThat(count("select count(*) from pg_class where relname in ('event_202203', 'event_relay_202203')"))
                .isZero();

        ingestion.ingest(batch(job(month, "too late").toArray(Event[]::new)), 1);
        assertThat(ended("monthly-rollup", jobs.start("monthly-rollup"))).isEqualTo("COMPLETED");
        assertThat(count(
                        "select count(*) from dvm_month where month = ? and requests = 1 and answered = 1 and late = 3"
                                + " and revision = 1 and closed_at is not null",
                        number(month)))
                .isEqualTo(1);
    }

    /** The test of administration may have started it just now. */
    private long startCleanUp() {
        return await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(JobAlreadyRunningException.class)
                .until(() -> jobs.start("retention-cleanup"), execution -> true);
    }

    /** A request, its result and an error, dated in this month. */
    private static List<Event> job(YearMonth month, String text) {
        long time = month.atDay(3).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        Event request = AUTHOR.sign(time, 5300, List.of(), text);
        Tag to = Tag.of("e", request.id().hex());
        return List.of(
                request,
                DVM.sign(time + 5, 6300, List.of(to), text),
                DVM.sign(time + 2, 7000, List.of(to, Tag.of("status", "error")), text));
    }

    private void awaitJobs() {
        await().atMost(PATIENCE).until(() -> count("select count(*) from job_change") == 0);
        await().atMost(PATIENCE).until(() -> count("select count(*) from job where kind = 5300 and results = 0") == 0);
    }

    private void isCounted(YearMonth month, long times, long revision) {
        assertThat(count(
                        "select count(*) from dvm_month where month = ? and requests = ? and results = ? and feedbacks = ?"
                                + " and errors = ? and answered = ? and users = 1 and dvms = 1 and kinds = 1"
                                + " and revision = ? and not dirty",
                        number(month),
                        times,
                        times,
                        times,
                        times,
                        times,
                        revision))
                .as("%s", month)
                .isEqualTo(1);
    }

    /** As tables name a month. */
    private static int number(YearMonth month) {
        return month.getYear() * 100 + month.getMonthValue();
    }

    @Test
    void aRebuildThatBreaksGoesOnWhereItFailed() {
        Instant begin = Instant.now().minus(Duration.ofDays(500));
        List<Event> some = new ArrayList<>();
        for (int i = 0; i < 1_100; i++) {
            some.add(note("to be rebuilt " + i, begin.plusSeconds(i)));
        }
        Event marked = note(FailingProjector.MARK, begin.plusSeconds(1_100));
        some.add(marked);
        ingestion.ingest(batch(some.toArray(Event[]::new)), 1);
        database.update("delete from note");
        failing.fail(1);

        long failed = jobs.start("rebuild", Map.of("components", "ingest,note"));
        assertThat(ended("rebuild", failed)).isEqualTo("FAILED");
        assertThat(notes(some.get(0))).as("the first section is right").isEqualTo(1);
        assertThat(notes(marked)).as("the one that broke is not").isZero();

        long restarted = jobs.restart(failed);
        assertThat(ended("rebuild", restarted)).isEqualTo("COMPLETED");
        assertThat(notes(marked)).isEqualTo(1);
        assertThat(count("select count(*) from event where kind = 1"
                        + " and not exists (select from note where event_id = event.id)"))
                .isZero();
    }

    @Test
    @RunAsClient
    void aRebuildOverHttpMakesAFigureRightAgain(@ArquillianResource URL base) throws Exception {
        new OutsideView(base.getPort()).rebuildMakesRightWhatIsWrong();
    }

    @Test
    @RunAsClient
    void whatAHostileRelaySendsIsCountedAndTheGoodEventsArrive(@ArquillianResource URL base) throws Exception {
        new OutsideView(base.getPort()).hostileRelayIsCounted();
    }

    @Test
    @RunAsClient
    void theContractHoldsOverHttp(@ArquillianResource URL base) throws Exception {
        new OutsideView(base.getPort()).contractHolds();
    }

    @Test
    @RunAsClient
    void administrationIsForTheAdministrator(@ArquillianResource URL base) throws Exception {
        new OutsideView(base.getPort()).administrationNeedsThePassword();
    }

    @Test
    @RunAsClient
    void administrationIsClosedToOthers(@ArquillianResource URL base) throws Exception {
        new AdminView(base.getPort()).administrationIsClosed();
    }

    @Test
    @RunAsClient
    void relaysComeAndGoAtRunTime(@ArquillianResource URL base) throws Exception {
        new AdminView(base.getPort()).relaysAreDecidedAboutAtRunTime();
    }

    @Test
    @RunAsClient
    void theConsoleHasALogin(@ArquillianResource URL base) throws Exception {
        new AdminView(base.getPort()).theLoginOpensThePages();
    }

    @Test
    @RunAsClient
    void guessingPasswordsTakesLong(@ArquillianResource URL base) throws Exception {
        new AdminView(base.getPort()).guessingTakesLong();
    }

    @Test
    void deadLettersAreProcessedAgainOrDeleted() {
        Event event = note("from the dead", Instant.now());
        FrameBatch batch = batch(event);
        bury(batch.encode());
        bury(new byte[] {99});
        bury(batch(note("gone for ever", Instant.now())).encode());

        List<Queues.DeadLetter> buried =
                await().atMost(PATIENCE).until(() -> queues.deadLetters(10), letters -> letters.size() == 3);
        assertThat(queues.deadLetters(2)).hasSize(2);
        assertThat(queues.depths()).extracting(Queues.Depth::queue).containsExactly("events", "DLQ");
        assertThat(queues.depths().get(0).consumers()).isPositive();
        assertThat(queues.depths().get(1).messages()).isEqualTo(3);
        assertThat(buried.get(0).batch()).isEqualTo(batch.id());
        assertThat(buried.get(0).frames()).isEqualTo(1);
        assertThat(buried.get(0).stored()).isFalse();
        assertThat(buried.get(1).problem()).contains("unknown format");
        assertThat(buried.get(1).bytes()).isEqualTo(1);

        assertThat(queues.requeue(buried.get(1).id())).contains(new Queues.Requeued(0, 1));
        assertThat(queues.delete(buried.get(2).id())).isTrue();
        assertThat(queues.delete(buried.get(2).id())).isFalse();
        assertThat(queues.requeueAll()).isEqualTo(new Queues.Requeued(1, 1));
        await().atMost(PATIENCE).until(() -> events.find(event.id()).isPresent());

        bury(batch.encode());
        Queues.DeadLetter again = await().atMost(PATIENCE)
                .until(() -> queues.deadLetters(10), letters -> letters.size() == 2)
                .get(1);
        assertThat(again.stored()).isTrue();
        assertThat(queues.requeue(again.id())).contains(new Queues.Requeued(1, 0));
        assertThat(queues.requeue(again.id())).isEmpty();
        assertThat(queues.requeue("x' or JMSMessageID is not null")).isEmpty();
        assertThat(queues.delete(buried.get(1).id())).isTrue();
        assertThat(queues.deadLetters(10)).isEmpty();
        assertThat(count("select count(*) from event where id = ?", event.id())).isEqualTo(1);
    }

    /** Puts something where the broker puts what it gives up. */
    private void bury(byte[] body) {
        try (JMSContext context = connections.createContext()) {
            context.createProducer().send(context.createQueue(Queues.DEAD_LETTERS), body);
        }
    }

    @Test
    @RunAsClient
    void whoImportsLearnsWhatBecameOfEachLine(@ArquillianResource URL base) throws Exception {
        new OutsideView(base.getPort()).importedLinesAreAnswered();
    }

    @Test
    @RunAsClient
    void theSocialDocumentsHaveTheirFields(@ArquillianResource URL base) throws Exception {
        new OutsideView(base.getPort()).socialDocumentsHaveTheirFields();
    }

    @Test
    @RunAsClient
    void jobsAreAnsweredForInAllShapes(@ArquillianResource URL base) throws Exception {
        new OutsideView(base.getPort()).jobsAreAnsweredForInAllShapes();
    }

    @Test
    @RunAsClient
    void thePagesAreServed(@ArquillianResource URL base) throws Exception {
        new OutsideView(base.getPort()).pagesAreServed();
    }

    @Test
    @RunAsClient
    void thePagesRefreshThemselves(@ArquillianResource URL base) throws Exception {
        new OutsideView(base.getPort()).pagesRefreshThemselves();
    }

    /** Late, because what the attackers send would be in the way of the other tests. */
    @Test
    @RunAsClient
    @Order(Integer.MAX_VALUE - 1)
    void hostileRelaysAreCountedAndHurtNobodyElse(@ArquillianResource URL base) throws Exception {
        new OutsideView(base.getPort()).attacksAreCountedAndHurtNobodyElse();
    }

    @Test
    @RunAsClient
    @Order(Integer.MAX_VALUE)
    void anOutageOfTheDatabaseIsSatOut(@ArquillianResource URL base) throws Exception {
        new OutsideView(base.getPort()).outageIsSatOut();
    }

    private static Event note(String text, Instant time) {
        return AUTHOR.sign(time.getEpochSecond(), 1, List.of(), text);
    }

    /** What the hostile ones send is counted to the event: nothing may be sent in their names. */
    private int goodRelay() {
        String url = System.getProperty("observatory.relays").split(",")[0];
        return relays.targets().stream()
                .filter(relay -> relay.url().value().equals(url))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private FrameBatch batch(Event... batch) {
        int relay = goodRelay();
        return new FrameBatch(
                UUID.randomUUID(),
                List.of(batch).stream()
                        .map(event -> ReceivedFrame.of(
                                relay,
                                Instant.now(),
                                Asked.ANYTHING,
                                "[\"EVENT\",\"s\"," + EventJson.write(event) + "]",
                                1 << 20))
                        .toList());
    }

    private String ended(String job, long execution) {
        return await().atMost(PATIENCE)
                .until(
                        () -> jobs.history(job, 10).stream()
                                .filter(run -> run.id() == execution && run.endedAt() != null)
                                .map(Jobs.Execution::status)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private long notes(Event event) {
        return count("select count(*) from note where event_id = ?", event.id());
    }

    private long left(List<Event> some) {
        return some.stream()
                .filter(event -> events.find(event.id()).isPresent())
                .count();
    }

    private long duplicates() {
        return count("select coalesce(sum(events), 0) from relay_outcome where outcome = 'duplicate'");
    }

    private long count(String sql, Object... parameters) {
        return database.find(sql, row -> row.getLong(1), parameters).orElseThrow();
    }
}
