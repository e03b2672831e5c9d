package org.nostrobservatory.score;

/** What a person can do to a note, with the points that it gives (specification A.4.1). */
public enum Action {
    /** A reaction (NIP-25) that is no dislike. */
    REACTION("reactions", 1.0),
    /** A note or comment that answers the note itself. */
    REPLY("replies", 2.0),
    REPOST("reposts", 2.5),
    /** A payment (NIP-57); its amount gives points of its own. */
    ZAP("zaps", 3.0);

    private final String plural;
    private final double points;

    Action(String plural, double points) {
        this.plural = plural;
        this.points = points;
    }

    String plural() {
        return plural;
    }

    double points() {
        return points;
    }
}
