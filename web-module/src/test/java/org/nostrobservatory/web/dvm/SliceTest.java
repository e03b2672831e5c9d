package org.nostrobservatory.web.dvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nostrobservatory.dvm.Dvms;
import org.nostrobservatory.dvm.JobFigures;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Nip19;
import org.nostrobservatory.web.api.Cursor;
import org.nostrobservatory.web.api.Parameters;
import org.nostrobservatory.web.api.ProblemException;

class SliceTest {

    private static Dvms.Entry dvm(int number, String name, long responses) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) number);
        return new Dvms.Entry(
                Bytes.of(key),
                name,
                name == null ? null : "Says things about " + name,
                null,
                true,
                true,
                Instant.EPOCH,
                Instant.ofEpochSecond(number),
                null,
                List.of(5050, 5300 + number),
                responses,
                0,
                JobFigures.NONE);
    }

    private final List<Dvms.Entry> dvms =
            List.of(dvm(1, "Zoe", 3), dvm(2, null, 9), dvm(3, "adam", 3), dvm(4, "Berta", 0), dvm(5, "C", 7));

    private static List<Long> seen(List<Dvms.Entry> dvms) {
        return dvms.stream().map(dvm -> dvm.lastSeen().getEpochSecond()).toList();
    }

    @Test
    void partsTogetherAreTheWholeList() {
        List<Dvms.Entry> all = new ArrayList<>();
        String cursor = null;
        do {
            Slice<Dvms.Entry> slice = Slice.of(dvms, DvmOrder.RESPONSES.comparator(false), cursor, 2);
            assertThat(slice.total()).isEqualTo(5);
            all.addAll(slice.items());
            cursor = slice.nextCursor();
        } while (cursor != null);
        assertThat(seen(all)).containsExactly(2L, 5L, 1L, 3L, 4L);
    }

    @Test
    void whatIsNotKnownStandsAtTheEndWhicheverWay() {
        assertThat(seen(Slice.of(dvms, DvmOrder.NAME.comparator(false), null, 9).items()))
                .containsExactly(3L, 4L, 5L, 1L, 2L);
        assertThat(seen(Slice.of(dvms, DvmOrder.NAME.comparator(true), null, 9).items()))
                .containsExactly(1L, 5L, 4L, 3L, 2L);
    }

    @ParameterizedTest
    @EnumSource(DvmOrder.class)
    void everyOrderIsTotal(DvmOrder order) {
        assertThat(Slice.of(dvms, order.comparator(false), null, 9).items()).containsExactlyInAnyOrderElementsOf(dvms);
    }

    @Test
    void ordersAreCalledAsInTheContract() {
        assertThat(DvmOrder.values())
                .extracting(Parameters::word)
                .containsExactly(
                        "responses",
                        "feedback",
                        "jobs",
                        "answered",
                        "latency",
                        "errors",
                        "earned",
                        "customers",
                        "kinds",
                        "seen",
                        "name");
        assertThat(KindOrder.values())
                .extracting(Parameters::word)
                .containsExactly(
                        "requests", "responses", "dvms", "support", "answered", "latency", "earned", "seen", "kind");
    }

    @Test
    void dvmsAreFoundByNameWordsKeyAndKind() {
        assertThat(seen(Slice.search(dvms, " BERT "))).containsExactly(4L);
        assertThat(seen(Slice.search(dvms, "things"))).containsExactly(1L, 3L, 4L, 5L);
        assertThat(seen(Slice.search(dvms, "0202"))).containsExactly(2L);
        assertThat(seen(Slice.search(dvms, Nip19.npub(dvms.get(2).pubkey())))).containsExactly(3L);
        assertThat(seen(Slice.search(dvms, "5303"))).containsExactly(3L);
        assertThat(Slice.search(dvms, null)).isEqualTo(dvms);
        assertThat(Slice.search(dvms, "nobody")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "1 2", "9999999999"})
    void aCursorOfAnotherListIsRefused(String text) {
        assertThatThrownBy(() -> Slice.of(dvms, DvmOrder.NAME.comparator(false), Cursor.after(text), 2))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void aCursorBeyondTheEndIsTheEnd() {
        Slice<Dvms.Entry> slice = Slice.of(dvms, DvmOrder.NAME.comparator(false), Cursor.after("999999999"), 1000);
        assertThat(slice.items()).isEmpty();
        assertThat(slice.nextCursor()).isNull();
    }
}
