package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.protocol.Fixtures.bytes;

import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** Filters against a slow and obvious implementation, in a world so small that they often match. */
class FilterPropertyTest {

    private static final Arbitrary<Bytes> KEYS = Arbitraries.of(bytes(32, 1), bytes(32, 2), bytes(32, 3));
    private static final Arbitrary<String> HEX = KEYS.map(Bytes::hex);
    private static final Arbitrary<Integer> KINDS = Arbitraries.of(0, 1, 30_000);
    private static final Arbitrary<String> TEXTS = Arbitraries.of("x", "y", "");

    @Provide
    Arbitrary<Event> events() {
        Arbitrary<String> names = Arbitraries.of("e", "p", "t", "T", "tt", "");
        Arbitrary<String> values = Arbitraries.oneOf(TEXTS, HEX, names);
        Arbitrary<Tag> tag = Combinators.combine(names, values.list().ofMaxSize(2))
                .as((name, rest) -> {
                    rest.add(0, name);
                    return new Tag(rest);
                });
        Arbitrary<Tag> tagOrNothing = Arbitraries.oneOf(tag, tag, tag, Arbitraries.just(Tag.of()));
        return Combinators.combine(
                        KEYS,
                        KEYS,
                        Arbitraries.longs().between(0, 3),
                        KINDS,
                        tagOrNothing.list().ofMaxSize(4))
                .as((id, author, time, kind, tags) -> new Event(id, author, time, kind, tags, "", bytes(64, 1)));
    }

    @Provide
    Arbitrary<Filter> filters() {
        Arbitrary<Map<String, Set<String>>> tags = Combinators.combine(
                        AnyFilter.maps(Arbitraries.of("e", "p"), HEX), AnyFilter.maps(Arbitraries.of("t", "T"), TEXTS))
                .as((references, others) -> {
                    others.putAll(references);
                    return others;
                });
        Arbitrary<Map<String, Set<String>>> tagsOrNone =
                Arbitraries.oneOf(tags, Arbitraries.just(Map.of()), Arbitraries.just(Map.of()));
        return AnyFilter.of(KEYS, KEYS, KINDS, tagsOrNone, Arbitraries.longs().between(-1, 4));
    }

    @Property(tries = 5_000)
    @StatisticsReport(onFailureOnly = true)
    void agreesWithTheObviousImplementation(@ForAll("filters") Filter filter, @ForAll("events") Event event) {
        boolean expected = obviouslyMatches(filter, event);
        // Else the test would be one of filters that never match, or always.
        Statistics.label("matches").collect(expected).coverage(coverage -> {
            coverage.check(true).percentage(share -> share > 3);
            coverage.check(false).percentage(share -> share > 3);
        });

        assertThat(filter.matches(event)).isEqualTo(expected);
    }

    @Property
    void theWireChangesNoMeaning(@ForAll("filters") Filter filter, @ForAll("events") Event event) throws Exception {
        ClientMessage request = new ClientMessage.Request("s", List.of(filter));
        Filter read = ((ClientMessage.Request) ClientMessage.parse(request.toJson(), 0))
                .filters()
                .get(0);

        assertThat(read.matches(event)).isEqualTo(filter.matches(event));
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
