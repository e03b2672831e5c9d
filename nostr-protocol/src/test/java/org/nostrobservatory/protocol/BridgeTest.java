package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BridgeTest {

    /** The protocols that NIP-48 names. */
    @ParameterizedTest
    @CsvSource({
        "https://gleasonator.example/objects/9f524868, activitypub, true",
        "at://did:plc:zhbjlbmir5dganqhueg7y4i3/app.bsky.feed.post/3jt5hlibeol2i, atproto, false",
        "https://soapbox.example/rss/feed.xml#https%3A%2F%2Fsoapbox.example%2Fblog, rss, true",
        "https://twitter.example/jack/status/20, web, true",
        "javascript:alert(1), web, false"
    })
    void namesProtocolAndOriginal(String id, String protocol, boolean linked) {
        Bridge bridge = of(Tag.of("proxy", id, protocol)).orElseThrow();

        assertThat(bridge).isEqualTo(new Bridge(protocol, id));
        assertThat(bridge.link().map(Link::url)).isEqualTo(linked ? Optional.of(id) : Optional.empty());
    }

    static Stream<Tag> incomplete() {
        return Stream.of(
                Tag.of("proxy"),
                Tag.of("proxy", "https://x.example/"),
                Tag.of("proxy", " ", "web"),
                Tag.of("proxy", "https://x.example/", ""),
                Tag.of("proxy", "https://x.example/", "<b>"),
                Tag.of("proxy", "https://x.example/", "x".repeat(33)),
                Tag.of("proxy", "x".repeat(Bridge.MAX_ID_LENGTH + 1), "web"),
                Tag.of("PROXY", "https://x.example/", "web"));
    }

    @ParameterizedTest
    @MethodSource("incomplete")
    void whatIsIncompleteNamesNone(Tag tag) {
        assertThat(of(tag)).isEmpty();
        assertThat(of(tag, Tag.of("proxy", "id", "ActivityPub"))).contains(new Bridge("activitypub", "id"));
    }

    @Test
    void anEventOfNostrHasNone() {
        assertThat(of()).isEmpty();
    }

    @Property
    @Domain(AnyEvent.class)
    void anyIdIsReadWithoutFailure(@ForAll String id) {
        assertThat(of(Tag.of("proxy", id, "web")).map(Bridge::sourceId))
                .isEqualTo(id.isBlank() ? Optional.empty() : Optional.of(id));
    }

    private static Optional<Bridge> of(Tag... tags) {
        return Bridge.of(Fixtures.unsigned(Kinds.NOTE, "", tags));
    }
}
