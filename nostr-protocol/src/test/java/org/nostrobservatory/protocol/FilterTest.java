package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.protocol.Fixtures.ALICE;
import static org.nostrobservatory.protocol.Fixtures.BOB;
import static org.nostrobservatory.protocol.Fixtures.MAX_TAGS;
import static org.nostrobservatory.protocol.Fixtures.refusal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {

    private static final Event EVENT = ALICE.sign(
            100,
            1,
            List.of(Tag.of("e", "first", "second"), Tag.of("t"), Tag.of("t", ""), Tag.of("T", "upper")),
            "text");

    private static Filter filter(String json) throws InvalidEventException {
        ClientMessage message = ClientMessage.parse("[\"REQ\",\"s\"," + json + "]", MAX_TAGS);
        return ((ClientMessage.Request) message).filters().get(0);
    }

    private static boolean matches(String json) throws InvalidEventException {
        return filter(json.replace('\'', '"')
                        .replace("ALICE", ALICE.publicKey().hex())
                        .replace("BOB", BOB.publicKey().hex())
                        .replace("ID", EVENT.id().hex()))
                .matches(EVENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'ids':['ID']}",
                "{'authors':['BOB','ALICE']}",
                "{'kinds':[7,1]}",
                "{'#e':['first']}",
                "{'#e':['no','first']}",
                "{'#t':['']}",
                "{'#T':['upper']}",
                "{'#e':['first'],'#T':['upper'],'kinds':[1],'since':100,'until':100}",
                "{'since':100}",
                "{'since':-1}",
                "{'since':-9223372036854775808}",
                "{'until':100}",
                "{'until':9223372036854775807}",
                "{'limit':0}",
                "{'limit':-1}",
                "{'limit':99999999999}",
                "{'search':'nothing','other':{'kinds':[2]}}",
                "{'#tt':['x'],'#1':['x'],'#':['x'],'#é':['x'],'e':['x']}"
            })
    void matchesTheEvent(String json) throws Exception {
        assertThat(matches(json)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'ids':[]}",
                "{'authors':[]}",
                "{'kinds':[]}",
                "{'#e':[]}",
                "{'ids':['ALICE']}",
                "{'authors':['BOB']}",
                "{'kinds':[0]}",
                "{'#e':['second']}",
                "{'#e':['e']}",
                "{'#e':['firs']}",
                "{'#t':['t']}",
                "{'#t':['upper']}",
                "{'#E':['first']}",
                "{'#p':['']}",
                "{'#e':['first'],'#T':['no']}",
                "{'since':101}",
                "{'until':99}",
                "{'until':-1}",
                "{'since':100,'until':99}"
            })
    void doesNotMatchTheEvent(String json) throws Exception {
        assertThat(matches(json)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'ids':['abc']}",
                "{'ids':'ID'}",
                "{'ids':[1]}",
                "{'ids':null}",
                "{'authors':[null]}",
                "{'kinds':['1']}",
                "{'kinds':1}",
                "{'kinds':[1.0]}",
                "{'kinds':[4294967297]}",
                "{'kinds':[-1]}",
                "{'kinds':[65536]}",
                "{'#e':'x'}",
                "{'#e':[1]}",
                "{'#e':[['x']]}",
                "{'since':'1'}",
                "{'since':1.5}",
                "{'since':1e3}",
                "{'until':null}",
                "{'until':9223372036854775808}",
                "{'limit':'1'}",
                "{'limit':1.5}"
            })
    void refusesFieldsOfTheWrongType(String json) {
        assertThat(refusal(() -> matches(json)).reason()).isEqualTo(RejectionReason.BAD_FRAME);
    }

    @Test
    void clampsTheLimit() throws Exception {
        assertThat(filter("{\"limit\":99999999999}").limit()).hasValue(Integer.MAX_VALUE);
        assertThat(filter("{\"limit\":-7}").limit()).hasValue(0);
        assertThat(filter("{}").limit()).isEmpty();
    }

    @Test
    void nobodyChangesIt() {
        Set<Integer> kinds = new HashSet<>(Set.of(1));
        Filter filter = new Filter(
                null, null, kinds, Map.of(), OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty());
        kinds.clear();

        assertThat(filter.matches(EVENT)).isTrue();
    }

    @Test
    void agreesWithTheObviousImplementation() {
        Random random = new Random(5);
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            SecretKey author = random.nextBoolean() ? ALICE : BOB;
            events.add(author.sign(random.nextInt(4), random.nextInt(3), smallTags(random), ""));
        }
        int matches = 0;
        for (int i = 0; i < 2_000; i++) {
            Filter filter = new Filter(
                    random.nextInt(4) > 0 ? null : some(random, events.stream().map(Event::id)),
                    random.nextInt(3) > 0 ? null : some(random, Stream.of(ALICE.publicKey(), BOB.publicKey())),
                    random.nextInt(3) > 0 ? null : some(random, Stream.of(0, 1, 2)),
                    some(random, Stream.of("a", "b")).stream()
                            .collect(Collectors.toMap(name -> name, name -> some(random, Stream.of("x", "y", "")))),
                    random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextInt(5) - 1),
                    random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextInt(5) - 1),
                    random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(3)));
            for (Event event : events) {
                boolean expected = obviouslyMatches(filter, event);
                assertThat(filter.matches(event)).as("%s %s", filter, event).isEqualTo(expected);
                matches += expected ? 1 : 0;
            }
        }
        assertThat(matches).isBetween(5_000, 115_000);
    }

    private static List<Tag> smallTags(Random random) {
        List<Tag> tags = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            tags.add(new Tag(Stream.of("a", "b", "x", "y", "")
                    .filter(value -> random.nextInt(3) > 0)
                    .toList()));
        }
        return tags;
    }

    private static <T> Set<T> some(Random random, Stream<T> items) {
        return items.filter(item -> random.nextInt(2) > 0).collect(Collectors.toSet());
    }

    private static boolean obviouslyMatches(Filter filter, Event event) {
        if (filter.ids() != null && !List.copyOf(filter.ids()).contains(event.id())) {
            return false;
        }
        if (filter.authors() != null && !List.copyOf(filter.authors()).contains(event.pubkey())) {
            return false;
        }
        if (filter.kinds() != null && !List.copyOf(filter.kinds()).contains(event.kind())) {
            return false;
        }
        if (filter.since().isPresent() && event.createdAt() < filter.since().getAsLong()) {
            return false;
        }
        if (filter.until().isPresent() && event.createdAt() > filter.until().getAsLong()) {
            return false;
        }
        for (String name : filter.tags().keySet()) {
            boolean found = false;
            for (Tag tag : event.tags()) {
                for (String value : filter.tags().get(name)) {
                    if (tag.values().size() >= 2
                            && tag.values().get(0).equals(name)
                            && tag.values().get(1).equals(value)) {
                        found = true;
                    }
                }
            }
            if (!found) {
                return false;
            }
        }
        return true;
    }
}
