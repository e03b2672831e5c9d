package org.nostrobservatory.score;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Why a note looks like spam (specification A.4.2). A hint and not a verdict: content alone mistakes many honest notes
 * for spam (field study, section 2.3), so nothing is hidden for it.
 */
public enum SpamReason {
    /** More than 5 hashtags, and hardly any text. */
    HASHTAGS_WITHOUT_TEXT(note -> note.length() < 20 && note.hashtags() > 5),
    /** More than 10 hashtags. */
    MANY_HASHTAGS(note -> note.hashtags() > 10),
    /** More than 3 links, and little text. */
    LINKS_WITHOUT_TEXT(note -> note.length() < 100 && note.urls() > 3),
    /** More than 5 people named, and little text. */
    MENTIONS_WITHOUT_TEXT(note -> note.length() < 50 && note.mentions() > 5),
    /** More than 3 people called by a short note that answers nobody. */
    MENTIONS_UNASKED(note -> !note.reply() && note.length() < 30 && note.mentions() > 3);

    private final Predicate<NoteShape> rule;

    SpamReason(Predicate<NoteShape> rule) {
        this.rule = rule;
    }

    /** All that hold; empty if it does not look like spam. */
    public static Set<SpamReason> of(NoteShape note) {
        return Arrays.stream(values())
                .filter(reason -> reason.rule.test(note))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(SpamReason.class)));
    }
}
