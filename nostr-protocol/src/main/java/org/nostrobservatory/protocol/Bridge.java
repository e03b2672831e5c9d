package org.nostrobservatory.protocol;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where an event came from that a bridge brought to Nostr (NIP-48).
 *
 * @param protocol such as {@code activitypub}, {@code atproto}, {@code rss}, {@code web}; in lower case
 * @param sourceId of the original: a URL or what else the protocol has. A stranger's text: only {@link #link()} is safe
 *     to link to
 */
public record Bridge(String protocol, String sourceId) {

    /** In characters. */
    public static final int MAX_ID_LENGTH = 2048;

    private static final Pattern PROTOCOL = Pattern.compile("[a-z0-9][a-z0-9._+-]{0,31}");

    /** The origin of an event of any kind; none if it is of Nostr. Of several, the first that is complete counts. */
    public static Optional<Bridge> of(Event event) {
        return event.tags("proxy").flatMap(tag -> read(tag).stream()).findFirst();
    }

    /** The original, where it is on the web. */
    public Optional<Link> link() {
        return Link.parse(sourceId);
    }

    private static Optional<Bridge> read(Tag proxy) {
        String id = proxy.value().orElse("");
        String protocol = proxy.at(2).orElse("").toLowerCase(Locale.ROOT);
        return !id.isBlank()
                        && id.length() <= MAX_ID_LENGTH
                        && PROTOCOL.matcher(protocol).matches()
                ? Optional.of(new Bridge(protocol, id))
                : Optional.empty();
    }
}
