package org.nostrobservatory.protocol;

import java.util.Optional;

/**
 * A verdict on a zap receipt with its reason.
 *
 * @param receipt what it says; empty if it is {@link ZapVerdict#INVALID}
 */
public record ZapJudgement(ZapReason reason, Optional<ZapReceipt> receipt) {

    /**
     * Judges a receipt by NIP-57: first its form, then the behaviour of those who are named in it, then whether the
     * recipient's wallet service has made it. Never fails. When more is known, {@link ZapReceipt#judge} alone will do.
     *
     * @param receipt an event whose id and signature hold; the request in it is verified here
     * @param knowledge of the wallet service of {@code receipt}'s first {@code p} tag
     */
    public static ZapJudgement of(Event receipt, ProviderKnowledge knowledge) {
        try {
            ZapReceipt zap = ZapReceipt.of(receipt);
            return new ZapJudgement(zap.judge(knowledge), Optional.of(zap));
        } catch (InvalidZapException e) {
            return new ZapJudgement(e.reason(), Optional.empty());
        }
    }

    public ZapVerdict verdict() {
        return reason.verdict();
    }
}
