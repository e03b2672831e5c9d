package org.nostrobservatory.protocol;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reaction to an event (kind 7, NIP-25).
 *
 * @param symbol what is counted: {@code +}, {@code -}, an emoji, {@code :shortcode:} or a text of at most
 *     {@link #MAX_LENGTH} characters; without variation selectors, so that ❤ and ❤️ are one
 * @param image of a custom emoji (NIP-30), only where {@code symbol} is its shortcode
 * @param eventId the event reacted to; empty where only an address is named
 * @param address of a replaceable or addressable event reacted to
 * @param author of the event reacted to, as claimed; of an address, its own
 * @param kind of the event reacted to, as claimed
 */
public record Reaction(
        Meaning meaning,
        String symbol,
        Optional<Link> image,
        Optional<Bytes> eventId,
        Optional<Address> address,
        Optional<Bytes> author,
        OptionalInt kind) {

    /** What counts as what. An emoji is neither a like nor a dislike, whatever it shows. */
    public enum Meaning {
        LIKE,
        DISLIKE,
        EMOJI,
        /** A {@code :shortcode:} with an image. */
        CUSTOM_EMOJI,
        /** Anything else: with a letter in it, or of nothing but ASCII. */
        TEXT
    }

    /** In characters; the longest emoji of Unicode has less than half. */
    public static final int MAX_LENGTH = 64;

    private static final Pattern SHORTCODE = Pattern.compile(":([\\p{L}\\p{Nd}_-]{1,62}):");
    private static final Pattern VARIATION_SELECTOR = Pattern.compile("[\\x{FE00}-\\x{FE0F}]");

    /** Reads a reaction; none for other kinds, and where neither an id nor an address is named. */
    public static Optional<Reaction> of(Event event) {
        if (event.kind() != Kinds.REACTION) {
            return Optional.empty();
        }
        Optional<Bytes> target =
                event.keys("e").filter(id -> !id.equals(event.id())).reduce((earlier, later) -> later);
        Optional<Address> address = event.tags("a")
                .flatMap(tag -> tag.value().flatMap(Address::parse).stream())
                .reduce((earlier, later) -> later);
        if (target.isEmpty() && address.isEmpty()) {
            return Optional.empty();
        }
        String symbol = symbol(event.content());
        Optional<Link> image = image(event, symbol);
        return Optional.of(new Reaction(
                image.isPresent() ? Meaning.CUSTOM_EMOJI : meaning(symbol),
                symbol,
                image,
                target,
                address,
                address.map(Address::pubkey).or(() -> event.lastKey("p")),
                event.tagValue("k").map(Kinds::parse).orElse(OptionalInt.empty())));
    }

    private static String symbol(String content) {
        // Cut before it is searched: a content may have a million characters.
        String text = Text.cut(content.strip(), 2 * MAX_LENGTH);
        String visible = VARIATION_SELECTOR.matcher(text).replaceAll("").strip();
        String symbol = Text.cut(visible, MAX_LENGTH).strip();
        // Nothing to see is nothing, which is a like.
        return symbol.isEmpty() ? "+" : symbol;
    }

    private static Meaning meaning(String symbol) {
        return switch (symbol) {
            case "+" -> Meaning.LIKE;
            case "-" -> Meaning.DISLIKE;
            default ->
                symbol.codePoints().anyMatch(Reaction::isLetter)
                                || symbol.chars().allMatch(c -> c < 0x80)
                        ? Meaning.TEXT
                        : Meaning.EMOJI;
        };
    }

    /** The emoji ℹ is one to Unicode. */
    private static boolean isLetter(int c) {
        return Character.isLetter(c) && c != 'ℹ';
    }

    private static Optional<Link> image(Event event, String symbol) {
        Matcher shortcode = SHORTCODE.matcher(symbol);
        return shortcode.matches()
                ? event.tags("emoji")
                        .filter(tag ->
                                tag.value().filter(shortcode.group(1)::equals).isPresent())
                        .findFirst()
                        .flatMap(tag -> tag.at(2))
                        .flatMap(Link::parse)
                : Optional.empty();
    }
}
