package org.nostrobservatory.score;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Why a note looks like spam (specification A.4.2). A hint and not a verdict: content alone mistakes many honest notes
 * for spam (field study, section 2.3), so nothing is hidden for it.
 */
public enum SpamReason {
    HASHTAGS_WITHOUT_TEXT(
            "more than 5 hashtags, and hardly any text", note -> note.length() < 20 && note.hashtags() > 5),
    MANY_HASHTAGS("more than 10 hashtags", note -> note.hashtags() > 10),
    LINKS_WITHOUT_TEXT("more than 3 links, and little text", note -> note.length() < 100 && note.urls() > 3),
    MENTIONS_WITHOUT_TEXT(
            "more than 5 people named, and little text", note -> note.length() < 50 && note.mentions() > 5),
    MENTIONS_UNASKED(
            "more than 3 people called by a short note that answers nobody",
            note -> !note.reply() && note.length() < 30 && note.mentions() > 3);

    private final String description;
    private final Predicate<NoteShape> rule;

    SpamReason(String description, Predicate<NoteShape> rule) {
        this.description = description;
        this.rule = rule;
    }

    /** As it stands in answers, such as many-hashtags. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** In words. */
    public String description() {
        return description;
    }

    /** All that hold; empty if it does not look like spam. */
    public static Set<SpamReason> of(NoteShape note) {
        return Arrays.stream(values())
                .filter(reason -> reason.rule.test(note))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(SpamReason.class)));
    }
}
