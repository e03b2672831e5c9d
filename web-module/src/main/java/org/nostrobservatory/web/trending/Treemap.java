package org.nostrobservatory.web.trending;

import java.util.ArrayList;
import java.util.List;

/** Divides a rectangle among things so that each gets an area as large as its share, and none gets too narrow. */
final class Treemap {

    /** In percent of the width and the height of the whole. */
    record Area(double left, double top, double width, double height) {}

    private Treemap() {}

    /**
     * The areas of things with these weights, in their order.
     *
     * @param weights positive, the greatest first
     * @param ratio how many times as wide as high the whole is
     */
    static List<Area> of(List<Double> weights, double ratio) {
        List<Area> areas = new ArrayList<>();
        divide(weights, new Area(0, 0, 100, 100), ratio, areas);
        return areas;
    }

    /** Cuts across the longer side, into two parts as equal as can be. */
    private static void divide(List<Double> weights, Area whole, double ratio, List<Area> areas) {
        if (weights.size() <= 1) {
            weights.forEach(weight -> areas.add(whole));
            return;
        }
        double total = sum(weights);
        int cut = 1;
        double first = weights.get(0);
        while (cut < weights.size() - 1 && first + weights.get(cut) / 2 < total / 2) {
            first += weights.get(cut);
            cut++;
        }
        double share = first / total;
        boolean wide = whole.width() * ratio >= whole.height();
        double width = wide ? whole.width() * share : whole.width();
        double height = wide ? whole.height() : whole.height() * share;
        divide(weights.subList(0, cut), new Area(whole.left(), whole.top(), width, height), ratio, areas);
        Area rest = wide
                ? new Area(whole.left() + width, whole.top(), whole.width() - width, height)
                : new Area(whole.left(), whole.top() + height, width, whole.height() - height);
        divide(weights.subList(cut, weights.size()), rest, ratio, areas);
    }

    private static double sum(List<Double> weights) {
        return weights.stream().mapToDouble(weight -> weight).sum();
    }
}
