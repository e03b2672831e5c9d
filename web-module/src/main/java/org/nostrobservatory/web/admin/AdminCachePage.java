package org.nostrobservatory.web.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.OptionalDouble;
import org.nostrobservatory.web.api.Answers;

/** What {@code admin/cache.xhtml} shows: how well remembering answers works on this server. */
@Named
@RequestScoped
public class AdminCachePage {

    @Inject
    private Answers answers;

    private Answers.Statistics statistics;

    public Answers.Statistics getStatistics() {
        if (statistics == null) {
            statistics = answers.statistics();
        }
        return statistics;
    }

    /** How many of those who asked did not have to wait, in percent. */
    public OptionalDouble getHitRate() {
        long asked = getStatistics().hits() + getStatistics().misses();
        return asked == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(100.0 * getStatistics().hits() / asked);
    }
}
