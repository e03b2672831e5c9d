package org.nostrobservatory.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.nostrobservatory.protocol.Hashtags;
import org.nostrobservatory.protocol.Kinds;

/**
 * What somebody searches for, as people write it to search engines: all words must be there; "quoted" ones one after the
 * other; those after a minus not; of words joined by {@code or} one. A {@code #hashtag} is one of the text or of a
 * {@code t} tag; two joined by {@code or} are alternatives to each other, not to words. Any text is a query.
 *
 * @param words the terms as PostgreSQL's {@code websearch_to_tsquery} takes them, each in quotes; empty if there are none
 * @param hashtags of each of these sets one must be there
 * @param without none of these hashtags
 * @param kinds of the events; never empty
 */
public record SearchQuery(String words, List<Set<String>> hashtags, Set<String> without, SortedSet<Integer> kinds) {

    /** What can be searched. */
    public static final SortedSet<Integer> KINDS =
            new TreeSet<>(Set.of(Kinds.PROFILE, Kinds.NOTE, Kinds.COMMENT, Kinds.ARTICLE));

    /** Of a query, in chars. */
    public static final int MAX_LENGTH = 1_000;

    /** Of a query; where words are written without spaces every character is one. */
    public static final int MAX_WORDS = 60;

    private static final String OR = "or";

    public SearchQuery {
        hashtags = List.copyOf(hashtags);
        without = Set.copyOf(without);
    }

    /**
     * Reads a query. None if there is nothing in it to search for, but signs and spaces.
     *
     * @throws IllegalArgumentException for people: if it is longer than {@link #MAX_LENGTH} or has more than
     *     {@link #MAX_WORDS} words
     */
    public static Optional<SearchQuery> parse(String text, Set<Integer> kinds) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("A query has at most " + MAX_LENGTH + " characters.");
        }
        List<String> words = new ArrayList<>();
        List<Set<String>> hashtags = new ArrayList<>();
        Set<String> without = new LinkedHashSet<>();
        int count = 0;
        boolean afterHashtag = false;
        boolean or = false;
        for (String term : terms(text)) {
            boolean minus = term.length() > 1 && term.charAt(0) == '-';
            String rest = minus ? term.substring(1) : term;
            Optional<String> hashtag = hashtag(rest);
            if (hashtag.isPresent() && minus) {
                without.add(hashtag.get());
            } else if (hashtag.isPresent() && or && afterHashtag) {
                hashtags.get(hashtags.size() - 1).add(hashtag.get());
            } else if (hashtag.isPresent()) {
                hashtags.add(new LinkedHashSet<>(Set.of(hashtag.get())));
            } else if (term.equalsIgnoreCase(OR)) {
                or = true;
                continue;
            } else {
                List<Word> found = Word.of(rest, MAX_WORDS + 1);
                count += found.size();
                if (!found.isEmpty()) {
                    if (or && !afterHashtag && !words.isEmpty()) {
                        words.add(OR);
                    }
                    words.add((minus ? "-\"" : "\"")
                            + found.stream().map(Word::text).collect(Collectors.joining(" ")) + "\"");
                }
            }
            or = false;
            afterHashtag = hashtag.isPresent();
        }
        if (count > MAX_WORDS) {
            throw new IllegalArgumentException("A query has at most " + MAX_WORDS + " words.");
        }
        boolean empty = words.isEmpty() && hashtags.isEmpty() && without.isEmpty();
        return empty
                ? Optional.empty()
                : Optional.of(new SearchQuery(String.join(" ", words), hashtags, without, new TreeSet<>(kinds)));
    }

    /** What stands between spaces or between quotes; a quote that is not closed ends with the text. */
    private static List<String> terms(String text) {
        List<String> terms = new ArrayList<>();
        StringBuilder term = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                // A quoted "or" is a word, a quoted "#tag" too: the quote stays to tell.
                if (quoted || term.length() > 0 && !term.toString().equals("-")) {
                    end(term, terms);
                }
                quoted = !quoted;
                term.append(quoted ? "\"" : "");
            } else if (!quoted && (Character.isWhitespace(c) || Character.isSpaceChar(c))) {
                end(term, terms);
            } else {
                term.append(c);
            }
        }
        end(term, terms);
        return terms;
    }

    private static void end(StringBuilder term, List<String> terms) {
        if (term.length() > 0) {
            terms.add(term.toString());
        }
        term.setLength(0);
    }

    private static Optional<String> hashtag(String term) {
        // What ends a sentence is hardly meant, although a t tag may have it.
        return term.startsWith("#") || term.startsWith("＃")
                ? Hashtags.normalise(term.replaceFirst("[.,;:!?)\\]]+$", ""))
                : Optional.empty();
    }
}
