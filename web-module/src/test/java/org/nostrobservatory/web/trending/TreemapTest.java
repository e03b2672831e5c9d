package org.nostrobservatory.web.trending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreemapTest {

    @ParameterizedTest
    @ValueSource(strings = {"5", "3,3", "9,1", "8,5,3,2,1,1,1", "100,1,1,1", "1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1"})
    void eachGetsAnAreaAsLargeAsItsShare(String text) {
        List<Double> weights =
                List.of(text.split(",")).stream().map(Double::valueOf).toList();
        double total = weights.stream().mapToDouble(weight -> weight).sum();
        List<Treemap.Area> areas = Treemap.of(weights, 1.3);

        assertThat(areas).hasSameSizeAs(weights);
        for (int i = 0; i < areas.size(); i++) {
            Treemap.Area area = areas.get(i);
            assertThat(area.width() * area.height()).isCloseTo(10_000 * weights.get(i) / total, within(0.001));
            assertThat(DoubleStream.of(area.left(), area.top())).allMatch(edge -> edge >= 0);
            assertThat(area.left() + area.width()).isLessThan(100.001);
            assertThat(area.top() + area.height()).isLessThan(100.001);
            for (Treemap.Area other : areas.subList(0, i)) {
                assertThat(overlaps(area, other)).isFalse();
            }
        }
    }

    @Test
    void ofNothingThereIsNothing() {
        assertThat(Treemap.of(List.of(), 1)).isEmpty();
    }

    private static boolean overlaps(Treemap.Area a, Treemap.Area b) {
        double gap = 0.001;
        return a.left() + a.width() > b.left() + gap
                && b.left() + b.width() > a.left() + gap
                && a.top() + a.height() > b.top() + gap
                && b.top() + b.height() > a.top() + gap;
    }
}
