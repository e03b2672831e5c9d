package org.nostrobservatory.web.network;

import java.util.Map;

/** What the kinds of events are called (the README of the NIPs). */
final class KindName {

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(0, "Profile"),
            Map.entry(1, "Note"),
            Map.entry(3, "Follow list"),
            Map.entry(4, "Direct message"),
            Map.entry(5, "Deletion"),
            Map.entry(6, "Repost"),
            Map.entry(7, "Reaction"),
            Map.entry(8, "Badge award"),
            Map.entry(14, "Chat message"),
            Map.entry(16, "Generic repost"),
            Map.entry(20, "Picture"),
            Map.entry(21, "Video"),
            Map.entry(22, "Short video"),
            Map.entry(40, "Channel"),
            Map.entry(42, "Channel message"),
            Map.entry(62, "Request to vanish"),
            Map.entry(1059, "Gift wrap"),
            Map.entry(1063, "File"),
            Map.entry(1068, "Poll"),
            Map.entry(1111, "Comment"),
            Map.entry(1311, "Live chat"),
            Map.entry(1984, "Report"),
            Map.entry(7000, "Job feedback"),
            Map.entry(9734, "Zap request"),
            Map.entry(9735, "Zap"),
            Map.entry(9802, "Highlight"),
            Map.entry(10000, "Mute list"),
            Map.entry(10002, "Relay list"),
            Map.entry(30000, "Follow set"),
            Map.entry(30008, "Badges of a profile"),
            Map.entry(30023, "Article"),
            Map.entry(30078, "Application data"),
            Map.entry(30311, "Live event"),
            Map.entry(31989, "Handler recommendation"),
            Map.entry(31990, "Handler"));

    private KindName() {}

    /** Name and number. */
    static String of(int kind) {
        String name = NAMES.get(kind);
        if (name == null && kind >= 5000 && kind < 6000) {
            name = "Job request";
        } else if (name == null && kind >= 6000 && kind < 7000) {
            name = "Job result";
        }
        return name == null ? "Kind " + kind : name + " (" + kind + ")";
    }
}
