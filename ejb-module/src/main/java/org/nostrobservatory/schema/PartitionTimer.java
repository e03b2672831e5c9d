package org.nostrobservatory.schema;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Makes the partitions of the coming months, so that their first event finds them there. */
@Singleton
@Interceptors(SurvivingTimer.class)
@TransactionManagement(TransactionManagementType.BEAN)
public class PartitionTimer {

    private static final Logger LOG = System.getLogger(PartitionTimer.class.getName());

    @Inject
    private Database database;

    /** By one server: the filter comes before what is selected. */
    @Schedule(hour = "0", minute = "17", persistent = false)
    void makeAhead() {
        long made = database.query("""
                        select create_event_partition((now() at time zone 'UTC' + ahead * interval '1 month')::date) as made
                        from generate_series(0, 3) as ahead
                        where (select pg_try_advisory_xact_lock(?))""", row -> row.getBoolean("made"), AdvisoryLock.PARTITIONS.number()).stream()
                .filter(isNew -> isNew)
                .count();
        if (made > 0) {
            LOG.log(Level.INFO, "Made the partitions of {0} coming months", made);
        }
    }
}
