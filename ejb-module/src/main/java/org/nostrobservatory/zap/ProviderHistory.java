package org.nostrobservatory.zap;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Lnurl;
import org.nostrobservatory.protocol.ProviderKnowledge;

/** What a recipient's wallet services have said in the course of time. */
record ProviderHistory(List<Answer> answers) {

    /**
     * That one of them signed receipts, or nobody.
     *
     * @param address where that was asked, as it stood in the profile
     * @param provider empty, not null, for nobody
     * @param firstAt when that was first said, unix seconds
     * @param lastAt when that was last said
     */
    record Answer(String address, Bytes provider, long firstAt, long lastAt) {

        boolean isSomebody() {
            return provider.length() > 0;
        }

        /** Whether a receipt of that time may be of this one: also one from before we asked. */
        boolean mayHold(long time) {
            return time <= lastAt + LASTS.toSeconds();
        }

        boolean holds(long time) {
            return firstAt <= time && mayHold(time);
        }
    }

    static final ProviderHistory NONE = new ProviderHistory(List.of());

    /** How long an answer is good for: services are asked once a day, and may be away for a while. */
    static final Duration LASTS = Duration.ofDays(2);

    /**
     * What is known for a receipt. Who signs it now, or has signed later, may have signed it: nobody else can. That somebody
     * else signed it speaks against it only where somebody had answered by then.
     *
     * @param signer of the receipt
     * @param time of the receipt, unix seconds
     */
    ProviderKnowledge at(Bytes signer, long time) {
        Optional<Answer> signed = answers.stream()
                .filter(answer -> answer.provider().equals(signer) && answer.mayHold(time))
                .max(Comparator.comparingLong(Answer::lastAt));
        if (signed.isEmpty() && answers.stream().noneMatch(answer -> answer.holds(time))) {
            return ProviderKnowledge.UNKNOWN;
        }
        Set<Bytes> keys = answers.stream()
                .filter(answer -> answer.isSomebody() && answer.mayHold(time))
                .map(Answer::provider)
                .collect(Collectors.toSet());
        return new ProviderKnowledge(Optional.of(keys), signed.flatMap(answer -> Lnurl.parse(answer.address())));
    }
}
