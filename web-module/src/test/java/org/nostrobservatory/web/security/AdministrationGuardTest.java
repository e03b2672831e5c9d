package org.nostrobservatory.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdministrationGuardTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, observatory.example, false",
                "same-origin, https://evil.example, observatory.example, false",
                "none, -, observatory.example, false",
                "cross-site, -, observatory.example, true",
                "same-site, https://other.observatory.example, observatory.example, true",
                "-, https://observatory.example, observatory.example, false",
                "-, http://127.0.0.1:8080, 127.0.0.1:8080, false",
                "-, http://127.0.0.1:8081, 127.0.0.1:8080, true",
                "-, https://evil.example, observatory.example, true",
                "-, null, observatory.example, true",
                "-, https://evil.example, -, true"
            })
    void knowsPagesOfOtherSites(String fetchSite, String origin, String host, boolean foreign) {
        assertThat(AdministrationGuard.isForeign(fetchSite, origin, host)).isEqualTo(foreign);
    }
}
