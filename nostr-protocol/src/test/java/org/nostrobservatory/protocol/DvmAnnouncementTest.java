package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DvmAnnouncementTest {

    @Test
    void aHandlerOfJobs() {
        assertThat(of(
                        31990,
                        "{\"name\":\" Translator \",\"about\":\"Words\",\"image\":\"https://a.example/x.png\",\"amount\":1,"
                                + "\"nip90Params\":{\"name\":\"no\"}}",
                        Tag.of("d", "x"),
                        Tag.of("k", "5002"),
                        Tag.of("k", "5000"),
                        Tag.of("k", "5002")))
                .isEqualTo(new DvmAnnouncement(
                        Optional.of("Translator"),
                        Optional.of("Words"),
                        Optional.of("https://a.example/x.png"),
                        List.of(5000, 5002)));
    }

    @Test
    void aHandlerOfOtherThingsHasNoKindsOfJobs() {
        assertThat(of(
                                31990,
                                "",
                                Tag.of("k", "1"),
                                Tag.of("k", "7000"),
                                Tag.of("k", "6050"),
                                Tag.of("k", "x"),
                                Tag.of("k"))
                        .kinds())
                .isEmpty();
    }

    @Test
    void aContextVmServerSaysItInTags() {
        String initialize = "{\"protocolVersion\":\"2025-07-02\",\"capabilities\":{\"tools\":{}},"
                + "\"serverInfo\":{\"icons\":[{}],\"name\":\"weather-server\",\"version\":\"1\"}}";

        assertThat(of(
                        11316,
                        initialize,
                        Tag.of("name", "Weather"),
                        Tag.of("about", "Tomorrow's"),
                        Tag.of("picture", "https://a.example/w.png")))
                .isEqualTo(new DvmAnnouncement(
                        Optional.of("Weather"),
                        Optional.of("Tomorrow's"),
                        Optional.of("https://a.example/w.png"),
                        List.of()));
        assertThat(of(11316, initialize).name()).contains("weather-server");
        assertThat(of(11999, "{\"name\":\"Echo\"}").name()).contains("Echo");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"name\"",
                "{",
                "{\"name\":",
                "{\"name\":\"cut",
                "{\"name\":5,\"about\":null,\"picture\":{\"name\":\"x\"}}",
                "{\"serverInfo\":\"x\"",
                "{\"serverInfo\":{\"name\":{}}}",
                "{\"serverInfo\":{}}",
                "{\"name\":\"  \"}",
                "hello"
            })
    void aContentThatSaysNothing(String content) {
        assertThat(of(31990, content))
                .isEqualTo(new DvmAnnouncement(Optional.empty(), Optional.empty(), Optional.empty(), List.of()));
    }

    @Test
    void nothingIsLongerThanItMayBe() {
        Tag[] tags = IntStream.range(0, 3000)
                .mapToObj(i -> Tag.of("k", String.valueOf(4000 + i)))
                .toArray(Tag[]::new);
        String text = "x".repeat(100_000);
        DvmAnnouncement announcement = of(
                31990,
                "{\"name\":\"%s\",\"about\":\"%s\",\"picture\":\"https://a.example/%s\"}".formatted(text, text, text),
                tags);

        assertThat(announcement.name().orElseThrow()).hasSize(DvmAnnouncement.MAX_NAME);
        assertThat(announcement.about().orElseThrow()).hasSize(DvmAnnouncement.MAX_ABOUT);
        assertThat(announcement.picture()).isEmpty();
        assertThat(announcement.kinds()).hasSize(1000);
    }

    @ParameterizedTest
    @CsvSource({"31990,true", "11316,true", "11999,true", "31989,false", "5000,false"})
    void kindsOfAnnouncements(int kind, boolean isOne) {
        assertThat(DvmAnnouncement.of(Fixtures.unsigned(kind, "")).isPresent()).isEqualTo(isOne);
    }

    @ParameterizedTest
    @CsvSource({
        "kind:5300, Nostr DVM Kind 5300/6300 - Content Discovery, 5300, Content Discovery",
        "kind:5050, Text Generation, 5050, Text Generation",
        "kind-5050, nostr dvm kind 5050 - Text, 5050, Text",
        "kind:6006, Nostr DVM Kind 5006/6006 - A - B, 6006, A - B"
    })
    void titlesOfKinds(String identifier, String title, int kind, String read) {
        assertThat(title(identifier, title)).contains(new JobKindTitle(kind, read));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kind:4999", "kind:7000", "kind:53000", "kind:5300x", "nostr", ""})
    void whatIsNoArticleOnAKind(String identifier) {
        assertThat(title(identifier, "x")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "Nostr DVM Kind 5300/6300 - ", "Nostr DVM Kind 5300"})
    void anArticleWithoutTitle(String title) {
        assertThat(title("kind:5300", title)).contains(new JobKindTitle(5300, ""));
    }

    @Test
    void aTitleIsOneShortLine() {
        assertThat(title("kind:5300", "a\n\tb\u0000c")).contains(new JobKindTitle(5300, "a b c"));
        assertThat(title("kind:5300", "x".repeat(1_000_000)).orElseThrow().title())
                .hasSize(JobKindTitle.MAX_LENGTH);
        assertThat(JobKindTitle.of(Fixtures.unsigned(Kinds.WIKI_ARTICLE, "", Tag.of("d", "kind:5300"))))
                .contains(new JobKindTitle(5300, ""));
        assertThat(JobKindTitle.of(
                        Fixtures.unsigned(Kinds.ARTICLE, "", Tag.of("d", "kind:5300"), Tag.of("title", "x"))))
                .isEmpty();
    }

    @Test
    void commonKindsHaveBuiltInTitles() {
        assertThat(JobKind.title(5300)).contains("Content Discovery");
        assertThat(JobKind.title(5301)).contains("People Discovery");
        assertThat(JobKind.title(5998)).isEmpty();
    }

    @Property
    @Domain(AnyEvent.class)
    void anythingIsReadWithoutFailure(@ForAll String text) {
        assertThat(of(31990, text, Tag.of("k", text), Tag.of("name", text))).isNotNull();
        assertThat(of(31990, "{\"name\":\"" + text, Tag.of("picture", text))).isNotNull();
        title("kind:5300", text);
        title(text, text);
    }

    private static Optional<JobKindTitle> title(String identifier, String title) {
        return JobKindTitle.of(
                Fixtures.unsigned(Kinds.WIKI_ARTICLE, "", Tag.of("d", identifier), Tag.of("title", title)));
    }

    private static DvmAnnouncement of(int kind, String content, Tag... tags) {
        return DvmAnnouncement.of(Fixtures.unsigned(kind, content, tags)).orElseThrow();
    }
}
