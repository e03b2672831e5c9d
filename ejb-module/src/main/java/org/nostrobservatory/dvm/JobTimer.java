package org.nostrobservatory.dvm;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.util.function.IntUnaryOperator;
import org.nostrobservatory.schema.SurvivingTimer;

/** Has jobs and DVMs brought up to date that changed. */
@Singleton
@Interceptors(SurvivingTimer.class)
@TransactionManagement(TransactionManagementType.BEAN) // each portion is one of its own
public class JobTimer {

    private static final int PORTION = 5_000;

    /** What is left after so many waits for the next time. */
    private static final int PORTIONS = 20;

    @Inject
    private JobAnswers answers;

    @Inject
    private DvmRegistry dvms;

    @Schedule(hour = "*", minute = "*", second = "1/5", persistent = false)
    void update() {
        use(answers::update);
        use(dvms::update);
    }

    private static void use(IntUnaryOperator update) {
        int portions = 1;
        while (update.applyAsInt(PORTION) >= PORTION && portions < PORTIONS) {
            portions++;
        }
    }
}
