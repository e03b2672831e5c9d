package org.nostrobservatory.zap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.ProviderKnowledge;
import org.nostrobservatory.protocol.ZapJudgement;
import org.nostrobservatory.protocol.ZapReason;
import org.nostrobservatory.protocol.ZapReceipt;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/** Judges receipts by what they say and by what is known of the recipients' wallet services. */
final class Judge {

    /** A receipt with what it says. */
    record Row(Event event, ZapReceipt zap, ZapReason reason) {

        Bytes payment() {
            return zap.paymentHash().orElse(event.id());
        }

        /** As it is before its payment is settled. */
        Tallied tallied() {
            return new Tallied(
                    event.createdAt(),
                    reason.verdict().code(),
                    true,
                    zap.amountMsat(),
                    zap.sender(),
                    zap.recipient(),
                    zap.target().orElse(null),
                    payment());
        }
    }

    /** A receipt that is none. */
    record Refused(Event event, ZapReason reason) {}

    /** All receipts of a batch, by their ids. */
    record Judged(List<Row> zaps, List<Refused> invalid) {}

    private final Database database;

    Judge(Database database) {
        this.database = database;
    }

    /** One look-up for all of them. */
    Judged judge(List<Event> receipts) {
        List<Row> zaps = new ArrayList<>();
        List<Refused> invalid = new ArrayList<>();
        receipts.stream().sorted(Comparator.comparing(Event::id)).forEach(event -> {
            ZapJudgement judgement = ZapJudgement.of(event, ProviderKnowledge.UNKNOWN);
            judgement
                    .receipt()
                    .ifPresentOrElse(
                            zap -> zaps.add(new Row(event, zap, judgement.reason())),
                            () -> invalid.add(new Refused(event, judgement.reason())));
        });
        Map<Bytes, ProviderHistory> known = histories(
                zaps.stream().map(row -> row.zap().recipient()).distinct().toList());
        if (!known.isEmpty()) {
            zaps.replaceAll(row -> {
                ProviderHistory history = known.getOrDefault(row.zap().recipient(), ProviderHistory.NONE);
                ProviderKnowledge knowledge =
                        history.at(row.zap().provider(), row.event().createdAt());
                return new Row(row.event(), row.zap(), row.zap().judge(knowledge));
            });
        }
        return new Judged(zaps, invalid);
    }

    private Map<Bytes, ProviderHistory> histories(List<Bytes> recipients) {
        Map<Bytes, ProviderHistory> histories = new HashMap<>();
        if (!recipients.isEmpty()) {
            database.query(
                    "select recipient, address, provider, first_at, last_at from zap_provider_key where recipient = any (?)",
                    row -> histories
                            .computeIfAbsent(
                                    Database.bytes(row, "recipient"), key -> new ProviderHistory(new ArrayList<>()))
                            .answers()
                            .add(new ProviderHistory.Answer(
                                    row.getString("address"),
                                    Database.bytes(row, "provider"),
                                    row.getLong("first_at"),
                                    row.getLong("last_at"))),
                    Column.of("bytea", recipients, key -> key));
        }
        return histories;
    }
}
