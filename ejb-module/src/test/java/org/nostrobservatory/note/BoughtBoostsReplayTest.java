package org.nostrobservatory.note;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;
import org.nostrobservatory.score.Window;

/**
 * The campaign of the field study, through the tables: 6,467 accounts boost a hundred notes of their own. Whom the trust set
 * leaves out is what the tests of component score show; here a few of them were let in.
 */
class BoughtBoostsReplayTest {

    private static final long NOW = 1_767_225_600L;
    private static final int PEOPLE = 3_000;
    private static final int PUPPETS = 6_467;
    private static final int TRUSTED_PUPPETS = 5;
    private static final int GENUINE = 1_000;
    private static final int CAMPAIGN = 100;
    private static final int TOP = 100;

    private final Database database = TestDatabase.migrated();
    private final Notes notes = new Notes(database);

    @Test
    void boughtBoostsDoNotRank() {
        write("genuine", GENUINE, "'person' || n % " + PEOPLE);
        write("campaign", CAMPAIGN, "'puppet' || n % " + PUPPETS);
        // A few genuine notes have thousands of reactions, most of them ten.
        deeds(
                "genuine",
                "person",
                PEOPLE,
                10,
                "floor(1000 * power((n * 7919::bigint % 99991) / 99991.0, 3))::integer * 37 % 1000");
        deeds("campaign", "puppet", PUPPETS, 15, "n * 7919::bigint % 99991 % 100");
        database.update(
                "insert into person (pubkey, trusted) select sha256(('person' || n)::bytea), n % 5 > 0"
                        + " from generate_series(0, ? - 1) as n",
                PEOPLE);
        database.update(
                "insert into person (pubkey, trusted) select sha256(('puppet' || n)::bytea), n < ?"
                        + " from generate_series(0, ? - 1) as n",
                TRUSTED_PUPPETS,
                PUPPETS);
        database.update("insert into note_change select event_id from note");
        NoteScores scores = new NoteScores(database);
        while (scores.update(5_000) > 0) {
            // until nothing is left
        }

        assertThat(campaignNotes(false)).isGreaterThan(70);
        assertThat(campaignNotes(true)).isLessThanOrEqualTo(2);
    }

    private long campaignNotes(boolean trusted) {
        List<Note> top = notes.trending(Window.HOURS_24, Notes.By.VIRALITY, trusted, TOP, NOW);
        assertThat(top).hasSize(TOP);
        return top.stream().filter(note -> note.text().startsWith("campaign")).count();
    }

    /** Notes over the last day. */
    private void write(String name, int count, String author) {
        database.update("""
                insert into event (created_at, number, kind, id, pubkey, sig, tags, content)
                select ? - n * 86399 / ?, 0, 1, sha256(('%s' || n)::bytea), sha256((%s)::bytea), '', '[]', '%s ' || n
                from generate_series(0, ? - 1) as n""".formatted(name, author, name), NOW, (long) count, count);
        database.update("insert into note (event_id, pubkey, created_at) select id, pubkey, created_at from event"
                + " where content like '" + name + "%'");
    }

    /** Each of these people does everything that is free to some of these notes. */
    private void deeds(String name, String who, int people, int each, String note) {
        for (String table : List.of("reaction", "repost")) {
            String content = table.equals("reaction") ? ", '+'" : "";
            database.update("""
                    insert into %s select sha256(('%s %s' || n)::bytea), sha256(('%s' || n %% %d)::bytea), ?,
                                          sha256(('%s' || (%s))::bytea) %s
                    from generate_series(0, ? - 1) as n""".formatted(table, table, who, who, people, name, note, content), NOW, people * each);
        }
    }
}
