package org.nostrobservatory.protocol;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/** Whatever NIP-01 allows: the values that properties are tested with. Ids and signatures are arbitrary, too. */
final class AnyEvent extends DomainContextBase {

    /** What has gone wrong in one JSON implementation or another. */
    private static final Integer[] NASTY = {
        0, 1, 7, 8, 9, 0x0A, 0x0B, 0x0C, 0x0D, 0x1B, 0x1F, 0x20, 0x22, 0x5C, 0x2F, 0x3C, 0x3E, 0x26, 0x27, 0x61, 0x75,
        0x7B, 0x5D, 0x7F, 0x80, 0x85, 0xA0, 0xFF, 0x7FF, 0x800, 0x200D, 0x2028, 0x2029, 0xD7FF, 0xE000, 0xFEFF, 0xFFFD,
        0xFFFE, 0xFFFF, 0x10000, 0x1F600, 0x10FFFF
    };

    /** Any text that has a UTF-8 form: every code point but the surrogates, escapes and pairs more often. */
    @Provide
    static Arbitrary<String> text() {
        Arbitrary<Integer> any =
                Arbitraries.integers().between(0, 0x10FFFF).filter(point -> point < 0xD800 || point > 0xDFFF);
        return Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.of(NASTY)), Tuple.of(1, any))
                .list()
                .ofMaxSize(20)
                .map(points -> points.stream()
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
    }

    static Arbitrary<Bytes> bytes(int length) {
        return Arbitraries.bytes().array(byte[].class).ofSize(length).map(Bytes::of);
    }

    @Provide
    static Arbitrary<List<Tag>> tags() {
        Arbitrary<Tag> few = text().list().ofMaxSize(4).map(Tag::new);
        Arbitrary<Tag> wide =
                Arbitraries.just("v").list().ofMinSize(100).ofMaxSize(300).map(Tag::new);
        return Arbitraries.frequencyOf(Tuple.of(20, few), Tuple.of(1, wide))
                .list()
                .ofMaxSize(5);
    }

    static Arbitrary<Long> time() {
        return Arbitraries.longs().greaterOrEqual(0);
    }

    static Arbitrary<Integer> kind() {
        return Arbitraries.integers().between(0, Kinds.MAX);
    }

    @Provide
    static Arbitrary<Event> event() {
        return Combinators.combine(bytes(32), bytes(32), time(), kind(), tags(), text(), bytes(64))
                .as(Event::new);
    }
}
