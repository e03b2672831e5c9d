package org.nostrobservatory.zap;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nostrobservatory.dvm.JobChanges;
import org.nostrobservatory.ingest.EventRemoval;
import org.nostrobservatory.ingest.Events;
import org.nostrobservatory.note.NoteChanges;
import org.nostrobservatory.person.PersonChanges;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.ZapReason;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/** Judges stored receipts anew, of people whose wallet services have become known; the totals follow. */
@Stateless
public class Rejudgement {

    /** By time and id, those that count and the copies: each has an index of its own. */
    private static final String RECEIPTS = """
            select * from (
                (select %1$s from zap where recipient = ? and counts and (created_at, receipt_id) > (?, ?)
                 order by created_at, receipt_id limit ?)
                union all
                (select %1$s from zap where recipient = ? and not counts and (created_at, receipt_id) > (?, ?)
                 order by created_at, receipt_id limit ?)) as zap
            order by created_at, receipt_id limit ?""".formatted(Tallied.COLUMNS + ", receipt_id, reason");

    private record Stored(Bytes id, String reason, Tallied tallied) {

        static Stored read(ResultSet row) throws SQLException {
            return new Stored(Database.bytes(row, "receipt_id"), row.getString("reason"), Tallied.read(row));
        }
    }

    /** How far somebody's receipts are judged anew. */
    private record Progress(Bytes recipient, long createdAt, Bytes receiptId) {}

    /** @param reason of the new verdict */
    private record Change(Stored stored, ZapReason reason) {

        boolean isOne() {
            return !stored.reason().equals(reason.code());
        }

        Tallied after() {
            Tallied before = stored.tallied();
            return new Tallied(
                    before.createdAt(),
                    reason.verdict().code(),
                    before.counts(),
                    before.amountMsat(),
                    before.sender(),
                    before.recipient(),
                    before.target(),
                    before.payment());
        }
    }

    @Inject
    private Database database;

    @Inject
    private Events events;

    @Inject
    private PersonChanges people;

    @Inject
    private NoteChanges notes;

    @Inject
    private JobChanges jobs;

    private Payments payments;
    private ZapTotals totals;
    private Judge judge;

    public Rejudgement() {}

    Rejudgement(Database database) {
        this.database = database;
        events = new Events(database);
        people = new PersonChanges(database);
        notes = new NoteChanges(database);
        jobs = new JobChanges(database);
        prepare();
    }

    @PostConstruct
    void prepare() {
        payments = new Payments(database);
        totals = new ZapTotals(database, people, notes, jobs);
        judge = new Judge(database);
    }

    /**
     * Judges so many receipts at most, of one person. Others who add or remove receipts wait meanwhile.
     *
     * @return whether there was anything to do
     */
    public boolean judgeSome(int limit) {
        if (progress().isEmpty()) {
            return false;
        }
        payments.lock();
        Optional<Progress> next = progress();
        next.ifPresent(progress -> judge(progress, limit));
        return next.isPresent();
    }

    private Optional<Progress> progress() {
        return database.find(
                "select recipient, created_at, receipt_id from zap_rejudgement order by recipient limit 1",
                row -> new Progress(
                        Database.bytes(row, "recipient"),
                        row.getLong("created_at"),
                        Database.bytes(row, "receipt_id")));
    }

    private void judge(Progress after, int limit) {
        List<Stored> stored = database.query(
                RECEIPTS,
                Stored::read,
                after.recipient(),
                after.createdAt(),
                after.receiptId(),
                limit,
                after.recipient(),
                after.createdAt(),
                after.receiptId(),
                limit,
                limit);
        List<Change> changes = changes(stored);
        if (!changes.isEmpty()) {
            apply(changes);
        }
        if (stored.size() < limit) {
            database.update("delete from zap_rejudgement where recipient = ?", after.recipient());
        } else {
            Stored last = stored.get(stored.size() - 1);
            database.update(
                    "update zap_rejudgement set created_at = ?, receipt_id = ? where recipient = ?",
                    last.tallied().createdAt(),
                    last.id(),
                    after.recipient());
        }
    }

    private List<Change> changes(List<Stored> stored) {
        Map<Bytes, Stored> byId = new HashMap<>();
        stored.forEach(receipt -> byId.put(receipt.id(), receipt));
        List<EventRemoval.Key> keys = stored.stream()
                .map(receipt ->
                        new EventRemoval.Key(receipt.id(), receipt.tallied().createdAt()))
                .toList();
        return events.read(
                keys,
                receipts -> judge.judge(receipts).zaps().stream()
                        .map(row -> new Change(byId.get(row.event().id()), row.reason()))
                        .filter(Change::isOne)
                        .toList());
    }

    private void apply(List<Change> changes) {
        database.update(
                """
                update zap set verdict = judged.verdict, reason = judged.reason
                from unnest(?, ?, ?) as judged (id, verdict, reason) where receipt_id = judged.id""",
                Column.of("bytea", changes, change -> change.stored().id()),
                Column.of("text", changes, change -> change.after().verdict()),
                Column.of("text", changes, change -> change.reason().code()));
        List<Tallied> settled = payments.settle(changes.stream()
                .map(change -> change.stored().tallied().payment())
                .distinct()
                .toList());
        List<Tallied> gone = new ArrayList<>();
        List<Tallied> come = new ArrayList<>();
        for (Change change : changes) {
            gone.add(change.stored().tallied());
            come.add(change.after());
        }
        settled.forEach(receipt -> gone.add(receipt.flipped()));
        come.addAll(settled);
        totals.change(gone, come);
    }
}
