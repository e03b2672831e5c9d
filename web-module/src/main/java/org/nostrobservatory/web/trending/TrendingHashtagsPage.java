package org.nostrobservatory.web.trending;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.nostrobservatory.note.TrendingHashtags;
import org.nostrobservatory.note.TrendingHashtags.Order;
import org.nostrobservatory.score.Score;
import org.nostrobservatory.score.Trend;
import org.nostrobservatory.web.api.Parameters;
import org.nostrobservatory.web.page.Address;
import org.nostrobservatory.web.page.Chart;
import org.nostrobservatory.web.page.Choice;
import org.nostrobservatory.web.page.ChosenWindow;
import org.nostrobservatory.web.page.Format;

/**
 * The hashtags of {@code trending.xhtml}. Its address: {@code window}, {@code order}, {@code hashtags} (how many) and
 * {@code trusted}.
 */
@Named
@RequestScoped
public class TrendingHashtagsPage {

    /**
     * A hashtag of the list.
     *
     * @param href where its notes are searched
     * @param share of the highest score, 0 to 1
     */
    public record Row(int rank, String name, String href, Trend trend, Score score, double value, double share) {

        /** By how many percent the mentions are more than those of the window before; null if it was no trend then. */
        public Double growth() {
            return trend.mentionsBefore() < Trend.MIN_MENTIONS
                    ? null
                    : 100.0 * (trend.mentions() - trend.mentionsBefore()) / trend.mentionsBefore();
        }

        public long sats() {
            return trend.msat() / MSAT_PER_SAT;
        }
    }

    /**
     * A rectangle of the treemap.
     *
     * @param style where it lies
     * @param trend rising, falling or steady
     */
    public record Tile(Row row, String style, String trend) {}

    private static final List<String> NUMBERS = List.of("10", "20", "50");
    private static final String USUAL_NUMBER = "20";
    private static final int CONSIDERED = 100;
    private static final int BARS = 15;
    private static final int TILES = 20;
    private static final int BUBBLES = 30;
    private static final int NAME_SHOWN = 30;
    private static final int MSAT_PER_SAT = 1000;

    /** From here on, or below one divided by it, a hashtag of the treemap has another colour. */
    private static final double STEADY = 1.25;

    /** The form of the treemap on a usual screen. */
    private static final double TREEMAP_RATIO = 1.3;

    @Inject
    private LatestHashtags latest;

    @Inject
    private ChosenWindow window;

    @Inject
    private Address address;

    @Inject
    private Format format;

    private List<Row> rows;

    /** As it stands in the address. */
    public String getOrder() {
        return Parameters.word(order());
    }

    public List<Choice> getOrders() {
        return List.of(
                new Choice(Parameters.word(Order.SCORE), "Most used", "The most used first"),
                new Choice(Parameters.word(Order.RISING), "Rising", "Those first whose use grows most"));
    }

    /** How many, as it stands in the address. */
    public String getNumber() {
        String number = address.get("hashtags");
        return number != null && NUMBERS.contains(number) ? number : USUAL_NUMBER;
    }

    public List<Choice> getNumbers() {
        return NUMBERS.stream()
                .map(number -> new Choice(number, number, number + " hashtags"))
                .toList();
    }

    public boolean isTrusted() {
        return address.flag("trusted");
    }

    /** As many as are asked for. */
    public List<Row> getRows() {
        return all().subList(0, Math.min(Integer.parseInt(getNumber()), all().size()));
    }

    /** The highest scores. */
    public Chart getHighest() {
        List<Row> highest = all().subList(0, Math.min(BARS, all().size()));
        return Chart.bars(highest.stream().map(Row::name).toList()).series("Score", "notes", highest, Row::value);
    }

    /** How many people use each hashtag how often; the larger, the more sats. */
    public Chart getPeople() {
        Chart chart = Chart.bubbles("Authors", "Mentions").unit("sats");
        all().stream()
                .limit(BUBBLES)
                .forEach(row -> chart.bubble(
                        row.name(), row.trend().authors(), row.trend().mentions(), row.sats()));
        return chart;
    }

    /** Those of the list with the most mentions. */
    public List<Tile> getTiles() {
        List<Row> most = all().stream()
                .sorted(Comparator.comparingLong((Row row) -> row.trend().mentions())
                        .reversed()
                        .thenComparing(Row::rank))
                .limit(TILES)
                .toList();
        List<Treemap.Area> areas = Treemap.of(
                most.stream().map(row -> (double) row.trend().mentions()).toList(), TREEMAP_RATIO);
        List<Tile> tiles = new ArrayList<>();
        for (int i = 0; i < most.size(); i++) {
            tiles.add(tile(most.get(i), areas.get(i)));
        }
        return tiles;
    }

    private static Tile tile(Row row, Treemap.Area area) {
        double change = row.trend().change();
        return new Tile(
                row,
                String.format(
                        Locale.ROOT,
                        "left: %.2f%%; top: %.2f%%; width: %.2f%%; height: %.2f%%",
                        area.left(),
                        area.top(),
                        area.width(),
                        area.height()),
                change >= STEADY ? "rising" : change <= 1 / STEADY ? "falling" : "steady");
    }

    private List<Row> all() {
        if (rows == null) {
            Order order = order();
            List<TrendingHashtags.Item> items = latest.trending(window.get(), order, isTrusted(), CONSIDERED);
            double highest = items.isEmpty() ? 0 : score(items.get(0), order).value();
            rows = new ArrayList<>();
            for (TrendingHashtags.Item item : items) {
                Score score = score(item, order);
                rows.add(new Row(
                        rows.size() + 1,
                        "#" + format.excerpt(item.hashtag(), NAME_SHOWN),
                        "/search?q=" + Format.encode("#" + item.hashtag()),
                        item.trend(),
                        score,
                        score.value(),
                        highest > 0 ? score.value() / highest : 0));
            }
        }
        return rows;
    }

    private static Score score(TrendingHashtags.Item item, Order order) {
        return order == Order.RISING ? item.trend().rising() : item.trend().score();
    }

    private Order order() {
        return address.word("order", Order.SCORE);
    }
}
