package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.protocol.Fixtures.bytes;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nostrobservatory.protocol.JobRequest.Input;
import org.nostrobservatory.protocol.JobRequest.InputType;
import org.nostrobservatory.protocol.JobRequest.Param;

class JobRequestTest {

    private static final Bytes DVM = bytes(32, 0xAA);
    private static final Bytes JOB = bytes(32, 0x11);

    @Test
    void everythingThatARequestSays() {
        JobRequest request = of(
                Tag.of("i", "hello", "text"),
                Tag.of("i", JOB.hex(), "job", "wss://relay.example", "background"),
                Tag.of("param", "language", "de"),
                Tag.of("output", "text/plain"),
                Tag.of("bid", "10000000"),
                Tag.of("relays", "wss://a.example", "wss://b.example", "wss://a.example"),
                Tag.of("p", DVM.hex()),
                Tag.of("t", "bitcoin"));

        assertThat(request)
                .isEqualTo(new JobRequest(
                        List.of(
                                new Input("hello", InputType.TEXT, ""),
                                new Input(JOB.hex(), InputType.JOB, "background")),
                        List.of(new Param("language", "de")),
                        Optional.of("text/plain"),
                        OptionalLong.of(10_000_000),
                        false,
                        List.of("wss://a.example", "wss://b.example"),
                        List.of(DVM)));
        assertThat(request.chainedTo()).containsExactly(JOB);
    }

    @Test
    void nothingIsDemanded() {
        assertThat(of())
                .isEqualTo(new JobRequest(
                        List.of(), List.of(), Optional.empty(), OptionalLong.empty(), false, List.of(), List.of()));
    }

    @Test
    void oddTagsSayNothing() {
        JobRequest request = of(
                Tag.of(),
                Tag.of("i"),
                Tag.of("param"),
                Tag.of("output", ""),
                Tag.of("bid"),
                Tag.of("relays"),
                Tag.of("p", "npub1"),
                Tag.of("p"));

        assertThat(request.inputs()).containsExactly(new Input("", InputType.TEXT, ""));
        assertThat(request.params()).containsExactly(new Param("", ""));
        assertThat(request.output()).isEmpty();
        assertThat(request.bidMsat()).isEmpty();
        assertThat(request.relays()).isEmpty();
        assertThat(request.targets()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"text,TEXT", "'',TEXT", "url,URL", "event,EVENT", "JOB,JOB", "' job ',JOB", "prompt,OTHER"})
    void typesOfInput(String text, InputType type) {
        assertThat(of(Tag.of("i", "x", text)).inputs().get(0).type()).isEqualTo(type);
    }

    @Test
    void aMarkerMayStandWhereARelayShould() {
        assertThat(of(Tag.of("i", JOB.hex(), "job", "background"))
                        .inputs()
                        .get(0)
                        .marker())
                .isEqualTo("background");
        assertThat(of(Tag.of("i", JOB.hex(), "job", "wss://relay.example"))
                        .inputs()
                        .get(0)
                        .marker())
                .isEmpty();
        assertThat(of(Tag.of("i", "206", "text", "", "payload_size"))
                        .inputs()
                        .get(0)
                        .marker())
                .isEqualTo("payload_size");
    }

    @Test
    void aChainNamesJobsByTheirIds() {
        assertThat(of(
                                Tag.of("i", JOB.hex(), "job"),
                                Tag.of("i", JOB.hex(), "job"),
                                Tag.of("i", DVM.hex(), "event"),
                                Tag.of("i", "note1x", "job"),
                                Tag.of("i", DVM.hex().toUpperCase(), "job"))
                        .chainedTo())
                .containsExactly(JOB);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "free", "-1", "1.5", "1e3", "10_000", "0x10", "1000000000000000000", "١٢"})
    void aBidThatIsNoAmountIsNone(String bid) {
        assertThat(of(Tag.of("bid", bid)).bidMsat()).isEmpty();
    }

    @Test
    void anEncryptedRequestShowsItsTargets() {
        JobRequest request = of(Tag.of("p", DVM.hex()), Tag.of("encrypted"));

        assertThat(request.encrypted()).isTrue();
        assertThat(request.targets()).containsExactly(DVM);
    }

    @ParameterizedTest
    @CsvSource({"4999,false", "5000,true", "5999,true", "6000,false", "7000,false"})
    void kindsOfRequests(int kind, boolean isRequest) {
        assertThat(JobRequest.of(Fixtures.unsigned(kind, "")).isPresent()).isEqualTo(isRequest);
    }

    @Test
    void ofManyThingsTheFirstAreRead() {
        Tag[] tags = IntStream.range(0, 1000)
                .boxed()
                .flatMap(i -> Stream.of(
                        Tag.of("i", "%064x".formatted(i), "job"),
                        Tag.of("p", "%064x".formatted(i)),
                        Tag.of("param", "p" + i, "x".repeat(5000)),
                        Tag.of("relays", "wss://" + i + ".example")))
                .toArray(Tag[]::new);
        JobRequest request = of(tags);

        assertThat(request.chainedTo()).hasSize(JobRequest.MAX_NUMBER);
        assertThat(request.targets()).hasSize(JobRequest.MAX_NUMBER);
        assertThat(request.relays()).hasSize(JobRequest.MAX_NUMBER);
        assertThat(request.params())
                .hasSize(JobRequest.MAX_NUMBER)
                .allSatisfy(param -> assertThat(param.value()).hasSize(JobRequest.MAX_LENGTH));
    }

    @Property
    @Domain(AnyEvent.class)
    void anyTagsAreReadWithoutFailure(@ForAll Event event, @ForAll String text) {
        List<Tag> tags = Stream.of("i", "param", "output", "bid", "relays", "p", "encrypted")
                .flatMap(name -> event.tags().stream()
                        .map(tag -> new Tag(Stream.concat(Stream.of(name, text), tag.values().stream())
                                .toList())))
                .toList();
        assertThat(JobRequest.of(Fixtures.unsigned(5050, text, tags.toArray(Tag[]::new))))
                .isPresent();
    }

    private static JobRequest of(Tag... tags) {
        return JobRequest.of(Fixtures.unsigned(5050, "", tags)).orElseThrow();
    }
}
