package org.nostrobservatory.note;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;
import org.nostrobservatory.score.Trend;
import org.nostrobservatory.score.Window;

/**
 * The hashtags that notes use in a window that ends now, as {@link Trend} defines it. Reads all uses in the window and the
 * one before: a second for a week of a busy network, so that whoever shows them remembers the answer.
 */
@Stateless
public class TrendingHashtags {

    /** What they are sorted by. */
    public enum Order {
        /** {@link Trend#score()}. */
        SCORE,
        /** {@link Trend#rising()}. */
        RISING;

        private double value(Trend trend) {
            return (this == SCORE ? trend.score() : trend.rising()).value();
        }
    }

    /**
     * @param hashtag in its normal form
     * @param sampleEvents the newest notes with it, of five authors at most
     */
    public record Item(String hashtag, Trend trend, List<Bytes> sampleEvents) {}

    private record Counted(String hashtag, Trend trend) {}

    /** Of each hashtag so many of the newest uses are looked at for samples by different authors. */
    private static final int LATEST = 50;

    private static final int SAMPLES = 5;

    private static final String TRUSTED = "pubkey in (select pubkey from person where trusted)";

    @Inject
    private Database database;

    public TrendingHashtags() {}

    TrendingHashtags(Database database) {
        this.database = database;
    }

    /**
     * The hashtags that are a trend, the highest first.
     *
     * @param trusted whether only authors and interactions of the trust set count
     * @param limit how many at most
     * @param now the end of the window, unix seconds
     */
    public List<Item> list(Window window, Order order, boolean trusted, int limit, long now) {
        ToDoubleFunction<Counted> value = counted -> order.value(counted.trend());
        List<Counted> top = counted(window, trusted, now).stream()
                .sorted(Comparator.comparingDouble(value).reversed().thenComparing(Counted::hashtag))
                .limit(limit)
                .toList();
        Map<String, List<Bytes>> samples = samples(top, window, trusted, now);
        return top.stream()
                .map(it -> new Item(it.hashtag(), it.trend(), samples.getOrDefault(it.hashtag(), List.of())))
                .toList();
    }

    private List<Counted> counted(Window window, boolean trusted, long now) {
        long begin = now - window.seconds();
        return database.query(
                """
                with used as (
                    select hashtag, pubkey, max(created_at) as last from note_hashtag
                    where created_at > ? and created_at <= ? and %s
                    group by hashtag, pubkey, created_at / 3600
                ), counted as (
                    select hashtag, count(*) filter (where last > ?) as mentions,
                           count(*) filter (where last <= ?) as before,
                           count(distinct pubkey) filter (where last > ?) as authors
                    from used group by hashtag having count(*) filter (where last > ?) >= ?
                ), zapped as (
                    select hashtag, sum(%s) as msat from note_score join note_hashtag using (event_id)
                    where note_score.created_at > ? and note_score.created_at <= ? and %s > 0 and note_hashtag.%s
                    group by hashtag
                )
                select hashtag, mentions, before, authors, least(coalesce(msat, 0), ?) as msat
                from counted left join zapped using (hashtag)""".formatted(
                                trusted ? TRUSTED : "true",
                                trusted ? "trusted_msat" : "msat",
                                trusted ? "trusted_msat" : "msat",
                                trusted ? TRUSTED : "created_at > 0"),
                row -> new Counted(
                        row.getString("hashtag"),
                        new Trend(
                                window,
                                row.getLong("mentions"),
                                row.getLong("before"),
                                row.getLong("authors"),
                                row.getLong("msat"))),
                begin - window.seconds(),
                now,
                begin,
                begin,
                begin,
                begin,
                Trend.MIN_MENTIONS,
                begin,
                now,
                Long.MAX_VALUE);
    }

    private Map<String, List<Bytes>> samples(List<Counted> hashtags, Window window, boolean trusted, long now) {
        Map<String, List<Bytes>> samples = new HashMap<>();
        database.query(
                """
                select wanted.hashtag, event_id from unnest(?) as wanted (hashtag) cross join lateral
                    (select event_id, created_at from
                        (select distinct on (pubkey) event_id, created_at from
                            (select event_id, pubkey, created_at from note_hashtag
                             where note_hashtag.hashtag = wanted.hashtag collate "C"
                                   and created_at > ? and created_at <= ? and %s
                             order by created_at desc limit ?) as latest
                         order by pubkey, created_at desc) as by_author
                     order by created_at desc limit ?) as sample
                order by wanted.hashtag, created_at desc, event_id""".formatted(trusted ? TRUSTED : "true"),
                row -> samples.computeIfAbsent(row.getString("hashtag"), hashtag -> new ArrayList<>())
                        .add(Database.bytes(row, "event_id")),
                Column.of("text", hashtags, Counted::hashtag),
                now - window.seconds(),
                now,
                LATEST,
                SAMPLES);
        return samples;
    }
}
