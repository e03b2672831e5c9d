package org.nostrobservatory.protocol;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a recipient's wallet service at the time of a receipt. People change services: what was answered later
 * is no knowledge of the time before.
 *
 * @param keys whose receipts the service stands for; an empty set where it makes none; no set where nothing is known
 * @param lnurl where the service is asked, as {@link Lnurl#parse} gives it
 */
public record ProviderKnowledge(Optional<Set<Bytes>> keys, Optional<URI> lnurl) {

    public static final ProviderKnowledge UNKNOWN = new ProviderKnowledge(Optional.empty(), Optional.empty());

    public ProviderKnowledge {
        keys = keys.map(Set::copyOf);
    }

    /** What a service answered. */
    public static ProviderKnowledge of(URI lnurl, LnurlPay answer) {
        return new ProviderKnowledge(
                Optional.of(answer.nostrPubkey().map(Set::of).orElse(Set.of())), Optional.of(lnurl));
    }
}
