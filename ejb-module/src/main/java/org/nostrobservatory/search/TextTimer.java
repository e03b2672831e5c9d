package org.nostrobservatory.search;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import org.nostrobservatory.schema.Leisure;
import org.nostrobservatory.schema.SurvivingTimer;

/**
 * Tells the languages of new texts and makes them searchable, the newest first. What is left, such as an import, waits for the
 * next second: {@link Leisure}.
 */
@Singleton
@Interceptors(SurvivingTimer.class)
@TransactionManagement(TransactionManagementType.BEAN) // each portion is one of its own
public class TextTimer {

    private static final int PORTION = 100;

    @Inject
    private Indexing indexing;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void update() {
        Leisure.use(() -> indexing.update(PORTION) == PORTION);
    }
}
