package org.nostrobservatory.zap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.nostrobservatory.ingest.EventProjector;
import org.nostrobservatory.ingest.EventRows;
import org.nostrobservatory.ingest.EventRows.Field;
import org.nostrobservatory.ingest.Portion;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.protocol.ProviderKnowledge;
import org.nostrobservatory.protocol.ZapJudgement;
import org.nostrobservatory.protocol.ZapReason;
import org.nostrobservatory.protocol.ZapReceipt;
import org.nostrobservatory.schema.Database;

/** Well-formed zap receipts (NIP-57). A malformed one stays an event and counts for nothing. */
@ApplicationScoped
class ZapProjector implements EventProjector {

    private static final Logger LOG = System.getLogger(ZapProjector.class.getName());
    private static final int KEPT_CHARS = 1_000;

    private record Row(Event event, ZapReceipt zap, ZapReason reason) {

        Bytes payment() {
            return zap.paymentHash().orElse(event.id());
        }
    }

    private final Payments payments;

    private final EventRows<Row> zaps;

    protected ZapProjector() {
        payments = null;
        zaps = null;
    }

    @Inject
    ZapProjector(Database database) {
        payments = new Payments(database);
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
    }

    @Override
    public boolean accepts(int kind) {
        return kind == Kinds.ZAP_RECEIPT;
    }

    /** Receipts of one payment share which of them counts. */
    @Override
    public boolean sharesRows() {
        return true;
    }

    @Override
    public void project(List<Event> events) {
        List<Row> rows = rows(events);
        if (!rows.isEmpty()) {
            payments.lock();
            List<Bytes> contested =
                    payments.contested(rows.stream().map(Row::payment).toList());
            zaps.insert(rows);
            payments.settle(contested);
        }
    }

    @Override
    public void retract(List<Event> events) {
        payments.lock();
        List<Bytes> touched = payments.of(events);
        zaps.delete(events);
        payments.settle(touched);
    }

    @Override
    public int correct(Portion portion) {
        List<Event> events = portion.events(Kinds.ZAP_RECEIPT);
        payments.lock();
        List<Bytes> touched = payments.of(events);
        int wrong = zaps.correct(events, rows(events));
        if (wrong > 0) {
            payments.settle(touched);
            payments.settle(payments.of(events));
        }
        return wrong;
    }

    @Override
    public int correctRest() {
        payments.lock();
        int strays = zaps.deleteStrays(Kinds.ZAP_RECEIPT);
        return strays + payments.settleAll();
    }

    private static List<Row> rows(List<Event> events) {
        return events.stream()
                .sorted(Comparator.comparing(Event::id))
                .flatMap(ZapProjector::read)
                .toList();
    }

    private static Stream<Row> read(Event event) {
        ZapJudgement judgement = ZapJudgement.of(event, ProviderKnowledge.UNKNOWN);
        if (judgement.receipt().isEmpty()) {
            LOG.log(
                    Level.DEBUG,
                    "Zap receipt {0}: {1}",
                    event.id(),
                    judgement.reason().code());
        }
        return judgement.receipt().map(zap -> new Row(event, zap, judgement.reason())).stream();
    }
}
