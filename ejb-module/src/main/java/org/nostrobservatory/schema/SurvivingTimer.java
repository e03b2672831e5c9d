package org.nostrobservatory.schema;

import jakarta.interceptor.AroundTimeout;
import jakarta.interceptor.InvocationContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Lets a timer survive a run that fails, for example while the database is away: the container drops for ever a timer that
 * fails twice in a row. To be put on every timer, on a bean that manages its transactions itself: the container takes a
 * rollback for a failure too, and gives a timer's method a transaction even where {@code NOT_SUPPORTED} says otherwise.
 */
public class SurvivingTimer {

    private static final Logger LOG = System.getLogger(SurvivingTimer.class.getName());

    @AroundTimeout
    Object run(InvocationContext timeout) {
        try {
            return timeout.proceed();
        } catch (Exception e) {
            LOG.log(Level.WARNING, timeout.getMethod() + " failed and will run again at its next time", e);
            return null;
        }
    }
}
