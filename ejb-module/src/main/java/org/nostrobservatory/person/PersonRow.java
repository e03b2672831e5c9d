package org.nostrobservatory.person;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.nostrobservatory.score.Influence;

/**
 * What influence is made of.
 *
 * @param firstNoteAt unix seconds; 0 without notes
 */
record PersonRow(
        int number,
        int followers,
        int trustedFollowers,
        long zapsReceived,
        long notes,
        long firstNoteAt,
        long lastNoteAt) {

    /** The columns that are read. */
    static final String COLUMNS =
            "number, followers, trusted_followers, zaps_received, notes, first_note_at, last_note_at";

    static PersonRow read(ResultSet row) throws SQLException {
        return new PersonRow(
                row.getInt("number"),
                row.getInt("followers"),
                row.getInt("trusted_followers"),
                row.getLong("zaps_received"),
                row.getLong("notes"),
                row.getLong("first_note_at"),
                row.getLong("last_note_at"));
    }

    PersonRow withFollowers(int newFollowers, int newTrustedFollowers) {
        return new PersonRow(number, newFollowers, newTrustedFollowers, zapsReceived, notes, firstNoteAt, lastNoteAt);
    }

    double influence() {
        return influence(followers).score().value();
    }

    double trustedInfluence() {
        return influence(trustedFollowers).score().value();
    }

    Influence influence(int byFollowers) {
        return new Influence(byFollowers, zapsReceived, notes, firstNoteAt, lastNoteAt);
    }
}
