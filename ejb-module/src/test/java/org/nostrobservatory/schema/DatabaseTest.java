package org.nostrobservatory.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseTest {

    @ParameterizedTest
    @CsvSource({"ab, ab", "abc, abc", "abcd, abc", "😀😀😀, 😀😀😀", "😀😀😀😀, 😀😀😀", "a😀b😀, a😀b"})
    void textIsCutBetweenCharacters(String text, String cut) {
        assertThat(Database.text(text, 3)).isEqualTo(cut);
    }
}
