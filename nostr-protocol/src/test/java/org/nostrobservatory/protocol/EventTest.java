package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nostrobservatory.protocol.Fixtures.ALICE;
import static org.nostrobservatory.protocol.Fixtures.NOTE;
import static org.nostrobservatory.protocol.Fixtures.bytes;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventTest {

    private static final String KEY = "0".repeat(63) + "1";
    private static final String OTHER = "0".repeat(63) + "2";

    @Test
    void findsTagsByName() {
        Event event = ALICE.sign(
                0,
                7,
                List.of(
                        Tag.of("e", KEY, "hint"),
                        Tag.of("d"),
                        Tag.of("e", OTHER),
                        Tag.of(),
                        Tag.of("e", OTHER.toUpperCase(java.util.Locale.ROOT).replace('2', 'A')),
                        Tag.of("e"),
                        Tag.of("d", "late")),
                "+");

        assertThat(event.tags("e")).hasSize(4);
        assertThat(event.tags("")).containsExactly(Tag.of());
        assertThat(event.tagValue("e")).contains(KEY);
        assertThat(event.tagValue("d")).isEmpty();
        assertThat(event.tagValue("x")).isEmpty();
        assertThat(event.keys("e")).containsExactly(Bytes.fromHex(KEY), Bytes.fromHex(OTHER));
        assertThat(event.lastKey("e")).contains(Bytes.fromHex(OTHER));
        assertThat(event.lastKey("p")).isEmpty();
        assertThat(Tag.of("e", "x").at(2)).isEmpty();
    }

    @Test
    void nobodyChangesIt() {
        List<Tag> tags = new ArrayList<>(List.of(Tag.of("t")));
        List<String> values = new ArrayList<>(List.of("t"));
        Event event = ALICE.sign(0, 1, tags, "");
        Tag tag = new Tag(values);
        tags.clear();
        values.clear();

        assertThat(event.tags()).containsExactly(Tag.of("t"));
        assertThat(tag).isEqualTo(Tag.of("t"));
    }

    @Test
    void cannotHaveTheWrongShape() {
        Bytes key = bytes(32, 1);
        Bytes sig = bytes(64, 1);
        for (Bytes wrong : List.of(bytes(31, 1), bytes(33, 1), sig)) {
            assertThatThrownBy(() -> new Event(wrong, key, 0, 0, List.of(), "", sig))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Event(key, wrong, 0, 0, List.of(), "", sig))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new Event(key, key, 0, 0, List.of(), "", key))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Event(key, key, -1, 0, List.of(), "", sig))
                .isInstanceOf(IllegalArgumentException.class);
        for (int kind : new int[] {-1, 65_536}) {
            assertThatThrownBy(() -> new Event(key, key, 0, kind, List.of(), "", sig))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(NOTE.kind()).isEqualTo(1);
    }
}
