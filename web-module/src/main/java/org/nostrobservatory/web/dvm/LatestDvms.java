package org.nostrobservatory.web.dvm;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.nostrobservatory.dvm.DvmKinds;
import org.nostrobservatory.dvm.DvmNetwork;
import org.nostrobservatory.dvm.Dvms;
import org.nostrobservatory.dvm.JobWindow;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.web.api.Answers;

/**
 * What was asked about data vending machines, as all who ask share it. Some seconds old; a busy month, which takes the database some
 * seconds, some minutes: each answer says when its window ended.
 */
@ApplicationScoped
public class LatestDvms {

    private static final Map<JobWindow, Duration> AGES = Map.of(
            JobWindow.HOUR_1, Duration.ofSeconds(10),
            JobWindow.HOURS_24, Duration.ofSeconds(15),
            JobWindow.DAYS_7, Duration.ofSeconds(30),
            JobWindow.DAYS_30, Duration.ofMinutes(1));

    /** Some forty questions are remembered, and one about thirty days takes seconds: a two-hundredth of a core for each. */
    private static final int PATIENCE = 200;

    /** What stands in for a question that has nothing but its window. */
    private static final String ANY = "";

    @Inject
    private DvmNetwork network;

    @Inject
    private Dvms dvms;

    @Inject
    private DvmKinds kinds;

    @Inject
    private Answers answers;

    private BiFunction<JobWindow, String, DvmNetwork.Overview> overviews;
    private BiFunction<JobWindow, String, Dvms.All> lists;
    private BiFunction<JobWindow, String, DvmKinds.All> kindLists;
    private BiFunction<JobWindow, Bytes, Optional<Dvms.Entry>> entries;
    private BiFunction<JobWindow, Bytes, Dvms.Details> details;
    private BiFunction<JobWindow, Integer, DvmKinds.Details> kindDetails;
    private Function<Integer, DvmNetwork.Others> others;

    @PostConstruct
    void remember() {
        overviews = remembered((window, any) -> network.overview(window, Instant.now()));
        lists = remembered((window, any) -> dvms.all(window, Instant.now()));
        kindLists = remembered((window, any) -> kinds.all(window, Instant.now()));
        entries = remembered((window, key) -> dvms.find(key, window, Instant.now()));
        details = remembered((window, key) -> dvms.details(key, window, Instant.now()));
        kindDetails = remembered((window, kind) -> kinds.details(kind, window, Instant.now()));
        others = answers.remembered(AGES.get(JobWindow.HOURS_24), limit -> network.others(limit, Instant.now()));
    }

    private <K, V> BiFunction<JobWindow, K, V> remembered(BiFunction<JobWindow, K, V> question) {
        Map<JobWindow, Function<K, V>> byWindow = Arrays.stream(JobWindow.values())
                .collect(Collectors.toMap(
                        window -> window,
                        window -> answers.remembered(AGES.get(window), PATIENCE, key -> question.apply(window, key))));
        return (window, key) -> byWindow.get(window).apply(key);
    }

    DvmNetwork.Overview overview(JobWindow window) {
        return overviews.apply(window, ANY);
    }

    Dvms.All dvms(JobWindow window) {
        return lists.apply(window, ANY);
    }

    DvmKinds.All kinds(JobWindow window) {
        return kindLists.apply(window, ANY);
    }

    /** As it stands in the list, so that both say the same; one that is not on the list is asked for. */
    Optional<Dvms.Entry> dvm(Bytes key, JobWindow window) {
        return dvms(window).dvms().stream()
                .filter(entry -> entry.pubkey().equals(key))
                .findFirst()
                .or(() -> entries.apply(window, key));
    }

    Dvms.Details details(Bytes key, JobWindow window) {
        return details.apply(window, key);
    }

    Optional<DvmKinds.Entry> kind(int kind, JobWindow window) {
        return kinds(window).kinds().stream()
                .filter(entry -> entry.kind() == kind)
                .findFirst();
    }

    DvmKinds.Details kindDetails(int kind, JobWindow window) {
        return kindDetails.apply(window, kind);
    }

    DvmNetwork.Others others(int limit) {
        return others.apply(limit);
    }
}
