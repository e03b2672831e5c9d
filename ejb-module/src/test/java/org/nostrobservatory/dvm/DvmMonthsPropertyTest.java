package org.nostrobservatory.dvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nostrobservatory.ingest.ProjectionCheck;
import org.nostrobservatory.ingest.SampleEvents;
import org.nostrobservatory.ingest.TestArchive;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.SecretKey;
import org.nostrobservatory.protocol.Tag;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;
import org.nostrobservatory.schema.TestTransaction;

/**
 * Events that come late, twice, and are taken back; months computed whenever, and killed in the middle; months closed, and
 * their jobs deleted portion by portion: at the end every open month equals its recomputation from the events that are
 * stored, every closed one what it was when it was closed, and what came later is counted as late. {@code
 * -Dproof.networks=200} tries more.
 */
class DvmMonthsPropertyTest {

    private static final Instant NOW = Instant.parse("2026-02-20T12:00:00Z");
    private static final YearMonth FIRST = YearMonth.of(2025, 9);
    private static final YearMonth RUNNING = YearMonth.of(2026, 2);
    private static final int KEYS = 7;
    private static final int STEPS = 60;
    private static final int DAY = 86_400;

    private final Set<Event> stored = new HashSet<>();
    private final Map<YearMonth, NaiveMonths.Totals> closed = new HashMap<>();
    private final Map<YearMonth, Long> late = new HashMap<>();
    private Random random;
    private DataSource source;
    private Database database;
    private TestArchive archive;
    private DvmMonths months;

    static LongStream seeds() {
        return LongStream.range(0, Integer.getInteger("proof.networks", 12));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyMonthIsWhatItsEventsSayOrSaidWhenItWasClosed(long seed) throws SQLException {
        random = new Random(seed);
        source = TestDatabase.migratedSource();
        database = new Database(source);
        archive = new TestArchive(database, new JobProjector(database), new DvmMonthProjector(database));
        months = new DvmMonths(database);
        List<Event> pool = events();
        add(oneOfEachMonth());

        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(9)) {
                case 0, 1, 2 -> add(some(pool, 8));
                case 3 -> remove(some(new ArrayList<>(stored), 3));
                case 4 -> rollUp();
                case 5 -> rollUpAndDie();
                case 6 -> closeSome();
                case 7 -> new JobRetention(database).remove(1 + random.nextInt(3), NOW);
                default -> TestJobs.updateSome(database, random);
            }
        }
        TestJobs.update(database);
        rollUp();

        theTablesSayWhatTheEventsSay();
        theHistoryAddsUp();
        assertThat(ProjectionCheck.differences(database, "dvm", "dvm_answer", "dvm_month"))
                .isEmpty();
        List<String> dvms = dvms();
        while (new JobRetention(database).remove(5, NOW).isPresent()) {
            // until nothing is left
        }
        TestJobs.update(database);
        rollUp();
        theTablesSayWhatTheEventsSay();
        theHistoryAddsUp();
        noJobIsLeftOfClosedMonths();
        database.update("insert into dvm_change select pubkey from dvm");
        TestJobs.update(database);
        assertThat(dvms()).as("nobody is forgotten, or seen later").isEqualTo(dvms);
        assertThat(ProjectionCheck.differences(database, "dvm", "dvm_answer", "dvm_month"))
                .isEmpty();
    }

    private List<String> dvms() {
        return database.query(
                "select concat_ws(' ', encode(pubkey, 'hex'), first_seen, last_seen, first_result_at, last_result_at) as line"
                        + " from dvm union all"
                        + " select concat_ws(' ', encode(pubkey, 'hex'), kind, first_result_at, last_result_at) from dvm_kind"
                        + " order by line",
                row -> row.getString("line"));
    }

    private void add(List<Event> batch) {
        for (Event event : batch) {
            if (stored.add(event) && closed.containsKey(NaiveMonths.month(event))) {
                late.merge(NaiveMonths.month(event), 1L, Long::sum);
            }
        }
        archive.add(batch.stream().distinct().toList());
    }

    private void remove(List<Event> some) {
        some.forEach(stored::remove);
        archive.remove(some.toArray(Event[]::new));
    }

    private void rollUp() {
        months.noteChanges(NOW);
        months.changed(NOW).forEach(month -> months.compute(month, NOW));
    }

    /** Some months are computed, the transaction of another one never ends. */
    private void rollUpAndDie() throws SQLException {
        try (TestTransaction dying = new TestTransaction(source)) {
            new DvmMonths(dying.database()).noteChanges(NOW);
        }
        months.noteChanges(NOW);
        List<YearMonth> changed = months.changed(NOW);
        int alive = changed.isEmpty() ? 0 : random.nextInt(changed.size());
        changed.subList(0, alive).forEach(month -> months.compute(month, NOW));
        if (alive < changed.size()) {
            try (TestTransaction dying = new TestTransaction(source)) {
                new DvmMonths(dying.database()).compute(changed.get(alive), NOW);
            }
        }
    }

    private void closeSome() throws SQLException {
        TestJobs.update(database);
        months.noteChanges(NOW);
        // As if nothing had come for days.
        List<YearMonth> ended = months.closeable(NOW, NOW.plusSeconds(1));
        if (!ended.isEmpty() && random.nextInt(3) == 0) {
            YearMonth month = ended.get(0);
            NaiveMonths.Totals totals = new NaiveMonths(stored).of(month);
            try (TestTransaction transaction = new TestTransaction(source)) {
                new DvmMonths(transaction.database()).close(month, NOW);
                if (random.nextInt(4) > 0) {
                    transaction.commit();
                    closed.put(month, totals);
                }
            }
        }
    }

    private void theTablesSayWhatTheEventsSay() {
        for (YearMonth month = FIRST; month.isBefore(RUNNING); month = month.plusMonths(1)) {
            assertThat(read(month)).as("%s", month).isEqualTo(expected(month));
            assertThat(database.find(
                                    "select late from dvm_month where month = ?",
                                    row -> row.getLong("late"),
                                    MonthNumber.of(month))
                            .orElse(0L))
                    .as("late in %s", month)
                    .isEqualTo(late.getOrDefault(month, 0L));
        }
    }

    private NaiveMonths.Totals expected(YearMonth month) {
        return closed.containsKey(month) ? closed.get(month) : new NaiveMonths(stored).of(month);
    }

    private NaiveMonths.Totals read(YearMonth month) {
        int number = MonthNumber.of(month);
        Map<Integer, NaiveMonths.Kind> kinds = new TreeMap<>();
        database.query(
                "select * from dvm_month_kind where month = ?",
                row -> kinds.put(
                        row.getInt("kind"),
                        new NaiveMonths.Kind(
                                row.getLong("requests"),
                                row.getLong("results"),
                                row.getLong("users"),
                                row.getLong("dvms"),
                                row.getLong("answered"))),
                number);
        Map<String, NaiveMonths.Dvm> dvms = new TreeMap<>();
        Map<String, Long> firstSeen = new TreeMap<>();
        database.query("""
                select *, array(select kind from dvm_month_service as service
                                where service.month = dvm.month and service.pubkey = dvm.pubkey) as kinds
                from dvm_month_dvm as dvm where month = ?""", row -> dvms.put(key(row), dvm(row)), number);
        database.query(
                "select * from dvm_month_dvm where month = ? and first_at is not null",
                row -> firstSeen.put(key(row), row.getLong("first_at")),
                number);
        Map<String, Long> users = new TreeMap<>();
        database.query(
                "select * from dvm_month_user where month = ?",
                row -> users.put(key(row), row.getLong("requests")),
                number);
        return database.find(
                        "select * from dvm_month where month = ?",
                        row -> {
                            assertThat(row.getLong("users")).isEqualTo(users.size());
                            assertThat(row.getLong("dvms")).isEqualTo(firstSeen.size());
                            assertThat(row.getLong("kinds")).isEqualTo(kinds.size());
                            return new NaiveMonths.Totals(
                                    row.getLong("requests"),
                                    row.getLong("results"),
                                    row.getLong("feedbacks"),
                                    row.getLong("errors"),
                                    row.getLong("answered"),
                                    kinds,
                                    dvms,
                                    users,
                                    firstSeen);
                        },
                        number)
                .orElse(NaiveMonths.Totals.NONE);
    }

    private static String key(ResultSet row) throws SQLException {
        return Database.bytes(row, "pubkey").hex();
    }

    private static NaiveMonths.Dvm dvm(ResultSet row) throws SQLException {
        return new NaiveMonths.Dvm(
                row.getLong("results"),
                row.getLong("feedbacks"),
                row.getLong("errors"),
                row.getLong("answered"),
                row.getLong("customers"),
                new TreeSet<>(List.of((Integer[]) row.getArray("kinds").getArray())));
    }

    /** Also with the running month, which stands in no table of months. */
    private void theHistoryAddsUp() {
        DvmHistory history = new DvmHistory(database);
        DvmMonthSeries series = new DvmMonthSeries(database);
        List<DvmMonthSeries.Month> shown = series.months(NOW);
        Set<String> users = new HashSet<>();
        Map<String, Long> dvms = new HashMap<>();
        long requests = 0;
        long results = 0;
        for (DvmMonthSeries.Month month : shown) {
            YearMonth of = YearMonth.parse(month.month());
            NaiveMonths.Totals totals = expected(of);
            requests += totals.requests();
            results += totals.results();
            long usersBefore = users.size();
            long dvmsBefore = dvms.size();
            users.addAll(totals.users().keySet());
            totals.firstSeen().forEach((key, first) -> dvms.merge(key, first, Math::min));
            assertThat(List.of(month.requests(), month.results(), month.feedbacks(), month.answered()))
                    .as(month.month())
                    .containsExactly(totals.requests(), totals.results(), totals.feedbacks(), totals.answered());
            assertThat(month.newUsers()).isEqualTo(users.size() - usersBefore);
            assertThat(month.newDvms()).isEqualTo(dvms.size() - dvmsBefore);
            assertThat(month.totalUsers()).isEqualTo(users.size());
            assertThat(month.totalDvms()).isEqualTo(dvms.size());
            assertThat(month.totalRequests()).isEqualTo(requests);
            assertThat(month.totalResults()).isEqualTo(results);
            assertThat(month.state().equals("running")).isEqualTo(of.equals(RUNNING));
            assertThat(month.state().equals("closed")).isEqualTo(closed.containsKey(of));
        }
        DvmHistory.History all = history.history(NOW);
        assertThat(all.totals().requests()).isEqualTo(requests);
        assertThat(all.totals().dvms()).isEqualTo(dvms.size());
        assertThat(all.founders()).hasSize(dvms.size());
        assertThat(all.topDvms().stream().mapToLong(DvmHistory.Veteran::results).sum())
                .isEqualTo(results);
        assertThat(all.topKinds().stream().mapToLong(DvmHistory.Kind::requests).sum())
                .isEqualTo(requests);
        assertThat(all.milestones().stream()
                        .filter(reached -> reached.name().equals("dvms-1"))
                        .map(reached -> reached.at().getEpochSecond()))
                .containsExactlyElementsOf(
                        dvms.values().stream().sorted().limit(1).toList());
        for (String key : dvms.keySet()) {
            assertThat(series.monthsOfDvm(Bytes.fromHex(key), NOW).stream()
                            .mapToLong(DvmMonthSeries.Part::results)
                            .sum())
                    .isEqualTo(all.topDvms().stream()
                            .filter(dvm -> dvm.pubkey().hex().equals(key))
                            .mapToLong(DvmHistory.Veteran::results)
                            .sum());
        }
    }

    /** But what belongs to requests of months that are open. */
    private void noJobIsLeftOfClosedMonths() {
        String gone = " where not exists (select from job_request as kept where kept.event_id = request_id) and ";
        for (YearMonth month : closed.keySet()) {
            for (String table :
                    List.of("job_request where ", "job_result" + gone, "job_feedback" + gone, "job where ")) {
                assertThat(database.query(
                                "select 1 from " + table + "created_at >= ? and created_at < ?",
                                row -> 1,
                                MonthNumber.begin(month),
                                MonthNumber.end(month)))
                        .as("%s of %s", table, month)
                        .isEmpty();
            }
        }
    }

    /** Some, possibly the same ones as before. */
    private List<Event> some(List<Event> events, int max) {
        List<Event> shuffled = new ArrayList<>(events);
        shuffled.sort((one, other) -> one.id().compareTo(other.id()));
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, Math.min(shuffled.size(), 1 + random.nextInt(max)));
    }

    /** So that months are closed in their order. */
    private List<Event> oneOfEachMonth() {
        List<Event> events = new ArrayList<>();
        for (YearMonth month = FIRST; month.isBefore(RUNNING); month = month.plusMonths(1)) {
            events.add(key().sign(MonthNumber.begin(month), 5000, List.of(), "first of " + month));
        }
        return events;
    }

    private List<Event> events() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            long time = MonthNumber.begin(FIRST)
                    + random.nextLong(NOW.getEpochSecond() - 3 * DAY - MonthNumber.begin(FIRST));
            Event request = key().sign(time, 5000 + random.nextInt(3), List.of(), "request " + i);
            events.add(request);
            for (int answer = random.nextInt(4); answer > 0; answer--) {
                events.add(answer(request, answer));
            }
        }
        return events;
    }

    private Event answer(Event request, int number) {
        // Also in the next month; and sometimes long before, which does not count.
        long time = random.nextInt(8) == 0
                ? request.createdAt() - 700 - random.nextInt(10 * DAY)
                : request.createdAt() + random.nextInt(random.nextBoolean() ? 60 : 3 * DAY);
        Tag to = random.nextInt(10) == 0
                ? Tag.of("x", "")
                : Tag.of("e", request.id().hex());
        return switch (random.nextInt(5)) {
            case 0 -> key().sign(time, 7000, List.of(to, Tag.of("status", "error")), "error " + number);
            case 1 -> key().sign(time, 7000, List.of(to, Tag.of("status", "processing")), "wait " + number);
            case 2 -> key().sign(time, 6000 + random.nextInt(3), List.of(to), "perhaps of another kind " + number);
            default -> key().sign(time, request.kind() + 1000, List.of(to), "result " + number);
        };
    }

    private SecretKey key() {
        return SampleEvents.key(1 + random.nextInt(KEYS));
    }
}
