package org.nostrobservatory.schema;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * How long a timer that runs every second may work at what nobody waits for: a fifth of the second, and a twentieth while
 * there is more to do on this machine than it has processors for, as while a file is imported.
 */
public final class Leisure {

    private static final Duration IDLE = Duration.ofMillis(200);
    private static final Duration BUSY = Duration.ofMillis(50);

    private Leisure() {}

    /**
     * Works until nothing is left or the time is over.
     *
     * @param work does a portion and answers whether there may be more
     */
    public static void use(BooleanSupplier work) {
        long end = System.nanoTime() + time(load()).toNanos();
        boolean more = true;
        while (more && System.nanoTime() < end) {
            more = work.getAsBoolean();
        }
    }

    /** @param load work that is there for each processor; negative if the system does not say */
    static Duration time(double load) {
        return load > 1 ? BUSY : IDLE;
    }

    private static double load() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return system.getSystemLoadAverage() / system.getAvailableProcessors();
    }
}
