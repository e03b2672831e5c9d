package org.nostrobservatory.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseTest {

    @ParameterizedTest
    @CsvSource({"ab, ab", "abc, abc", "abcd, abc", "😀😀😀, 😀😀😀", "😀😀😀😀, 😀😀😀", "a😀b😀, a😀b"})
    void textIsCutBetweenCharacters(String text, String cut) {
        assertThat(Database.text(text, 3)).isEqualTo(cut);
    }

    @Test
    void aStatementThatTakesTooLongFails() throws SQLException {
        try (TestTransaction transaction = new TestTransaction(TestDatabase.migratedSource())) {
            Database database = transaction.database();
            database.giveUpAfter(Duration.ofMillis(50));

            assertThatThrownBy(() -> database.query("select pg_sleep(60)", row -> true))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            e -> assertThat(e.isTimeout()).isTrue());
        }
        assertThatThrownBy(() -> TestDatabase.migrated().query("select 1 / 0", row -> true))
                .isInstanceOfSatisfying(
                        DatabaseException.class, e -> assertThat(e.isTimeout()).isFalse());
    }
}
