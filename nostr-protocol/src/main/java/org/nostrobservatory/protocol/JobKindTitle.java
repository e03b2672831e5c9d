package org.nostrobservatory.protocol;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a wiki article (kind 30818, NIP-54) calls a kind of jobs: that with the identifier {@code kind:5300}, or as NIP-54 has
 * identifiers written, {@code kind-5300}.
 *
 * @param kind 5000 to 6999
 * @param title without what DVMDash's articles begin with; at most {@value #MAX_LENGTH} characters, in one line; empty if the article has none
 */
public record JobKindTitle(int kind, String title) {

    public static final int MAX_LENGTH = 100;

    private static final Pattern IDENTIFIER = Pattern.compile("kind[:-]([56][0-9]{3})");
    private static final Pattern BEGINNING =
            Pattern.compile("^Nostr DVM Kind \\d{1,5}(/\\d{1,5})? ?(-( |$)|$)", Pattern.CASE_INSENSITIVE);
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");

    /** Reads a title; none for events that are no such article. */
    public static Optional<JobKindTitle> of(Event event) {
        if (event.kind() != Kinds.WIKI_ARTICLE) {
            return Optional.empty();
        }
        Matcher identifier = IDENTIFIER.matcher(event.tagValue("d").orElse(""));
        return identifier.matches()
                ? Optional.of(new JobKindTitle(
                        Integer.parseInt(identifier.group(1)),
                        clean(event.tagValue("title").orElse(""))))
                : Optional.empty();
    }

    private static String clean(String title) {
        // Cut before it is searched: a title may have a million characters.
        String line =
                BLANKS.matcher(Text.cut(title, 2 * MAX_LENGTH)).replaceAll(" ").strip();
        return Text.cut(BEGINNING.matcher(line).replaceFirst("").strip(), MAX_LENGTH)
                .strip();
    }
}
