package org.nostrobservatory.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nostrobservatory.dvm.JobAnomaly;
import org.nostrobservatory.dvm.KindTitles;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;

/**
 * Whatever comes in whatever order, twice, taken back, between restarts and timers that run at any moment: at the end every job
 * and every DVM is what its events say. {@code -Dproof.networks=200} tries more networks.
 */
class EveryJobTest {

    private static final String ANSWERS = """
            select concat_ws(' ', encode(request_id, 'hex'), encode(pubkey, 'hex'), coalesce(kind::text, 'null'),
                             coalesce(encode(customer, 'hex'), 'null'), coalesce(requested_at::text, 'null'), targeted::text,
                             coalesce(first_feedback_at::text, 'null'), coalesce(first_result_at::text, 'null'), results,
                             feedbacks, errors, paywalled::text, coalesce(status, 'null'), coalesce(asked_msat::text, 'null'),
                             paid_msat, array_to_string(anomalies, ',')) as line
            from job_answer""";

    private static final String JOBS = """
            select concat_ws(' ', encode(request_id, 'hex'), kind, encode(pubkey, 'hex'), created_at, state, dvms, results,
                             feedbacks, coalesce(first_feedback_at::text, 'null'), coalesce(first_result_at::text, 'null'),
                             coalesce(asked_msat::text, 'null'), paid_msat) as line
            from job""";

    private static final String DVMS = """
            select concat_ws(' ', encode(pubkey, 'hex'), first_seen, last_seen, coalesce(first_result_at::text, 'null'),
                             coalesce(last_result_at::text, 'null'), coalesce(announced_at::text, 'null'),
                             coalesce(name, 'null')) as line
            from dvm""";

    private static final String KINDS = """
            select concat_ws(' ', encode(pubkey, 'hex'), kind, announced::text, coalesce(first_result_at::text, 'null'),
                             coalesce(last_result_at::text, 'null')) as line
            from dvm_kind""";

    private final Database database = TestDatabase.migrated();
    private WholeArchive whole = new WholeArchive(database);
    private final long now = Instant.now().getEpochSecond();

    static LongStream networks() {
        return LongStream.range(0, Integer.getInteger("proof.networks", 8));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void everyJobIsWhatItsEventsSay(long seed) {
        Random random = new Random(seed);
        prove(RandomJobs.of(random, now), random);
    }

    @Test
    void everyRealJobIsWhatItsEventsSay() throws IOException {
        prove(RealEvents.valid(), new Random(1));
    }

    /** Otherwise it would be easy to be right. */
    @Test
    void theNetworksHaveSomethingToWorkOut() {
        Set<String> anomalies = new TreeSet<>();
        Set<String> states = new TreeSet<>();
        int paid = 0;
        for (long seed = 0; seed < 20; seed++) {
            List<Event> stored = new WithdrawalModel(RandomJobs.of(new Random(seed), now), now).stored();
            NaiveJobs naive = new NaiveJobs(stored, now);
            for (String line : naive.answerLines) {
                String[] columns = line.split(" ", -1);
                anomalies.addAll(Arrays.asList(columns[15].split(",")));
                paid += columns[14].equals("0") ? 0 : 1;
            }
            naive.jobLines.forEach(line -> states.add(line.split(" ")[4]));
            assertThat(naive.dvms()).hasSizeGreaterThan(4);
        }
        anomalies.remove("");
        assertThat(paid).isGreaterThan(20);
        assertThat(states).contains("requested", "answered", "error", "payment-required", "processing");
        assertThat(anomalies)
                .isEqualTo(Stream.of(JobAnomaly.values())
                        .filter(it -> it != JobAnomaly.NO_REQUEST_ID)
                        .map(JobAnomaly::code)
                        .collect(Collectors.toSet()));
    }

    private void prove(List<Event> events, Random random) {
        deliver(events, random);
        List<Event> stored = new ArrayList<>(new WithdrawalModel(events, now).stored());
        Collections.shuffle(stored, random);
        List<Event> gone = stored.subList(0, random.nextInt(20));
        whole.archive.remove(gone.toArray(Event[]::new));
        gone.clear();
        whole.update();

        NaiveJobs naive = new NaiveJobs(stored, now);
        assertThat(lines(ANSWERS)).isEqualTo(naive.answerLines);
        assertThat(lines(JOBS)).isEqualTo(naive.jobLines);
        assertThat(lines(DVMS)).isEqualTo(naive.dvms());
        assertThat(lines(KINDS)).isEqualTo(naive.kinds());
        assertThat(Beans.create(KindTitles.class, database).of(5998)).isEqualTo(naive.title());
        assertThat(ProjectionCheck.differences(database)).isEmpty();
    }

    /** In random batches, half of them twice, between timers and restarts. */
    private void deliver(List<Event> events, Random random) {
        List<Event> deliveries = new ArrayList<>(events);
        deliveries.addAll(events.subList(0, events.size() / 2));
        Collections.shuffle(deliveries, random);
        for (int from = 0, to; from < deliveries.size(); from = to) {
            to = Math.min(deliveries.size(), from + 1 + random.nextInt(1 + deliveries.size() / 10));
            whole.archive.add(deliveries.subList(from, to));
            switch (random.nextInt(8)) {
                case 0 -> whole = new WholeArchive(database);
                case 1 -> whole.update();
                case 2, 3, 4, 5 -> whole.updateSome(random);
                default -> {}
            }
        }
    }

    private Set<String> lines(String sql) {
        return new TreeSet<>(database.query(sql, row -> row.getString("line")));
    }
}
