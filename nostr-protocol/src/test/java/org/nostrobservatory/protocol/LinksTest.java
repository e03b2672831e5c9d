package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {

    private static final String X = "ab".repeat(32);

    @ParameterizedTest
    @CsvSource({
        "https://example.com, https://example.com/, example.com, PAGE",
        "HTTPS://EXAMPLE.com:443/Path, https://example.com/Path, example.com, PAGE",
        "http://example.com:80?q, http://example.com/?q, example.com, PAGE",
        "http://example.com:443#x, http://example.com:443/#x, example.com, PAGE",
        "https://bücher.example./ü, https://xn--bcher-kva.example/ü, xn--bcher-kva.example, PAGE",
        "http://[2001:DB8:0::1]:8080/, http://[2001:db8::1]:8080/, [2001:db8::1], PAGE",
        "https://203.0.113.1/a, https://203.0.113.1/a, 203.0.113.1, PAGE",
        "https://a.example/b.JPG, https://a.example/b.JPG, a.example, IMAGE",
        "https://a.example/b.webp?w=1#x, https://a.example/b.webp?w=1#x, a.example, IMAGE",
        "https://a.example/b.mp4, https://a.example/b.mp4, a.example, VIDEO",
        "https://a.example/b.m3u8, https://a.example/b.m3u8, a.example, VIDEO",
        "https://a.example/b.MP3, https://a.example/b.MP3, a.example, AUDIO",
        "https://a.example/b?c=d.jpg, https://a.example/b?c=d.jpg, a.example, PAGE",
        "https://a.example/b.jpg/c, https://a.example/b.jpg/c, a.example, PAGE",
        "https://a.example/jpg, https://a.example/jpg, a.example, PAGE",
        "https://a.example/{x|y}^[z], https://a.example/{x|y}^[z], a.example, PAGE"
    })
    void aLinkHasANormalHostAndAType(String text, String url, String host, Link.Type type) {
        assertThat(Link.parse(text)).contains(new Link(url, host, type));
        assertThat(Link.parse(url)).contains(new Link(url, host, type));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com",
                "javascript:alert(1)",
                "javascript://example.com/%0aalert(1)",
                "data:text/html,x",
                "ftp://example.com/",
                "wss://relay.example/",
                "https:/example.com",
                "https://",
                "https:///path",
                "https://nodot/",
                "https://user@example.com/",
                "https://good.example@evil.example/",
                "https://good.example\\@evil.example/",
                "https://example.com:0/",
                "https://example.com:99999/",
                "https://example.com:x/",
                "https://999.1.1.1/",
                "https://-x.example/",
                "https://exa mple.com/",
                "https://example.com/\u202Egpj.exe",
                "https://example.com/\uFFFF",
                "https://example.com/\u0000",
                "https://example.com/\"onload=x",
                " https://example.com/"
            })
    void whatIsNotOfTheWebIsNoLink(String text) {
        assertThat(Link.parse(text)).isEmpty();
    }

    @Test
    void theLengthOfAnAddressIsBounded() {
        String longest = "https://example.com/" + "x".repeat(Link.MAX_LENGTH - 20);

        assertThat(Link.parse(longest)).isPresent();
        assertThat(Link.parse(longest + "x")).isEmpty();
        assertThat(Link.parse("https://" + "ü".repeat(2000) + ".example")).isEmpty();
    }

    @Test
    void textAndAttachmentsAreReadTogether() {
        Links links = of(
                "see HTTPS://a.example/file and https://a.example/b.png, https://a.example/b.png",
                imeta(
                        "url https://a.example/file",
                        "m Video/MP4",
                        "dim 1920x1080",
                        "alt  a cat,\nasleep ",
                        "x " + X,
                        "size 12345",
                        "blurhash eVF$^OI:${M{o#*0-nNFxakD-?xVM}WEWB%iNKxvR",
                        "fallback https://b.example/file"),
                imeta("url https://a.example/c.mp3", "x nonsense", "m", "dim", "alt "));

        Link video = new Link("https://a.example/file", "a.example", Link.Type.VIDEO);
        Link picture = new Link("https://a.example/b.png", "a.example", Link.Type.IMAGE);
        Link sound = new Link("https://a.example/c.mp3", "a.example", Link.Type.AUDIO);
        assertThat(links)
                .isEqualTo(new Links(
                        List.of(video, picture, sound),
                        List.of(
                                new Attachment(
                                        video,
                                        Optional.of("video/mp4"),
                                        Optional.of(new Attachment.Dimensions(1920, 1080)),
                                        Optional.of("a cat,\nasleep"),
                                        Optional.of(Bytes.fromHex(X)),
                                        OptionalLong.of(12_345)),
                                new Attachment(
                                        sound,
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        OptionalLong.empty())),
                        0));
        assertThat(links.media()).containsExactly(video, picture, sound);
    }

    @ParameterizedTest
    @CsvSource({
        "0x1,",
        "1x0,",
        "-1x1,",
        "100000x1,",
        "1x100000,",
        "10 x 10,",
        "1.5x2,",
        "99999X1, 99999x1",
        "x,",
        "1x2x3,"
    })
    void dimensionsAreWithinReason(String text, String expected) {
        Attachment attachment = of("", imeta("url https://a.example/b.png", "dim " + text))
                .attachments()
                .get(0);

        assertThat(attachment.dimensions().map(it -> it.width() + "x" + it.height()))
                .isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"image", "image/", "/png", "image/png; charset=x", "<b>/x", "image/\u0000"})
    void oddMimeTypesAreIgnored(String mimeType) {
        Attachment attachment = of("", imeta("url https://a.example/b.mp4", "m " + mimeType))
                .attachments()
                .get(0);

        assertThat(attachment.mimeType()).isEmpty();
        assertThat(attachment.link().type()).isEqualTo(Link.Type.VIDEO);
    }

    @Test
    void theFirstOfTwoCounts() {
        Links links = of(
                "",
                imeta("url https://a.example/b", "m image/png", "m video/mp4", "url https://b.example/"),
                imeta("url https://A.example/b", "m audio/mpeg"));

        assertThat(links.links()).containsExactly(new Link("https://a.example/b", "a.example", Link.Type.IMAGE));
        assertThat(links.attachments()).hasSize(1);
    }

    @Test
    void whatIsNoLinkIsCounted() {
        assertThat(of(
                        "https://user@a.example/ https://nodot/ https://nodot/ javascript:alert(1)",
                        imeta("url javascript:alert(1)", "m image/png"),
                        imeta(),
                        imeta("m image/png"),
                        Tag.of("r", "https://a.example/")))
                .isEqualTo(new Links(List.of(), List.of(), 5));
    }

    @Test
    void theNumberAndTheDescriptionAreBounded() {
        String text = IntStream.range(0, 150)
                .mapToObj(i -> "https://a.example/" + i + ".png")
                .collect(Collectors.joining(" "));
        Links links = of(
                text,
                imeta("url https://a.example/149.png", "m image/png"),
                imeta("url https://a.example/0.png", "alt " + "x".repeat(Attachment.MAX_ALT_LENGTH - 1) + "🔥"));

        assertThat(links.links()).hasSize(Links.MAX_NUMBER);
        assertThat(links.dropped()).isEqualTo(50);
        assertThat(links.attachments())
                .singleElement()
                .satisfies(
                        attachment -> assertThat(attachment.alt()).contains("x".repeat(Attachment.MAX_ALT_LENGTH - 1)));
    }

    @Property
    @Domain(AnyEvent.class)
    void anythingIsReadWithoutFailure(@ForAll Event event, @ForAll String text) {
        assertThat(Links.of(event).links()).extracting(Link::url).doesNotHaveDuplicates();
        assertThat(of("https://" + text + " http://a.example/" + text, imeta("url " + text, "dim " + text))
                        .links())
                .allSatisfy(link -> assertThat(Link.parse(link.url())).contains(link));
    }

    private static Tag imeta(String... fields) {
        String[] values = new String[fields.length + 1];
        values[0] = "imeta";
        System.arraycopy(fields, 0, values, 1, fields.length);
        return Tag.of(values);
    }

    private static Links of(String text, Tag... tags) {
        return Links.of(Fixtures.unsigned(Kinds.NOTE, text, tags));
    }
}
