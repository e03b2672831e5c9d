package org.nostrobservatory.zap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.nostrobservatory.dvm.JobChanges;
import org.nostrobservatory.ingest.EventProjector;
import org.nostrobservatory.ingest.EventRows;
import org.nostrobservatory.ingest.EventRows.Field;
import org.nostrobservatory.ingest.Portion;
import org.nostrobservatory.note.NoteChanges;
import org.nostrobservatory.person.PersonChanges;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;
import org.nostrobservatory.zap.Judge.Judged;
import org.nostrobservatory.zap.Judge.Refused;
import org.nostrobservatory.zap.Judge.Row;

/** Zap receipts (NIP-57), and what they add up to. One that is none is kept with the reason and counts for nothing. */
@ApplicationScoped
class ZapProjector implements EventProjector {

    private static final int KEPT_CHARS = 1_000;

    private final Database database;
    private final Judge judge;
    private final Payments payments;
    private final ZapTotals totals;
    private final EventRows<Row> zaps;
    private final EventRows<Refused> invalid;

    protected ZapProjector() {
        database = null;
        judge = null;
        payments = null;
        totals = null;
        zaps = null;
        invalid = null;
    }

    ZapProjector(Database database) {
        this(database, new PersonChanges(database), new NoteChanges(database), new JobChanges(database));
    }

    @Inject
    ZapProjector(Database database, PersonChanges people, NoteChanges notes, JobChanges jobs) {
        this.database = database;
        judge = new Judge(database);
        payments = new Payments(database);
        totals = new ZapTotals(database, people, notes, jobs);
        zaps = new EventRows<>(
                database,
                "zap",
                "receipt_id",
                "receipt_id",
                List.of(
                        Field.of("receipt_id", "bytea", row -> row.event().id()),
                        Field.of("created_at", "bigint", row -> row.event().createdAt()),
                        Field.of("provider", "bytea", row -> row.zap().provider()),
                        Field.of("sender", "bytea", row -> row.zap().sender()),
                        Field.of("recipient", "bytea", row -> row.zap().recipient()),
                        Field.of("target_id", "bytea", row -> row.zap().target().orElse(null)),
                        Field.of(
                                "verdict", "text", row -> row.reason().verdict().code()),
                        Field.of("reason", "text", row -> row.reason().code()),
                        Field.of("payment", "bytea", Row::payment),
                        Field.of("amount_msat", "bigint", row -> row.zap().amountMsat()),
                        Field.of(
                                "comment",
                                "text",
                                row -> Database.text(row.zap().comment(), KEPT_CHARS))));
        invalid = new EventRows<>(
                database,
                "invalid_zap",
                "receipt_id",
                "receipt_id",
                List.of(
                        Field.of("receipt_id", "bytea", row -> row.event().id()),
                        Field.of("created_at", "bigint", row -> row.event().createdAt()),
                        Field.of("reason", "text", row -> row.reason().code())));
    }

    @Override
    public boolean accepts(int kind) {
        return kind == Kinds.ZAP_RECEIPT;
    }

    /** Receipts of one payment share which of them counts, and all share the totals. */
    @Override
    public boolean sharesRows() {
        return true;
    }

    @Override
    public void project(List<Event> events) {
        Judged judged = judge.judge(events);
        payments.lock();
        List<Bytes> contested =
                payments.contested(judged.zaps().stream().map(Row::payment).toList());
        zaps.insert(judged.zaps());
        invalid.insert(judged.invalid());
        List<Tallied> come = new ArrayList<>();
        judged.zaps().forEach(row -> come.add(row.tallied()));
        judged.invalid().forEach(row -> come.add(Tallied.invalid(row.event().createdAt())));
        change(List.of(), come, payments.settle(contested));
    }

    @Override
    public void retract(List<Event> events) {
        Column ids = Column.of("bytea", events, Event::id);
        payments.lock();
        List<Bytes> touched = payments.of(events);
        List<Tallied> gone = database.query(
                "delete from zap using unnest(?) as gone (id) where receipt_id = gone.id returning " + Tallied.COLUMNS,
                Tallied::read,
                ids);
        gone.addAll(database.query(
                "delete from invalid_zap using unnest(?) as gone (id) where receipt_id = gone.id returning created_at",
                row -> Tallied.invalid(row.getLong("created_at")),
                ids));
        change(gone, List.of(), payments.settle(touched));
    }

    /** @param settled receipts that count now and did not, or the other way round */
    private void change(List<Tallied> gone, List<Tallied> come, List<Tallied> settled) {
        totals.change(
                Stream.concat(gone.stream(), settled.stream().map(Tallied::flipped))
                        .toList(),
                Stream.concat(come.stream(), settled.stream()).toList());
    }

    /** The receipts of the portion. The totals are made right at the end: what they lack is not told by its receipts. */
    @Override
    public int correct(Portion portion) {
        List<Event> events = portion.events(Kinds.ZAP_RECEIPT);
        Judged judged = judge.judge(events);
        payments.lock();
        List<Bytes> touched = payments.of(events);
        List<Tallied> before = stored(events);
        int wrong = zaps.correct(events, judged.zaps());
        if (wrong > 0) {
            totals.report(before);
            totals.report(stored(events));
            totals.report(payments.settle(touched));
            totals.report(payments.settle(payments.of(events)));
        }
        return wrong + invalid.correct(events, judged.invalid());
    }

    @Override
    public int correctRest() {
        payments.lock();
        int strays = zaps.deleteStrays(Kinds.ZAP_RECEIPT) + invalid.deleteStrays(Kinds.ZAP_RECEIPT);
        List<Tallied> settled = payments.settleAll();
        totals.report(settled);
        int payments = (int) settled.stream().filter(Tallied::counts).count();
        return strays + payments + totals.correct();
    }

    private List<Tallied> stored(List<Event> events) {
        return database.query(
                "select " + Tallied.COLUMNS + " from zap where receipt_id = any (?)",
                Tallied::read,
                Column.of("bytea", events, Event::id));
    }
}
