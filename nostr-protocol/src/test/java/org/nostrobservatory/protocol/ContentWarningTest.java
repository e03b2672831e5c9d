package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;

class ContentWarningTest {

    @Test
    void theReasonIsOptional() {
        assertThat(of(Tag.of("content-warning", " spoiler "))).contains(new ContentWarning(Optional.of("spoiler")));
        assertThat(of(Tag.of("content-warning"))).contains(new ContentWarning(Optional.empty()));
        assertThat(of(Tag.of("content-warning", " "), Tag.of("content-warning", "later")))
                .contains(new ContentWarning(Optional.of("later")));
    }

    @Test
    void othersHaveNone() {
        assertThat(of()).isEmpty();
        assertThat(of(Tag.of("t", "nsfw"), Tag.of("Content-Warning", "x"), Tag.of()))
                .isEmpty();
    }

    @Test
    void theReasonIsBounded() {
        String longest = "x".repeat(ContentWarning.MAX_LENGTH - 1);

        assertThat(of(Tag.of("content-warning", longest + "🔥"))).contains(new ContentWarning(Optional.of(longest)));
        assertThat(of(Tag.of("content-warning", longest + "yz")))
                .contains(new ContentWarning(Optional.of(longest + "y")));
    }

    @Property
    @Domain(AnyEvent.class)
    void anyReasonIsReadWithoutFailure(@ForAll String reason) {
        assertThat(of(Tag.of("content-warning", reason))).isPresent();
    }

    private static Optional<ContentWarning> of(Tag... tags) {
        return ContentWarning.of(Fixtures.unsigned(Kinds.NOTE, "", tags));
    }
}
