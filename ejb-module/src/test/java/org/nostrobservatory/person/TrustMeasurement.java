package org.nostrobservatory.person;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.configuration.Settings;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;
import org.nostrobservatory.schema.TestDatabase;

/**
 * How long trust takes with 160,000 people and 5 million follows: no test, but run by
 * {@code mvn verify -pl ejb-module -am -Dtest=TrustMeasurement -Dsurefire.failIfNoSpecifiedTests=false}. Follows go to people
 * with low numbers more often, as they do to famous ones.
 */
class TrustMeasurement {

    private static final int PEOPLE = 160_000;
    private static final int LISTS = 100_000;
    private static final int FOLLOWS = 50;
    private static final int PORTION = 1_000;

    @Test
    void measure() {
        Database database = TestDatabase.migrated();
        database.update(
                "insert into person (pubkey) select sha256(i::text::bytea) from generate_series(1, ?) as i", PEOPLE);
        SplittableRandom random = new SplittableRandom(1);
        for (int from = 1; from <= LISTS; from += PORTION) {
            List<Integer> followers = new ArrayList<>();
            List<Integer> followed = new ArrayList<>();
            for (int follower = from; follower < from + PORTION; follower++) {
                for (int i = 0; i < FOLLOWS; i++) {
                    double skew = random.nextDouble();
                    followers.add(follower);
                    followed.add(1 + (int) (PEOPLE * skew * skew * skew));
                }
            }
            database.update(
                    """
                    insert into follow_list (pubkey, event_id, created_at, follows)
                    select person.pubkey, '', 0, array_agg(distinct followed order by followed)
                    from unnest(?, ?) as pair (follower, followed) join person on number = follower
                    where followed <> follower group by pubkey""",
                    Column.of("integer", followers, number -> number),
                    Column.of("integer", followed, number -> number));
        }
        database.update("vacuum analyze");
        measure("followers counted", () -> new FollowerCounts(database).correct(Instant.now()));
        System.gc();
        pools().forEach(MemoryPoolMXBean::resetPeakUsage);
        report("heap before: " + peak() + " MB");
        Trust trust = new Trust(database, new Settings(setting -> Optional.empty()));
        measure("trust computed and applied", trust::update);
        measure("trust computed again", trust::update);
        database.query(
                "select count(*) filter (where trusted) as trusted, sum(follows) as follows from person", row -> {
                    report(row.getLong("trusted") + " trusted, " + row.getLong("follows") + " follows");
                    return true;
                });
        report("heap at most " + peak() + " MB");
    }

    private static void measure(String what, IntSupplier work) {
        Instant begin = Instant.now();
        int result = work.getAsInt();
        report(what + ": " + result + " in "
                + Duration.between(begin, Instant.now()).toMillis() + " ms");
    }

    /** With garbage. */
    private static long peak() {
        return pools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() >> 20;
    }

    private static List<MemoryPoolMXBean> pools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    private static void report(String line) {
        System.err.println(line);
    }
}
