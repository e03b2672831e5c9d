package org.nostrobservatory.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.EventJson;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.protocol.SecretKey;
import org.nostrobservatory.protocol.Tag;

/** Writes zap receipts (NIP-57): the request, signed by the sender, stands in the receipt, signed by the provider. */
final class ZapReceipts {

    private static final long MAX_SATS = 1_000_000;
    private static final List<Integer> ROUND_SATS =
            List.of(1, 10, 21, 42, 69, 100, 210, 420, 500, 1_000, 2_100, 5_000, 10_000, 21_000, 50_000, 100_000);

    private final Chance chance;

    ZapReceipts(Chance chance) {
        this.chance = chance;
    }

    /**
     * The receipt of a payment that has just been made.
     *
     * @param target the event that is zapped; empty if it is the recipient
     */
    Event receipt(
            Person sender,
            LightningProvider provider,
            Bytes recipient,
            Optional<Event> target,
            long amountMsat,
            long now) {
        boolean anonymous = chance.of(.04);
        SecretKey key = anonymous ? chance.secretKey() : sender.key;
        List<Tag> aim = new ArrayList<>();
        aim.add(Tag.of("p", recipient.hex()));
        target.ifPresent(event -> {
            aim.add(Tag.of("e", event.id().hex()));
            aim.add(Tag.of("k", Integer.toString(event.kind())));
            if (Kinds.classOf(event.kind()) == Kinds.Class.ADDRESSABLE) {
                aim.add(Tag.of("a", NoteWriter.address(event)));
            }
        });
        List<Tag> requestTags = new ArrayList<>();
        requestTags.add(Tag.of("relays", chance.pick(Profiles.RELAYS), chance.pick(Profiles.RELAYS)));
        requestTags.add(Tag.of("amount", Long.toString(amountMsat)));
        requestTags.addAll(aim);
        if (anonymous) {
            requestTags.add(Tag.of("anon"));
        }
        long asked = Math.max(
                now - chance.between(1, 8), target.map(Event::createdAt).orElse(0L));
        String comment = chance.of(.25) ? chance.pick(sender.language.replies()) : "";
        String request = EventJson.write(key.sign(asked, Kinds.ZAP_REQUEST, requestTags, comment));
        LightningProvider.Payment payment = provider.payment(chance, amountMsat, asked, request);
        List<Tag> tags = new ArrayList<>(aim);
        tags.add(Tag.of("P", key.publicKey().hex()));
        tags.add(Tag.of("bolt11", payment.bolt11()));
        tags.add(Tag.of("description", request));
        tags.add(Tag.of("preimage", payment.preimage().hex()));
        return provider.key().sign(now, Kinds.ZAP_RECEIPT, tags, "");
    }

    /** What people give; most amounts are round. */
    long sats() {
        long sats = Math.max(1, Math.min(MAX_SATS, Math.round(chance.logNormal(21, 2))));
        if (chance.of(.3)) {
            return sats;
        }
        return ROUND_SATS.stream().filter(round -> round >= sats).findFirst().orElse((int) sats);
    }
}
