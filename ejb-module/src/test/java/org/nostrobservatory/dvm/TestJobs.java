package org.nostrobservatory.dvm;

import java.util.Random;
import org.nostrobservatory.schema.Database;

/** What timers do for jobs, when a test says so. */
final class TestJobs {

    private TestJobs() {}

    /** Until nothing is left. */
    static void update(Database database) {
        while (new JobAnswers(database).update(100) + new DvmRegistry(database).update(100) > 0) {
            // until nothing is left
        }
    }

    static void updateSome(Database database, Random random) {
        new JobAnswers(database).update(1 + random.nextInt(20));
        new DvmRegistry(database).update(1 + random.nextInt(20));
    }
}
