package org.nostrobservatory.web.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageNameTest {

    @ParameterizedTest
    @CsvSource({"pt, Portuguese", "und, Undetermined", ", Not looked at yet", "xx, xx"})
    void callsLanguagesByTheirEnglishNames(String code, String name) {
        assertThat(NetworkPage.languageName(code)).isEqualTo(name);
    }
}
