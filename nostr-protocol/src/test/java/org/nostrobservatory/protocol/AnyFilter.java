package org.nostrobservatory.protocol;

import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Whatever filters NIP-01 allows, and small worlds in which they meet events. */
final class AnyFilter {

    private AnyFilter() {}

    static Arbitrary<Filter> any() {
        Arbitrary<Map<String, Set<String>>> references =
                maps(Arbitraries.of("e", "p"), AnyEvent.bytes(32).map(Bytes::hex));
        Arbitrary<Map<String, Set<String>>> others = maps(
                Arbitraries.chars().alpha().map(String::valueOf).filter(name -> !name.matches("[ep]")),
                AnyEvent.text());
        Arbitrary<Map<String, Set<String>>> tags = Combinators.combine(references, others)
                .as((first, second) -> {
                    second.putAll(first);
                    return second;
                });
        return of(AnyEvent.bytes(32), AnyEvent.bytes(32), AnyEvent.kind(), tags, Arbitraries.longs());
    }

    static Arbitrary<Filter> of(
            Arbitrary<Bytes> ids,
            Arbitrary<Bytes> authors,
            Arbitrary<Integer> kinds,
            Arbitrary<Map<String, Set<String>>> tags,
            Arbitrary<Long> times) {
        Arbitrary<OptionalLong> time =
                times.injectNull(.5).map(at -> at == null ? OptionalLong.empty() : OptionalLong.of(at));
        Arbitrary<OptionalInt> limit = Arbitraries.integers()
                .greaterOrEqual(0)
                .injectNull(.5)
                .map(at -> at == null ? OptionalInt.empty() : OptionalInt.of(at));
        return Combinators.combine(
                        ids.set().ofMaxSize(3).injectNull(.7),
                        authors.set().ofMaxSize(3).injectNull(.6),
                        kinds.set().ofMaxSize(3).injectNull(.6),
                        tags,
                        time,
                        time,
                        limit)
                .as(Filter::new);
    }

    static Arbitrary<Map<String, Set<String>>> maps(Arbitrary<String> names, Arbitrary<String> values) {
        return Arbitraries.maps(names, values.set().ofMaxSize(3)).ofMaxSize(2);
    }
}
