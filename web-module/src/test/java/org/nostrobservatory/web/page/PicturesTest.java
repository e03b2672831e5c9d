package org.nostrobservatory.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PicturesTest {

    private static final String PICTURE = "https://example.com/a.jpg";

    @Test
    void loadsNoneUnlessAllowed() {
        assertThat(new Pictures((Cookie[]) null).source(PICTURE)).isNull();
        assertThat(new Pictures(new Cookie("pictures", "yes")).isAllowed()).isFalse();
        assertThat(new Pictures(new Cookie("other", "on")).isAllowed()).isFalse();
        assertThat(allowed().source(PICTURE)).isEqualTo(PICTURE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://example.com/a.jpg",
                "javascript:alert(1)",
                "data:image/svg+xml,<svg/>",
                "//example.com/a.jpg",
                "https://user@example.com/a.jpg",
                "https://example.com/\" onerror=\"alert(1)",
                "/relays"
            })
    void loadsOnlyWhatLiesOnASecureServer(String url) {
        assertThat(allowed().source(url)).isNull();
    }

    private static Pictures allowed() {
        return new Pictures(new Cookie("theme", "dark"), new Cookie("pictures", "on"));
    }
}
