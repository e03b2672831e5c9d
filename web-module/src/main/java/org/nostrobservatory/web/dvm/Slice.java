package org.nostrobservatory.web.dvm;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.nostrobservatory.dvm.Dvms;
import org.nostrobservatory.protocol.Nip19;
import org.nostrobservatory.web.api.Cursor;

/**
 * A part of a list that is in memory.
 *
 * @param total entries of the whole list
 * @param nextCursor null at its end
 */
record Slice<T>(List<T> items, int total, String nextCursor) {

    /**
     * @param cursor nextCursor of the slice before; null for the first
     * @throws org.nostrobservatory.web.api.ProblemException for a cursor that is none
     */
    static <T> Slice<T> of(List<T> list, Comparator<T> order, String cursor, int limit) {
        int from = Math.min(begin(cursor), list.size());
        int to = Math.min(list.size(), from + limit);
        return new Slice<>(
                list.stream().sorted(order).skip(from).limit(limit).toList(),
                list.size(),
                to < list.size() ? Cursor.after(Integer.toString(to)) : null);
    }

    static int begin(String cursor) {
        String key = Cursor.key(cursor);
        if (key.isEmpty()) {
            return 0;
        }
        if (!key.matches("[0-9]{1,9}")) {
            throw Cursor.refused();
        }
        return Integer.parseInt(key);
    }

    /**
     * Those DVMs whose name or description has the text in it, in upper or lower case, or whose key begins with it.
     *
     * @param text null or blank for all of them
     */
    static List<Dvms.Entry> search(List<Dvms.Entry> dvms, String text) {
        String wanted = text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            return dvms;
        }
        Predicate<Dvms.Entry> named = Optional.of(wanted)
                .flatMap(Nip19::publicKey)
                .<Predicate<Dvms.Entry>>map(key -> dvm -> dvm.pubkey().equals(key))
                .orElse(dvm -> has(dvm.name(), wanted)
                        || has(dvm.about(), wanted)
                        || dvm.pubkey().hex().startsWith(wanted)
                        || dvm.kinds().stream()
                                .anyMatch(kind -> Integer.toString(kind).equals(wanted)));
        return dvms.stream().filter(named).toList();
    }

    private static boolean has(String text, String wanted) {
        return text != null && text.toLowerCase(Locale.ROOT).contains(wanted);
    }
}
