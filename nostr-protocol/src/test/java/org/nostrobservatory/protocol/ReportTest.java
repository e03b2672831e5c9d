package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.protocol.Fixtures.bytes;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportTest {

    private static final Bytes PERSON = bytes(32, 0xAA);
    private static final Bytes VICTIM = bytes(32, 0xBB);
    private static final Bytes NOTE = bytes(32, 0x11);
    private static final Bytes FILE = bytes(32, 0x22);

    @Test
    void aPersonIsReported() {
        assertThat(of(tag("p", PERSON, "nudity"))).contains(report(List.of(), List.of(), Report.Type.NUDITY));
    }

    @Test
    void aNoteIsReportedAndNamesItsAuthor() {
        assertThat(of(tag("e", NOTE, "illegal"), tag("p", PERSON)))
                .contains(report(List.of(NOTE), List.of(), Report.Type.ILLEGAL));
    }

    @Test
    void aFileIsReportedWithTheEventThatHasIt() {
        assertThat(of(tag("x", FILE, "malware"), tag("e", NOTE, "malware"), tag("p", PERSON)))
                .contains(report(List.of(NOTE), List.of(FILE), Report.Type.MALWARE));
    }

    @Test
    void whoIsImpersonatedIsNotReported() {
        assertThat(of(tag("p", VICTIM), tag("p", PERSON, "impersonation")))
                .contains(report(List.of(), List.of(), Report.Type.IMPERSONATION));
    }

    @Test
    void theTypeOfTheNoteOutweighsThatOfThePerson() {
        assertThat(of(tag("p", PERSON, "spam"), tag("e", NOTE, "profanity")))
                .contains(report(List.of(NOTE), List.of(), Report.Type.PROFANITY));
        assertThat(of(tag("p", PERSON, "spam"), tag("e", NOTE, "wss://relay.example")))
                .contains(report(List.of(NOTE), List.of(), Report.Type.SPAM));
    }

    @ParameterizedTest
    @CsvSource({
        "nudity, NUDITY",
        "malware, MALWARE",
        "profanity, PROFANITY",
        "illegal, ILLEGAL",
        "spam, SPAM",
        "impersonation, IMPERSONATION",
        "other, OTHER",
        "' Spam ', SPAM",
        "scam, OTHER",
        "'', OTHER",
        "wss://relay.example, OTHER"
    })
    void theTypeIsOneOfNip56(String text, Report.Type type) {
        assertThat(of(tag("p", PERSON, text))).contains(report(List.of(), List.of(), type));
    }

    @Test
    void aReportOfNobodyIsNone() {
        assertThat(of()).isEmpty();
        assertThat(of(tag("e", NOTE, "spam"))).isEmpty();
        assertThat(of(Tag.of("p", "x", "spam"), Tag.of("p"), Tag.of("P", PERSON.hex(), "spam")))
                .isEmpty();
    }

    @Test
    void anotherKindIsNone() {
        assertThat(Report.of(Fixtures.unsigned(Kinds.NOTE, "", tag("p", PERSON, "spam"))))
                .isEmpty();
    }

    @Test
    void whatIsReportedCountsOnceAndIsBounded() {
        Tag[] tags = Stream.concat(
                        Stream.of(tag("p", PERSON), tag("e", NOTE, "spam"), tag("e", NOTE), Tag.of("e", "x", "spam")),
                        IntStream.range(0, 500).mapToObj(i -> Tag.of("e", "%064x".formatted(i))))
                .toArray(Tag[]::new);

        assertThat(of(tags).orElseThrow().events())
                .hasSize(Report.MAX_NUMBER)
                .doesNotHaveDuplicates()
                .startsWith(NOTE);
    }

    @Property
    @Domain(AnyEvent.class)
    void anyTypeIsReadWithoutFailure(@ForAll String type) {
        assertThat(of(tag("p", PERSON, type))).isPresent();
    }

    private static Report report(List<Bytes> events, List<Bytes> files, Report.Type type) {
        return new Report(PERSON, events, files, type);
    }

    private static Tag tag(String name, Bytes value) {
        return Tag.of(name, value.hex());
    }

    private static Tag tag(String name, Bytes value, String type) {
        return Tag.of(name, value.hex(), type);
    }

    private static Optional<Report> of(Tag... tags) {
        return Report.of(Fixtures.unsigned(Kinds.REPORT, "he insults the king", tags));
    }
}
