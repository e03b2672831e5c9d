package org.nostrobservatory.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import org.nostrobservatory.dvm.JobWindow;

/** The stretch of time that a page about jobs shows: {@code ?window=7d} in its address; a day for anything unknown. */
@Named("jobWindow")
@RequestScoped
public class ChosenJobWindow {

    @Inject
    private Address address;

    public JobWindow get() {
        return JobWindow.of(address.get("window")).orElse(JobWindow.HOURS_24);
    }

    /** As it stands in the address. */
    public String getCode() {
        return get().code();
    }

    /** For sentences: 24 hours. */
    public String getLabel() {
        return label(get());
    }

    public List<Choice> getChoices() {
        return Arrays.stream(JobWindow.values())
                .map(window -> new Choice(window.code(), window.code(), label(window)))
                .toList();
    }

    private static String label(JobWindow window) {
        return switch (window) {
            case HOUR_1 -> "1 hour";
            case HOURS_24 -> "24 hours";
            case DAYS_7 -> "7 days";
            case DAYS_30 -> "30 days";
        };
    }
}
