package org.nostrobservatory.zap;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.schema.AdvisoryLock;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/**
 * Which receipt stands for a payment. Anybody can copy an invoice into a receipt of his own: of the receipts with the same
 * payment hash the one with the least doubt counts, then the earliest, then the one with the lowest id.
 */
final class Payments {

    /**
     * Of each payment named by {@code wanted (payment)} the receipt that is to count: the best of those that count now, which
     * are few, and of the copies, of which there can be any number; each have an index of their own.
     */
    private static final String BEST = """
            with best as (
                select receipt_id, payment from (select distinct payment from unnest(?) as named (payment)) as wanted
                cross join lateral (
                    select receipt_id from (
                        (select receipt_id, doubt, created_at from zap where zap.payment = wanted.payment and counts)
                        union all
                        (select receipt_id, doubt, created_at from zap where zap.payment = wanted.payment and not counts
                         order by doubt, created_at, receipt_id limit 1)) as candidate
                    order by doubt, created_at, receipt_id limit 1) as first)
            """;

    private static final String ALL = """
            with best as (
                select distinct on (payment) receipt_id, payment from zap order by payment, doubt, created_at, receipt_id)
            """;

    private static final String DISCOUNT = """
            update zap set counts = false from best
            where counts and zap.payment = best.payment and zap.receipt_id <> best.receipt_id returning\s""" + Tallied.COLUMNS;

    private static final String COUNT =
            "update zap set counts = true from best where zap.receipt_id = best.receipt_id and not counts returning "
                    + Tallied.COLUMNS;

    private final Database database;

    Payments(Database database) {
        this.database = database;
    }

    /**
     * Waits until no other transaction changes receipts, and makes others wait until this one ends. Two that add a receipt
     * of the same payment do not see each other's, and both would count.
     */
    void lock() {
        AdvisoryLock.PAYMENTS.lock(database);
    }

    /**
     * Which of the payments of receipts that are to come have, or will have, more than one. All others need not be settled: a
     * new receipt counts.
     */
    List<Bytes> contested(List<Bytes> payments) {
        if (payments.isEmpty()) {
            return List.of();
        }
        Set<Bytes> once = new HashSet<>();
        Set<Bytes> contested = new HashSet<>();
        payments.stream().filter(payment -> !once.add(payment)).forEach(contested::add);
        contested.addAll(database.query(
                "select distinct payment from unnest(?) as named (payment) join zap using (payment) where counts",
                row -> Database.bytes(row, "payment"),
                Column.of("bytea", payments, payment -> payment)));
        return List.copyOf(contested);
    }

    /** The payments that stored receipts are of. */
    List<Bytes> of(List<Event> receipts) {
        return database.query(
                "select distinct payment from unnest(?) as wanted (id) join zap on receipt_id = id",
                row -> Database.bytes(row, "payment"),
                Column.of("bytea", receipts, Event::id));
    }

    /** Makes the best receipt of each of these payments count. Answers the receipts that changed, as they are now. */
    List<Tallied> settle(List<Bytes> payments) {
        if (payments.isEmpty()) {
            return List.of();
        }
        Column named = Column.of("bytea", payments, payment -> payment);
        List<Tallied> changed = database.query(BEST + DISCOUNT, Tallied::read, named);
        changed.addAll(database.query(BEST + COUNT, Tallied::read, named));
        return changed;
    }

    /** The same for every payment. */
    List<Tallied> settleAll() {
        List<Tallied> changed = database.query(ALL + DISCOUNT, Tallied::read);
        changed.addAll(database.query(ALL + COUNT, Tallied::read));
        return changed;
    }
}
