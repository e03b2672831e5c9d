package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.protocol.Fixtures.bytes;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Results and feedback, and what they ask to be paid. */
class JobAnswerTest {

    private static final Bytes REQUEST = bytes(32, 0x11);
    private static final Bytes OTHER = bytes(32, 0x22);
    private static final Event SIGNED = Fixtures.ALICE.sign(1_700_000_000, 5050, List.of(), "");

    @Test
    void theFirstIdNamesTheRequest() {
        assertThat(result(Tag.of("e", "x"), Tag.of("e"), tag("e", REQUEST), tag("e", OTHER))
                        .requestId())
                .contains(REQUEST);
        assertThat(feedback(Tag.of("e", REQUEST.hex(), "wss://relay.example", "job"))
                        .requestId())
                .contains(REQUEST);
    }

    @Test
    void anEventIsNotAnAnswerToItself() {
        Bytes own = Fixtures.unsigned(6050, "").id();

        assertThat(result(tag("e", own)).requestId()).isEmpty();
        assertThat(result(tag("e", own), tag("e", REQUEST)).requestId()).contains(REQUEST);
    }

    @Test
    void withoutAnIdAGenuineRequestInATagNamesIt() {
        String json = EventJson.write(SIGNED);

        assertThat(result(Tag.of("request", json)).requestId()).contains(SIGNED.id());
        assertThat(result(Tag.of("request", json), tag("e", REQUEST)).requestId())
                .contains(REQUEST);
    }

    @Test
    void aForgedRequestInATagNamesNothing() {
        String forged = EventJson.write(SIGNED).replace("\"kind\":5050", "\"kind\":5051");
        String note = EventJson.write(Fixtures.NOTE);

        assertThat(forged).isNotEqualTo(EventJson.write(SIGNED));
        assertThat(Stream.of(forged, note, REQUEST.hex(), "", "{", "null")
                        .map(json -> result(Tag.of("request", json)).requestId()))
                .allMatch(Optional::isEmpty);
    }

    @Test
    void feedbackDoesNotNameARequestByATag() {
        assertThat(feedback(Tag.of("request", EventJson.write(SIGNED))).requestId())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"5999,false", "6000,true", "6999,true", "7000,false", "7001,false"})
    void kindsOfResults(int kind, boolean isResult) {
        assertThat(JobResult.of(Fixtures.unsigned(kind, "")).isPresent()).isEqualTo(isResult);
        assertThat(JobFeedback.of(Fixtures.unsigned(kind, "")).isPresent()).isEqualTo(kind == 7000);
    }

    @ParameterizedTest
    @CsvSource({
        "payment-required, PAYMENT_REQUIRED",
        "processing, PROCESSING",
        "partial, PARTIAL",
        "success, SUCCESS",
        "error, ERROR",
        "' Error ', ERROR",
        "done, UNKNOWN",
        "encrypted, UNKNOWN",
        "unknown, UNKNOWN",
        "payment_required, UNKNOWN",
        "'', UNKNOWN"
    })
    void statusesOfNip90(String text, JobStatus status) {
        assertThat(feedback(Tag.of("status", text)).status()).isEqualTo(status);
    }

    @Test
    void statusesAreWrittenAsNip90DoesIt() {
        assertThat(Stream.of(JobStatus.values()).map(JobStatus::code))
                .containsExactly(
                        "payment-required", "processing", "partial", "success", "error", "encrypted", "unknown");
    }

    @Test
    void encryptedFeedbackHasNoStatusToRead() {
        assertThat(feedback(Tag.of("encrypted"), tag("e", REQUEST)).status()).isEqualTo(JobStatus.ENCRYPTED);
        assertThat(feedback(Tag.of("encrypted"), Tag.of("status", "error")).status())
                .isEqualTo(JobStatus.ERROR);
        assertThat(feedback(tag("e", REQUEST)).status()).isEqualTo(JobStatus.UNKNOWN);
        assertThat(feedback(Tag.of("status")).status()).isEqualTo(JobStatus.UNKNOWN);
    }

    @Test
    void whatIsSaidBesidesIsCut() {
        assertThat(feedback(Tag.of("status", "error", "no such key")).information())
                .isEqualTo("no such key");
        assertThat(feedback(Tag.of("status", "error", "x".repeat(10_000))).information())
                .hasSize(JobFeedback.MAX_LENGTH);
        assertThat(feedback(Tag.of("status", "x".repeat(1_000_000))).status()).isEqualTo(JobStatus.UNKNOWN);
    }

    @Test
    void anAmountInMillisatoshi() {
        assertThat(amount("51000")).isEqualTo(asked(51_000, false));
        assertThat(amount("0")).isEqualTo(asked(0, false));
        assertThat(amount("1000000000")).isEqualTo(asked(JobAmount.MAX_MSAT, false));
        assertThat(JobAmount.of(Fixtures.unsigned(6050, ""))).isEqualTo(JobAmount.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "free", "-1", "1.5", "1e3", "100_000", "51 sats", "1000000001", "99999999999999999999", "١٢"
            })
    void anAmountThatIsNoneIsBad(String text) {
        assertThat(amount(text))
                .isEqualTo(new JobAmount(OptionalLong.empty(), Optional.empty(), Optional.empty(), true));
    }

    @Test
    void theInvoiceSaysWhatIsToBePaid() {
        String invoice = Invoices.invoice("lnbc250n", Invoices.description("a job"));

        assertThat(amount("25000", invoice))
                .isEqualTo(new JobAmount(
                        OptionalLong.of(25_000), Optional.of(invoice), Optional.of(Invoices.PAYMENT_HASH), false));
        assertThat(amount("28125", invoice))
                .isEqualTo(new JobAmount(
                        OptionalLong.of(25_000), Optional.of(invoice), Optional.of(Invoices.PAYMENT_HASH), true));
        assertThat(amount("", invoice).msat()).hasValue(25_000);
    }

    @Test
    void anInvoiceWithoutAmountTakesTheTags() {
        String invoice = Invoices.invoice("lnbc", Invoices.description("a job"));

        assertThat(amount("25000", invoice).msat()).hasValue(25_000);
        assertThat(amount("25000", invoice).isBad()).isFalse();
        assertThat(amount("free", invoice).msat()).isEmpty();
        assertThat(amount("free", invoice).paymentHash()).contains(Invoices.PAYMENT_HASH);
    }

    @Test
    void whatIsNoInvoiceIsPassedOver() {
        String test = Invoices.invoice("lntb250n", Invoices.description("a job"));

        assertThat(Stream.of("botlab@zeuspay.com", "", "lnbc1", "x".repeat(100_000), test)
                        .map(text -> amount("1000", text)))
                .containsOnly(asked(1000, false));
    }

    @Test
    void aMillionBitcoinAreNotAsked() {
        String invoice = Invoices.invoice("lnbc1000000", Invoices.description("a job"));

        assertThat(amount("1000", invoice).msat()).isEmpty();
        assertThat(amount("1000", invoice).isBad()).isTrue();
    }

    @Property
    @Domain(AnyEvent.class)
    void anyTagsAreReadWithoutFailure(@ForAll Event event, @ForAll String text) {
        Tag[] tags = Stream.of("e", "status", "amount", "request", "encrypted")
                .flatMap(name -> event.tags().stream()
                        .map(tag -> new Tag(Stream.concat(Stream.of(name, text), tag.values().stream())
                                .toList())))
                .toArray(Tag[]::new);
        assertThat(JobResult.of(Fixtures.unsigned(6050, text, tags))).isPresent();
        assertThat(JobFeedback.of(Fixtures.unsigned(7000, text, tags))).isPresent();
    }

    private static JobAmount asked(long msat, boolean bad) {
        return new JobAmount(OptionalLong.of(msat), Optional.empty(), Optional.empty(), bad);
    }

    private static JobAmount amount(String... values) {
        Tag tag = new Tag(Stream.concat(Stream.of("amount"), Stream.of(values)).toList());
        assertThat(feedback(tag).amount()).isEqualTo(result(tag).amount());
        return result(tag).amount();
    }

    private static Tag tag(String name, Bytes value) {
        return Tag.of(name, value.hex());
    }

    private static JobResult result(Tag... tags) {
        return JobResult.of(Fixtures.unsigned(6050, "", tags)).orElseThrow();
    }

    private static JobFeedback feedback(Tag... tags) {
        return JobFeedback.of(Fixtures.unsigned(7000, "", tags)).orElseThrow();
    }
}
