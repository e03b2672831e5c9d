package org.nostrobservatory.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.ingest.SampleEvents.ALICE;
import static org.nostrobservatory.ingest.SampleEvents.BOB;
import static org.nostrobservatory.ingest.SampleEvents.frame;
import static org.nostrobservatory.ingest.SampleEvents.note;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.EventJson;
import org.nostrobservatory.protocol.RejectionReason;
import org.nostrobservatory.protocol.Tag;

class FrameCheckTest {

    private static final String GOOD = EventJson.write(note(ALICE, "good"));

    static Stream<Map.Entry<String, RejectionReason>> badFrames() {
        String event = EventJson.write(note(ALICE, "event"));
        return Stream.of(
                Map.entry("", RejectionReason.MALFORMED_JSON),
                Map.entry("hello", RejectionReason.MALFORMED_JSON),
                Map.entry("[\"EVENT\",\"s\"," + event, RejectionReason.MALFORMED_JSON),
                Map.entry("[\"EVENT\",\"s\"," + event + "] x", RejectionReason.MALFORMED_JSON),
                Map.entry("{\"EVENT\":1}", RejectionReason.BAD_FRAME),
                Map.entry("[]", RejectionReason.BAD_FRAME),
                Map.entry("[42,\"s\"]", RejectionReason.BAD_FRAME),
                Map.entry("[\"EVENT\"]", RejectionReason.BAD_FRAME),
                Map.entry("[\"EVENT\"," + event + "]", RejectionReason.BAD_FRAME),
                Map.entry("[\"EVENT\",\"s\",\"" + "text\"]", RejectionReason.BAD_FRAME),
                Map.entry("[\"EVENT\",\"s\"," + event + ",1]", RejectionReason.BAD_FRAME),
                Map.entry("[\"EOSE\",7]", RejectionReason.BAD_FRAME),
                Map.entry("[\"GREETING\",\"hi\"]", RejectionReason.UNKNOWN_VERB),
                Map.entry(event(event.replace("\"kind\":1", "\"kind\":1,\"kind\":2")), RejectionReason.DUPLICATE_KEY),
                Map.entry(event(event.replace("\"kind\":1,", "")), RejectionReason.MISSING_FIELD),
                Map.entry(event(event.replace("\"kind\":1", "\"kind\":\"1\"")), RejectionReason.BAD_KIND),
                Map.entry(event(event.replace("\"tags\":[]", "\"tags\":[[1]]")), RejectionReason.BAD_TAGS),
                Map.entry(
                        event(event.replace("\"content\":\"event\"", "\"content\":null")), RejectionReason.BAD_CONTENT),
                Map.entry(
                        event(event.replace("\"created_at\":1767225600", "\"created_at\":-62135596800")),
                        RejectionReason.BAD_CREATED_AT),
                Map.entry(
                        event(event.replaceFirst("\"pubkey\":\"[^\"]*\"", "\"pubkey\":\"" + "A".repeat(64) + "\"")),
                        RejectionReason.BAD_PUBKEY),
                Map.entry(
                        event(event.replace("\"content\":\"event\"", "\"content\":\"\\ud800\"")),
                        RejectionReason.LONE_SURROGATE),
                Map.entry(
                        event(event.replace("\"content\":\"event\"", "\"content\":\"x\"")),
                        RejectionReason.ID_MISMATCH),
                Map.entry(
                        event(event.replaceFirst("\"sig\":\"[^\"]*\"", "\"sig\":\"" + "0".repeat(128) + "\"")),
                        RejectionReason.SIG_INVALID),
                Map.entry(event(tenThousandTags()), RejectionReason.TOO_MANY_TAGS),
                Map.entry(event("\"" + "x".repeat(10 << 20) + "\""), RejectionReason.FRAME_TOO_LARGE));
    }

    private static String tenThousandTags() {
        return EventJson.write(ALICE.sign(
                SampleEvents.TIME,
                1,
                Stream.generate(() -> Tag.of("t", "x")).limit(10_000).toList(),
                ""));
    }

    private static String event(String json) {
        return "[\"EVENT\",\"s\"," + json + "]";
    }

    @ParameterizedTest
    @MethodSource("badFrames")
    void aBadFrameIsRejectedWithItsReasonAndTheOthersGoOn(Map.Entry<String, RejectionReason> bad) {
        CheckedFrames checked =
                check(List.of(frame(1, event(GOOD)), frame(1, bad.getKey()), frame(2, event(GOOD))), Map.of());

        assertThat(checked.rejected())
                .extracting(CheckedFrames.Rejected::reason)
                .containsExactly(bad.getValue());
        assertThat(checked.valid()).hasSize(2);
    }

    @Test
    void yearNineThousandAndUnicodeOfAllKindsAreValid() {
        Event late = ALICE.sign(253_370_764_800L, 1, List.of(), "year 9999");
        Event odd = ALICE.sign(0, 65_535, List.of(new Tag(List.of()), Tag.of("")), "\u0000\u0001\u007f\u2028😀\"\\/");

        assertThat(check(List.of(frame(late), frame(odd)), Map.of()).valid()).hasSize(2);
    }

    @Test
    void aForgeryThatClaimsAStoredIdIsRejectedAndTheTrueCopyIsNot() {
        Event original = note(ALICE, "original");
        Event otherContent = new Event(
                original.id(), original.pubkey(), original.createdAt(), 1, List.of(), "forged", original.sig());
        Event otherSignature = new Event(
                original.id(),
                original.pubkey(),
                original.createdAt(),
                1,
                List.of(),
                "original",
                note(BOB, "original").sig());

        CheckedFrames checked = check(
                List.of(frame(otherContent), frame(otherSignature), frame(original)),
                Map.of(original.id(), original.sig()));

        assertThat(checked.valid()).extracting(CheckedFrames.Valid::event).containsExactly(original);
        assertThat(checked.rejected())
                .extracting(CheckedFrames.Rejected::reason)
                .containsExactly(RejectionReason.ID_MISMATCH, RejectionReason.SIG_INVALID);
        assertThat(checked.rejected())
                .extracting(CheckedFrames.Rejected::claimedId)
                .containsOnly(original.id());
    }

    @Test
    void whatNobodyAskedForIsRejected() {
        Asked asked = new Asked("observatory", SampleEvents.TIME);
        Event old = ALICE.sign(SampleEvents.TIME - 1, 1, List.of(), "old");

        CheckedFrames checked = check(
                List.of(
                        ofAsked(asked, "[\"EVENT\",\"observatory\"," + GOOD + "]"),
                        ofAsked(asked, "[\"EVENT\",\"other\"," + GOOD + "]"),
                        ofAsked(asked, "[\"EVENT\",\"observatory\"," + EventJson.write(old) + "]")),
                Map.of());

        assertThat(checked.valid()).hasSize(1);
        assertThat(checked.rejected())
                .extracting(CheckedFrames.Rejected::reason)
                .containsExactly(RejectionReason.OFF_FILTER, RejectionReason.OFF_FILTER);
        assertThat(checked.rejected().get(1).claimedId()).isEqualTo(old.id());
    }

    private static ReceivedFrame ofAsked(Asked asked, String text) {
        return ReceivedFrame.of(1, Instant.ofEpochSecond(SampleEvents.TIME), asked, text, 1 << 20);
    }

    @Test
    void theSignatureOfAStoredEventIsNotVerifiedAgain() {
        Event event = note(ALICE, "stored");
        Bytes wrong = Bytes.of(new byte[64]);
        Event copy = new Event(
                event.id(), event.pubkey(), event.createdAt(), event.kind(), event.tags(), event.content(), wrong);

        // Only trust in what is stored can make this one pass.
        assertThat(check(List.of(frame(copy)), Map.of(event.id(), wrong)).valid())
                .hasSize(1);
    }

    private static CheckedFrames check(List<ReceivedFrame> frames, Map<Bytes, Bytes> stored) {
        return new FrameCheck(1 << 20, 5_000, events -> stored).check(frames);
    }
}
