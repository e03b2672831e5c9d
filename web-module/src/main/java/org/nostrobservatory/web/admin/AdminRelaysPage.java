package org.nostrobservatory.web.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Comparator;
import java.util.List;
import org.nostrobservatory.protocol.RelayUrl;
import org.nostrobservatory.relay.Relays;
import org.nostrobservatory.web.api.Parameters;
import org.nostrobservatory.web.relay.RelayRow;

/** What {@code admin/relays.xhtml} shows and does: which relays are collected from. */
@Named
@RequestScoped
public class AdminRelaysPage {

    @Inject
    private Relays relays;

    @Inject
    private Actions actions;

    @Inject
    private Command command;

    private String url = "";
    private boolean highActivity;
    private String priority = "50";
    private List<RelayRow> rows;

    /** Does what a button says. */
    public void act() {
        switch (command.verb()) {
            case "pause" -> change(true, "is paused.");
            case "resume" -> change(false, "is collected from again.");
            case "restore" ->
                command.run(() -> "Collecting from " + actions.addRelay(command.subject(), Actions.Change.NONE));
            default -> {
                // No button was pressed.
            }
        }
        rows = null;
    }

    private void change(boolean paused, String outcome) {
        command.run(() -> {
            RelayUrl relay = Parameters.relayUrl(command.subject());
            actions.changeRelay(relay, new Actions.Change(paused, null, null));
            return relay + " " + outcome;
        });
    }

    public void add() {
        command.run(() -> {
            RelayUrl added = actions.addRelay(
                    url,
                    new Actions.Change(false, highActivity ? "high" : "normal", Actions.Change.priority(priority)));
            url = "";
            return "Collecting from " + added;
        });
        rows = null;
    }

    /** Those that are collected from, in the order of their importance; then those that were removed. */
    public List<RelayRow> getRows() {
        if (rows == null) {
            rows = relays.list("", Parameters.MAX_LIMIT).stream()
                    .map(RelayRow::new)
                    .sorted(Comparator.comparing(RelayRow::isEnabled)
                            .thenComparing(RelayRow::isHighActivity)
                            .thenComparing(RelayRow::getPriority)
                            .reversed()
                            .thenComparing(RelayRow::getUrl))
                    .toList();
        }
        return rows;
    }

    public String getUrl() {
        return url;
    }

    public void setUrl(String url) {
        this.url = url == null ? "" : url;
    }

    public boolean isHighActivity() {
        return highActivity;
    }

    public void setHighActivity(boolean highActivity) {
        this.highActivity = highActivity;
    }

    public String getPriority() {
        return priority;
    }

    public void setPriority(String priority) {
        this.priority = priority;
    }
}
