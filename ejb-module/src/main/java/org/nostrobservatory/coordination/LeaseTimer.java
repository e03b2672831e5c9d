package org.nostrobservatory.coordination;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import org.nostrobservatory.schema.SurvivingTimer;

/** Has this server say that it is there, and leases be renewed and distributed. */
@Singleton
@Interceptors(SurvivingTimer.class)
@TransactionManagement(TransactionManagementType.BEAN)
public class LeaseTimer {

    @Inject
    private Leases leases;

    @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
    void beat() {
        leases.beat();
    }
}
