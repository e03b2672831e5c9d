package org.nostrobservatory.note;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import org.nostrobservatory.schema.SurvivingTimer;

/** Has notes counted again that changed. */
@Singleton
@Interceptors(SurvivingTimer.class)
@TransactionManagement(TransactionManagementType.BEAN) // each portion is one of its own
public class NoteScoreTimer {

    private static final int PORTION = 5_000;

    /** What is left after so many waits for the next time. */
    private static final int PORTIONS = 20;

    @Inject
    private NoteScores scores;

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    void update() {
        int portions = 1;
        while (scores.update(PORTION) == PORTION && portions < PORTIONS) {
            portions++;
        }
    }
}
