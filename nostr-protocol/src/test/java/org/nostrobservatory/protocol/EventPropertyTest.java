package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.protocol.Fixtures.ALICE;
import static org.nostrobservatory.protocol.Fixtures.MAX_TAGS;
import static org.nostrobservatory.protocol.Fixtures.obviousId;
import static org.nostrobservatory.protocol.Fixtures.refusal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(DomainContext.Global.class)
@Domain(AnyEvent.class)
class EventPropertyTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Property
    void writingReadingAndWritingChangesNothing(@ForAll Event event) throws Exception {
        String json = EventJson.write(event);
        Event read = EventJson.parse(json, MAX_TAGS);

        assertThat(read).isEqualTo(event);
        assertThat(EventJson.write(read)).isEqualTo(json).doesNotContainPattern("[\\x00-\\x1f]");
    }

    /** Another JSON library reads the same, and what it writes is read as the same event. */
    @Property
    void anotherLibraryAgrees(@ForAll Event event) throws Exception {
        ObjectNode tree = (ObjectNode) MAPPER.readTree(EventJson.write(event));

        assertThat(tree.get("content").textValue()).isEqualTo(event.content());
        assertThat(tree.get("created_at").longValue()).isEqualTo(event.createdAt());
        assertThat(EventJson.parse(tree.toPrettyString(), MAX_TAGS)).isEqualTo(event);
    }

    /** Every spelling of a character is the same character: JSON allows to escape all of them. */
    @Property
    void escapesAreReadAsWhatTheyStandFor(@ForAll Event event) throws Exception {
        StringBuilder escaped = new StringBuilder();
        event.content().chars().forEach(c -> escaped.append("\\u%04X".formatted(c)));
        Event empty =
                new Event(event.id(), event.pubkey(), event.createdAt(), event.kind(), event.tags(), "@", event.sig());
        String json = EventJson.write(empty).replace("\"content\":\"@\"", "\"content\":\"" + escaped + "\"");

        assertThat(EventJson.parse(json, MAX_TAGS)).isEqualTo(event);
    }

    @Property
    void tagsAreReadAsWritten(@ForAll List<Tag> tags) {
        assertThat(EventJson.parseTags(EventJson.writeTags(tags))).isEqualTo(tags);
    }

    @Property
    void theIdIsThatOfTheObviousSerialisation(@ForAll Event event) throws Exception {
        assertThat(CanonicalJson.id(event.pubkey(), event.createdAt(), event.kind(), event.tags(), event.content()))
                .isEqualTo(obviousId(event, false));
        assertThat(CanonicalJson.escapeVariantId(event)).isEqualTo(obviousId(event, true));
    }

    @Property(tries = 200)
    void whatIsSignedVerifiesEvenAfterTheWire(@ForAll Event draft) throws Exception {
        Event event = ALICE.sign(draft.createdAt(), draft.kind(), draft.tags(), draft.content());

        EventVerifier.verify(EventJson.parse(EventJson.write(event), MAX_TAGS));
    }

    /** Halves of surrogate pairs are no text: they are refused wherever they stand, never repaired. */
    @Property
    void aLoneSurrogateIsRefused(@ForAll Event event, @ForAll @IntRange(min = 0xD800, max = 0xDFFF) int half)
            throws Exception {
        String content = event.content() + "a" + (char) half + "b" + event.content();
        Event lone = new Event(
                event.id(), event.pubkey(), event.createdAt(), event.kind(), event.tags(), content, event.sig());
        Event read = EventJson.parse(EventJson.write(lone), MAX_TAGS);

        assertThat(read).isEqualTo(lone);
        assertThat(refusal(() -> EventVerifier.verify(read)).reason()).isEqualTo(RejectionReason.LONE_SURROGATE);
    }

    @Property
    void anEventHasAnAddressExactlyIfItsKindIsReplaced(@ForAll Event event) {
        Optional<Address> address = Address.of(event);
        Kinds.Class kind = Kinds.classOf(event.kind());

        assertThat(address.isPresent()).isEqualTo(kind == Kinds.Class.REPLACEABLE || kind == Kinds.Class.ADDRESSABLE);
        address.ifPresent(it -> assertThat(Address.parse(it.kind() + ":" + it.pubkey() + ":" + it.identifier()))
                .contains(it));
    }
}
