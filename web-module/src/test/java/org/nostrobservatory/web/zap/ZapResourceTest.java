package org.nostrobservatory.web.zap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nostrobservatory.protocol.ZapVerdict;
import org.nostrobservatory.web.api.ProblemException;

class ZapResourceTest {

    @Test
    void whatCountsIsVerifiedOrPlausibleUnlessAskedOtherwise() {
        assertThat(ZapResource.counted(null)).containsExactlyInAnyOrder(ZapVerdict.VERIFIED, ZapVerdict.PLAUSIBLE);
        assertThat(ZapResource.counted("suspicious")).isEqualTo(Set.of(ZapVerdict.SUSPICIOUS));
        assertThat(ZapResource.counted("verified")).isEqualTo(Set.of(ZapVerdict.VERIFIED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "invalid", "copy", "VERIFIED", "x"})
    void otherVerdictsHaveNoList(String text) {
        assertThatThrownBy(() -> ZapResource.counted(text))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("verified, plausible or suspicious");
    }
}
