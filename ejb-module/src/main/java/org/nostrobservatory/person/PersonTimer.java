package org.nostrobservatory.person;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import org.nostrobservatory.schema.SurvivingTimer;

/** Has follow lists and people brought up to date that changed. */
@Singleton
@Interceptors(SurvivingTimer.class)
@TransactionManagement(TransactionManagementType.BEAN) // each portion is one of its own
public class PersonTimer {

    private static final int LISTS = 1_000;
    private static final int PEOPLE = 5_000;

    /** What is left after so many waits for the next time. */
    private static final int PORTIONS = 20;

    @Inject
    private FollowLists lists;

    @Inject
    private PersonCounts people;

    @Schedule(hour = "*", minute = "*", second = "3/10", persistent = false)
    void update() {
        int portions = 1;
        // A portion may be smaller than wanted, because lists are of any size.
        while (lists.update(LISTS) > 0 && portions < PORTIONS) {
            portions++;
        }
        portions = 1;
        // What comes meanwhile waits, so that busy people are counted once.
        while (people.update(PEOPLE) == PEOPLE && portions < PORTIONS) {
            portions++;
        }
    }
}
