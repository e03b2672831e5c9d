package org.nostrobservatory.web.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nostrobservatory.relay.Relays;
import org.nostrobservatory.web.api.ProblemException;

/** What an administrator says about a relay. */
class ChangeTest {

    private static final Relays.Handling BEFORE = new Relays.Handling(true, true, 70);

    @Test
    void whatIsNotSaidStays() {
        assertThat(Actions.Change.NONE.to(BEFORE)).isEqualTo(BEFORE);
        assertThat(new Actions.Change(false, null, null).to(BEFORE)).isEqualTo(new Relays.Handling(false, true, 70));
        assertThat(new Actions.Change(null, "normal", null).to(BEFORE)).isEqualTo(new Relays.Handling(true, false, 70));
        assertThat(new Actions.Change(null, null, 0).to(BEFORE)).isEqualTo(new Relays.Handling(true, true, 0));
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> new Actions.Change(null, "some", null).to(BEFORE))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> new Actions.Change(null, null, 101).to(BEFORE)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> new Actions.Change(null, null, -1).to(BEFORE)).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "high", "-1", "1.5", "1000", "７"})
    void aPriorityIsTypedAsANumber(String text) {
        assertThatThrownBy(() -> Actions.Change.priority(text)).isInstanceOf(ProblemException.class);
        assertThat(Actions.Change.priority(" 7 ")).isEqualTo(7);
    }
}
