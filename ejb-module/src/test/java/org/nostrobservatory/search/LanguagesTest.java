package org.nostrobservatory.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.ingest.SampleEvents.ALICE;
import static org.nostrobservatory.ingest.SampleEvents.TIME;

import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.ingest.TestArchive;
import org.nostrobservatory.ingest.TestEvents;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;
import org.nostrobservatory.schema.TestTransaction;
import org.nostrobservatory.score.Window;
import org.nostrobservatory.search.Languages.Count;

class LanguagesTest {

    private static final String GERMAN = "Heute scheint die Sonne über den Bergen";
    private static final String ENGLISH = "The sun is shining over the mountains today";

    private final DataSource dataSource = TestDatabase.migratedSource();
    private final Database database = new Database(dataSource);
    private final TestArchive archive = new TestArchive(database, new SearchProjector(database));
    private final Indexing indexing = new Indexing(database, TestEvents.of(database));
    private final Languages languages = new Languages(database);

    @Test
    void theNewestNotesAreReadFirstAndEachOnce() {
        archive.add(at(0, GERMAN), at(10, ENGLISH), at(20, "gm"), at(30, ENGLISH + " indeed\u0000"));

        assertThat(indexing.update(3)).isEqualTo(3);
        assertThat(stored()).containsExactly("30 en", "20 und", "10 en", "0 null");
        assertThat(indexing.update(3)).isEqualTo(1);
        assertThat(indexing.update(3)).isZero();
        assertThat(stored()).containsExactly("30 en", "20 und", "10 en", "0 de");
    }

    @Test
    void aNoteThatWentIsNoConcern() {
        Event note = at(0, GERMAN);
        archive.add(note);
        archive.remove(note);
        assertThat(indexing.update(3)).isZero();
    }

    @Test
    void onlyOneServerReadsAtATime() throws SQLException {
        archive.add(at(0, GERMAN));
        try (TestTransaction other = new TestTransaction(dataSource)) {
            Database inTransaction = other.database();
            assertThat(new Indexing(inTransaction, TestEvents.of(inTransaction)).update(1))
                    .isEqualTo(1);
            assertThat(indexing.update(1)).isZero();
            other.commit();
        }
        assertThat(stored()).containsExactly("0 de");
    }

    @Test
    void aWindowIsCountedByLanguage() {
        archive.add(at(0, GERMAN), at(1, GERMAN + "!"), at(2, ENGLISH), at(3, "gm"), at(7200, ENGLISH + "!"));
        assertThat(languages.counts(Window.HOUR_1, TIME + 3600)).containsExactly(new Count(null, 3));
        indexing.update(10);

        assertThat(languages.counts(Window.HOUR_1, TIME + 3600))
                .as("after the first second, which is an hour ago")
                .containsExactly(new Count("de", 1), new Count("en", 1), new Count("und", 1));
        assertThat(languages.counts(Window.HOURS_6, TIME + 3600))
                .containsExactly(new Count("de", 2), new Count("en", 1), new Count("und", 1));
    }

    private static Event at(long second, String text) {
        return ALICE.sign(TIME + second, 1, List.of(), text);
    }

    private List<String> stored() {
        return database.query(
                "select created_at - " + TIME
                        + " || ' ' || coalesce(language, 'null') as row from search_document order by created_at desc",
                row -> row.getString("row"));
    }
}
