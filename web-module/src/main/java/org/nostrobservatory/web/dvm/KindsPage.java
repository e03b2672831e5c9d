package org.nostrobservatory.web.dvm;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import org.nostrobservatory.dvm.DvmKinds;
import org.nostrobservatory.web.api.Parameters;
import org.nostrobservatory.web.page.Address;
import org.nostrobservatory.web.page.Chart;
import org.nostrobservatory.web.page.Choice;
import org.nostrobservatory.web.page.ChosenJobWindow;

/** What {@code kinds.xhtml} shows: kinds of jobs. */
@Named
@RequestScoped
public class KindsPage {

    private static final int BARS = 12;

    @Inject
    private LatestDvms latest;

    @Inject
    private ChosenJobWindow window;

    @Inject
    private Address address;

    public String getBy() {
        return Parameters.word(order());
    }

    private KindOrder order() {
        return address.word("by", KindOrder.REQUESTS);
    }

    public boolean isReversed() {
        return address.flag("reversed");
    }

    public List<Choice> getDirections() {
        return List.of(new Choice("false", "↓", "The most first"), new Choice("true", "↑", "The other way round"));
    }

    public List<Choice> getOrders() {
        return Arrays.stream(KindOrder.values())
                .map(order -> new Choice(Parameters.word(order), label(order), "Sorted by " + label(order)))
                .toList();
    }

    private static String label(KindOrder order) {
        return switch (order) {
            case REQUESTS -> "Requests";
            case RESPONSES -> "Responses";
            case DVMS -> "Competition";
            case SUPPORT -> "Support";
            case ANSWERED -> "Answered";
            case LATENCY -> "Fastest";
            case EARNED -> "Earned";
            case SEEN -> "Last seen";
            case KIND -> "Kind";
        };
    }

    public List<DvmKinds.Entry> getKinds() {
        return latest.kinds(window.get()).kinds().stream()
                .sorted(order().comparator(isReversed()))
                .toList();
    }

    /** The jobs of those that are requested most, with and without a result. */
    public Chart getBars() {
        List<DvmKinds.Entry> most = latest.kinds(window.get()).kinds().stream()
                .filter(kind -> kind.requests() > 0)
                .sorted(KindOrder.REQUESTS.comparator(false))
                .limit(BARS)
                .toList();
        return Chart.bars(most.stream().map(KindsPage::label).toList())
                .series("Answered", "good", most, kind -> kind.jobs().answered())
                .series(
                        "Not answered",
                        "other",
                        most,
                        kind -> kind.jobs().jobs() - kind.jobs().answered());
    }

    private static String label(DvmKinds.Entry kind) {
        return Integer.toString(kind.kind());
    }
}
