package org.nostrobservatory.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.nostrobservatory.score.Window;

/** The stretch of time that a page shows: {@code ?window=24h} in its address; a day for anything unknown. */
@Named("chosenWindow")
@RequestScoped
public class ChosenWindow {

    private Window window = Window.HOURS_24;

    protected ChosenWindow() {}

    @Inject
    ChosenWindow(Address address) {
        this(address.get("window"));
    }

    ChosenWindow(String code) {
        window = Arrays.stream(Window.values())
                .filter(one -> code(one).equals(code))
                .findFirst()
                .orElse(Window.HOURS_24);
    }

    public Window get() {
        return window;
    }

    /** As it stands in the address: 24h. */
    public String getCode() {
        return code(window);
    }

    /** For sentences: 24 hours. */
    public String getLabel() {
        return label(window);
    }

    /** How long the columns of a chart of this window last, so that there are about 60. */
    public Duration getInterval() {
        return interval(window);
    }

    /** The windows that there are. */
    public List<Choice> getChoices() {
        return Arrays.stream(Window.values())
                .map(one -> new Choice(code(one), code(one), label(one)))
                .toList();
    }

    static Duration interval(Window window) {
        return switch (window) {
            case HOUR_1 -> Duration.ofMinutes(1);
            case HOURS_6 -> Duration.ofMinutes(5);
            case HOURS_12 -> Duration.ofMinutes(10);
            case HOURS_24 -> Duration.ofMinutes(30);
            case HOURS_48, HOURS_72 -> Duration.ofHours(1);
            case DAYS_7 -> Duration.ofHours(3);
        };
    }

    private static String code(Window window) {
        return window == Window.DAYS_7 ? "7d" : window.hours() + "h";
    }

    private static String label(Window window) {
        return window == Window.DAYS_7 ? "7 days" : window == Window.HOUR_1 ? "1 hour" : window.hours() + " hours";
    }
}
