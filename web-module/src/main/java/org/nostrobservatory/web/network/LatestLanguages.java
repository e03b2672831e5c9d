package org.nostrobservatory.web.network;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.nostrobservatory.score.Window;
import org.nostrobservatory.search.Languages;
import org.nostrobservatory.web.api.Answers;

/** The languages of notes, as all who ask share them: up to half a minute old. */
@ApplicationScoped
public class LatestLanguages {

    private static final Duration AGE = Duration.ofSeconds(30);

    @Inject
    private Languages languages;

    @Inject
    private Answers answers;

    private Function<Window, List<Languages.Count>> counts;

    @PostConstruct
    void remember() {
        counts = answers.remembered(
                AGE, window -> languages.counts(window, Instant.now().getEpochSecond()));
    }

    /** As {@link Languages#counts}, in a window that ends now. */
    public List<Languages.Count> counts(Window window) {
        return counts.apply(window);
    }
}
