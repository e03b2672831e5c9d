package org.nostrobservatory.web.dvm;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.nostrobservatory.dvm.DvmHistory;
import org.nostrobservatory.dvm.DvmMonthSeries;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.web.api.Answers;

/**
 * The history of data vending machines, as all who ask share it: some minutes old, because the running month may take the
 * database some seconds.
 */
@ApplicationScoped
public class LatestDvmHistory {

    private static final Duration AGE = Duration.ofMinutes(5);

    @Inject
    private DvmHistory history;

    @Inject
    private DvmMonthSeries series;

    @Inject
    private Answers answers;

    private Function<Object, DvmHistory.History> all;
    private Function<Object, List<DvmMonthSeries.Month>> months;
    private Function<Bytes, List<DvmMonthSeries.Part>> ofDvm;
    private Function<Integer, List<DvmMonthSeries.Part>> ofKind;

    @PostConstruct
    void remember() {
        all = answers.remembered(AGE, any -> history.history(Instant.now()));
        months = answers.remembered(AGE, any -> series.months(Instant.now()));
        ofDvm = answers.remembered(AGE, pubkey -> series.monthsOfDvm(pubkey, Instant.now()));
        ofKind = answers.remembered(AGE, kind -> series.monthsOfKind(kind, Instant.now()));
    }

    /** As {@link DvmHistory#history}. */
    DvmHistory.History all() {
        return all.apply("");
    }

    /** As {@link DvmMonthSeries#months}. */
    List<DvmMonthSeries.Month> months() {
        return months.apply("");
    }

    /** As {@link DvmMonthSeries#monthsOfDvm}. */
    List<DvmMonthSeries.Part> monthsOfDvm(Bytes pubkey) {
        return ofDvm.apply(pubkey);
    }

    /** As {@link DvmMonthSeries#monthsOfKind}. */
    List<DvmMonthSeries.Part> monthsOfKind(int kind) {
        return ofKind.apply(kind);
    }
}
