package org.nostrobservatory.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EngagementTest {

    private static final int AUTHOR = 1;

    @Test
    void anActorCountsOnceForEachActionButEveryZapCounts() {
        Engagement engagement = Engagement.of(
                List.of(
                        new Interaction(2, Action.REACTION, 0),
                        new Interaction(2, Action.REACTION, 0),
                        new Interaction(2, Action.REPOST, 0),
                        new Interaction(2, Action.REPLY, 0),
                        new Interaction(2, Action.REPLY, 0),
                        new Interaction(2, Action.ZAP, 21_000),
                        new Interaction(2, Action.ZAP, 21_000),
                        new Interaction(3, Action.REACTION, 0)),
                AUTHOR,
                actor -> true);
        assertThat(engagement).isEqualTo(new Engagement(2, 42_000, 1, 1, 2));
    }

    @Test
    void theAuthorDoesNotCountAndNobodyWhoIsNotToBeCounted() {
        Engagement engagement = Engagement.of(
                List.of(
                        new Interaction(AUTHOR, Action.ZAP, 1000),
                        new Interaction(2, Action.REACTION, 0),
                        new Interaction(3, Action.REACTION, 0)),
                AUTHOR,
                actor -> actor != 3);
        assertThat(engagement).isEqualTo(new Engagement(0, 0, 0, 0, 1));
    }

    @Test
    void hostileAmountsAreBounded() {
        Engagement engagement = Engagement.NONE
                .plus(new Interaction(2, Action.ZAP, Long.MAX_VALUE))
                .plus(new Interaction(3, Action.ZAP, -5))
                .plus(new Interaction(4, Action.ZAP, Long.MAX_VALUE));
        assertThat(engagement).isEqualTo(new Engagement(3, 2_000_000_000L, 0, 0, 0));
        assertThat(engagement.minus(new Interaction(2, Action.ZAP, Long.MAX_VALUE)))
                .isEqualTo(new Engagement(2, 1_000_000_000L, 0, 0, 0));
    }
}
