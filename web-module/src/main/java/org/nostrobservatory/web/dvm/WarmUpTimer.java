package org.nostrobservatory.web.dvm;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import org.nostrobservatory.dvm.JobWindow;
import org.nostrobservatory.schema.SurvivingTimer;

/** Has the answers ready that the overviews of data vending machines begin with: nobody waits for them, not even the first one. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
@Interceptors(SurvivingTimer.class)
public class WarmUpTimer {

    @Inject
    private LatestDvms latest;

    /** Asks for what is remembered; what is too old by then is fetched anew in the background. */
    @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
    void askForAll() {
        for (JobWindow window : JobWindow.values()) {
            latest.overview(window);
            latest.dvms(window);
            latest.kinds(window);
        }
    }
}
