package org.nostrobservatory.person;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.time.Duration;
import java.time.Instant;
import org.nostrobservatory.coordination.Collectors;
import org.nostrobservatory.schema.SurvivingTimer;

/** Has the trust set computed, by one server, every hour, and before that whenever there are twice as many follow lists as the last time. */
@Singleton
@Interceptors(SurvivingTimer.class)
@TransactionManagement(TransactionManagementType.BEAN) // it is one of the set's own
public class TrustTimer {

    private static final Duration INTERVAL = Duration.ofHours(1);

    @Inject
    private Trust trust;

    @Inject
    private Collectors collectors;

    private Instant computedAt = Instant.EPOCH;
    private long listsThen;

    @Schedule(hour = "*", minute = "*", second = "31", persistent = false)
    void update() {
        if (!collectors.leads()) {
            return;
        }
        long lists = trust.countLists();
        Instant now = Instant.now();
        if (lists > 2 * listsThen || now.isAfter(computedAt.plus(INTERVAL))) {
            trust.update();
            listsThen = lists;
            computedAt = now;
        }
    }
}
