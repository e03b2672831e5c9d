package org.nostrobservatory.web.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;
import org.nostrobservatory.protocol.RelayUrl;
import org.nostrobservatory.relay.Relays;
import org.nostrobservatory.web.page.Address;
import org.nostrobservatory.web.relay.RelayRow;

/** What {@code admin/relay.xhtml} shows and does: how one relay is treated. */
@Named
@RequestScoped
public class AdminRelayPage {

    @Inject
    private Relays relays;

    @Inject
    private Actions actions;

    @Inject
    private Command command;

    @Inject
    private Address address;

    private Boolean paused;
    private Boolean highActivity;
    private String priority;
    private Optional<RelayRow> relay;

    /** The relay that the address names; null if it is not known. */
    public RelayRow getRelay() {
        if (relay == null) {
            relay = url().flatMap(relays::find).map(RelayRow::new);
        }
        return relay.orElse(null);
    }

    private Optional<RelayUrl> url() {
        return Optional.ofNullable(address.get("url")).flatMap(RelayUrl::parse);
    }

    public void save() {
        command.run(() -> {
            actions.changeRelay(
                    url().orElseThrow(),
                    new Actions.Change(paused, highActivity ? "high" : "normal", Actions.Change.priority(priority)));
            return "Saved.";
        });
        relay = null;
    }

    public void remove() {
        command.run(() -> {
            actions.removeRelay(url().orElseThrow());
            return "It is not collected from any more.";
        });
        relay = null;
    }

    public boolean isPaused() {
        return paused == null ? getRelay().isPaused() : paused;
    }

    public void setPaused(boolean paused) {
        this.paused = paused;
    }

    public boolean isHighActivity() {
        return highActivity == null ? getRelay().isHighActivity() : highActivity;
    }

    public void setHighActivity(boolean highActivity) {
        this.highActivity = highActivity;
    }

    public String getPriority() {
        return priority == null ? Integer.toString(getRelay().getPriority()) : priority;
    }

    public void setPriority(String priority) {
        this.priority = priority;
    }
}
