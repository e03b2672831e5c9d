package org.nostrobservatory.dvm;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nostrobservatory.configuration.Setting;
import org.nostrobservatory.configuration.Settings;
import org.nostrobservatory.ingest.EventProjector;
import org.nostrobservatory.ingest.Portion;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.JobKind;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.schema.Database;

/** Notes in which months requests, results and feedback came or went. */
@ApplicationScoped
class DvmMonthProjector implements EventProjector {

    private final Database database;
    private final Set<Integer> excluded;

    protected DvmMonthProjector() {
        database = null;
        excluded = Set.of();
    }

    /** With the default settings. */
    DvmMonthProjector(Database database) {
        this(database, new Settings(setting -> Optional.empty()));
    }

    @Inject
    DvmMonthProjector(Database database, Settings settings) {
        this.database = database;
        excluded = settings.get(Setting.DVM_EXCLUDED_KINDS);
    }

    @Override
    public boolean accepts(int kind) {
        return (JobKind.isRequest(kind) || JobKind.isResult(kind) || kind == Kinds.JOB_FEEDBACK)
                && !excluded.contains(kind);
    }

    @Override
    public void project(List<Event> events) {
        new MonthChanges(database).addCome(times(events));
    }

    @Override
    public void retract(List<Event> events) {
        new MonthChanges(database).add(times(events));
    }

    private static List<Long> times(List<Event> events) {
        return events.stream().map(Event::createdAt).toList();
    }

    /** Nothing here belongs to an event or an author. */
    @Override
    public int correct(Portion portion) {
        return 0;
    }

    /** Has every month computed again of which there are jobs: a rebuild may have changed them. */
    @Override
    public int correctRest() {
        database.update("""
                insert into dvm_month_change (month, events)
                select distinct to_char(to_timestamp(created_at) at time zone 'UTC', 'YYYYMM')::integer, 0
                from (select created_at from job_request union all select created_at from job_result
                      union all select created_at from job_feedback) as job
                where created_at >= ? and created_at < ?""", MonthNumber.begin(MonthNumber.FIRST), MonthNumber.END);
        return 0;
    }
}
