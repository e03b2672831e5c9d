package org.nostrobservatory.protocol;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The web addresses in the text of an event and in its {@code imeta} tags (NIP-92), each once. A tag counts also where
 * the text does not name its address: events that are pictures or videos have theirs in tags alone (NIP-68, NIP-71).
 *
 * @param links those of the text first; at most {@link #MAX_NUMBER}. Of an attachment the type is what its tag says
 * @param attachments what tags say of some of {@code links}, one for each
 * @param dropped how many others there were: not addresses to link to, longer than {@link Link#MAX_LENGTH}, or too many
 */
public record Links(List<Link> links, List<Attachment> attachments, int dropped) {

    public static final int MAX_NUMBER = 100;

    public Links {
        links = List.copyOf(links);
        attachments = List.copyOf(attachments);
    }

    /** Reads them from an event of a kind whose content is text. */
    public static Links of(Event event) {
        Set<String> written = new LinkedHashSet<>();
        NoteText.scan(event.content(), (part, text) -> {
            if (part == NoteText.Part.URL) {
                written.add(text);
            }
        });
        int unusable = 0;
        Map<String, Link> links = new LinkedHashMap<>();
        for (String text : written) {
            Optional<Link> link = Link.parse(text);
            link.ifPresent(it -> links.putIfAbsent(it.url(), it));
            unusable += link.isPresent() ? 0 : 1;
        }
        Map<String, Attachment> attachments = new LinkedHashMap<>();
        for (Tag tag : event.tags("imeta").toList()) {
            Optional<Attachment> attachment = Attachment.of(tag);
            attachment.ifPresent(it -> attachments.putIfAbsent(it.link().url(), it));
            unusable += attachment.isPresent() ? 0 : 1;
        }
        // In the order of the tags, and without losing the place in the text.
        attachments.forEach((url, attachment) -> links.put(url, attachment.link()));
        Bounded<Link> bounded = Bounded.of(links.values(), MAX_NUMBER);
        return new Links(
                bounded.kept(),
                bounded.kept().stream()
                        .flatMap(link -> Optional.ofNullable(attachments.get(link.url())).stream())
                        .toList(),
                bounded.dropped() + unusable);
    }

    /** The pictures, videos and sounds among them. */
    public List<Link> media() {
        return links.stream().filter(link -> link.type() != Link.Type.PAGE).toList();
    }
}
