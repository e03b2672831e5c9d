package org.nostrobservatory.web.trending;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.nostrobservatory.note.TrendingHashtags;
import org.nostrobservatory.score.Window;
import org.nostrobservatory.web.api.Answers;

/** Trending hashtags, as all who ask share them: up to half a minute old, because a week takes the database a second. */
@ApplicationScoped
public class LatestHashtags {

    private static final Duration AGE = Duration.ofSeconds(30);

    private record Question(Window window, TrendingHashtags.Order order, boolean trusted, int limit) {}

    @Inject
    private TrendingHashtags hashtags;

    @Inject
    private Answers answers;

    private Function<Question, List<TrendingHashtags.Item>> trending;

    @PostConstruct
    void remember() {
        trending = answers.remembered(
                AGE,
                ask -> hashtags.list(
                        ask.window(),
                        ask.order(),
                        ask.trusted(),
                        ask.limit(),
                        Instant.now().getEpochSecond()));
    }

    /** As {@link TrendingHashtags#list}. */
    public List<TrendingHashtags.Item> trending(
            Window window, TrendingHashtags.Order order, boolean trusted, int limit) {
        return Answers.first(limit, asked -> trending.apply(new Question(window, order, trusted, asked)));
    }
}
