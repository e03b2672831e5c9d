package org.nostrobservatory.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nostrobservatory.score.Window;

class ChosenWindowTest {

    @Test
    void offersAllWindowsByTheirCodes() {
        assertThat(new ChosenWindow("1h").getChoices())
                .extracting(Choice::code)
                .containsExactly("1h", "6h", "12h", "24h", "48h", "72h", "7d");
        for (Choice choice : new ChosenWindow("1h").getChoices()) {
            ChosenWindow chosen = new ChosenWindow(choice.code());
            assertThat(chosen.getCode()).isEqualTo(choice.code());
            assertThat(chosen.getLabel()).isEqualTo(choice.description());
        }
        assertThat(new ChosenWindow("7d").get()).isSameAs(Window.DAYS_7);
        assertThat(new ChosenWindow("1h").getLabel()).isEqualTo("1 hour");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "99y", "24", "24H"})
    void takesADayForAnUnknownOne(String code) {
        assertThat(new ChosenWindow(code).get()).isSameAs(Window.HOURS_24);
    }

    @ParameterizedTest
    @EnumSource
    void drawsAboutSixtyColumns(Window window) {
        Duration interval = ChosenWindow.interval(window);
        assertThat(window.seconds() % interval.toSeconds()).isZero();
        assertThat(window.seconds() / interval.toSeconds()).isBetween(40L, 80L);
    }
}
