package org.nostrobservatory.sample;

import java.util.Optional;
import org.nostrobservatory.protocol.Event;

/** Whom and what people zap. */
final class Zaps {

    private final Chance chance;
    private final People people;
    private final RecentNotes recent;
    private final ZapReceipts receipts;

    Zaps(Chance chance, People people, RecentNotes recent, ZapReceipts receipts) {
        this.chance = chance;
        this.people = people;
        this.recent = recent;
        this.receipts = receipts;
    }

    /** Zaps a note or, sometimes, a person. Nothing happens where the recipient has no Lightning address. */
    Optional<Event> zap(Person sender, long now) {
        if (chance.of(.08)) {
            Person recipient = people.worthFollowing(sender);
            return recipient.provider == null || recipient == sender
                    ? Optional.empty()
                    : Optional.of(receipts.receipt(
                            sender,
                            recipient.provider,
                            recipient.pubkey(),
                            Optional.empty(),
                            receipts.sats() * 1000,
                            now));
        }
        return recent.interesting(sender, now)
                .filter(post -> post.author().provider != null)
                .map(post -> receipts.receipt(
                        sender,
                        post.author().provider,
                        post.author().pubkey(),
                        Optional.of(post.event()),
                        receipts.sats() * 1000,
                        now));
    }
}
