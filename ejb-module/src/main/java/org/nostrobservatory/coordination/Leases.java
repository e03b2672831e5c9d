package org.nostrobservatory.coordination;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nostrobservatory.configuration.Setting;
import org.nostrobservatory.configuration.Settings;
import org.nostrobservatory.relay.Relays;

/**
 * The relays that this server is to be connected to, as long as it manages to say that it is there. Where there is a data grid
 * leases end by themselves when the database has not been reached in time: others may have got them. A server without a grid is
 * meant to be the only one and keeps them until the database says otherwise.
 */
@ApplicationScoped
public class Leases {

    /**
     * The right to collect from a relay.
     *
     * @param token names this lease among all there ever were; higher than those before
     */
    public record Lease(Relays.Target relay, long token) {}

    private record State(List<Lease> leases, boolean ends, long renewedAt) {}

    static final Duration HEARTBEAT = Duration.ofSeconds(2);

    private static final Logger LOG = System.getLogger(Leases.class.getName());

    @Inject
    private Settings settings;

    @Inject
    private ThisServer self;

    @Inject
    private DataGrid grid;

    @Inject
    private Coordination coordination;

    private volatile State state = new State(List.of(), false, 0);
    private volatile Set<Long> used = Set.of();
    private boolean begun;
    private boolean left;
    private Integer leftovers = 0;

    /** Whether there may be other servers. */
    public boolean areShared() {
        return grid.view().isPresent();
    }

    /** Takes part, from now on. Without a grid, all relays are this server's when this returns. */
    public synchronized void begin() {
        long now = System.nanoTime();
        Coordination.Heartbeat heartbeat = heartbeat();
        Coordination.Answer answer =
                heartbeat.grid().isPresent() ? coordination.beat(heartbeat) : coordination.takeOver(heartbeat);
        begun = true;
        take(answer, heartbeat.grid().isPresent(), now);
    }

    /** Says that this server is there. To be called every two seconds. */
    synchronized void beat() {
        if (begun && !left) {
            long now = System.nanoTime();
            Coordination.Heartbeat heartbeat = heartbeat();
            take(coordination.beat(heartbeat), heartbeat.grid().isPresent(), now);
        }
    }

    private Coordination.Heartbeat heartbeat() {
        Optional<DataGrid.View> view = grid.view();
        return new Coordination.Heartbeat(
                self.id(), view.map(DataGrid.View::address).orElseGet(self::machine), self.startedAt(), view, used);
    }

    private void take(Coordination.Answer answer, boolean ends, long now) {
        state = new State(answer.leases(), ends, now);
        if (answer.leftovers() != null && !answer.leftovers().equals(leftovers)) {
            leftovers = answer.leftovers();
            LOG.log(
                    leftovers == 0 ? Level.INFO : Level.WARNING,
                    "{0} relays are left over: no collector has room for them",
                    leftovers);
        }
    }

    /** What this server is to be connected to now, the most important first. Does not wait for the database. */
    public List<Lease> held() {
        State current = state;
        // Others may grant them to somebody else when the time-out is over, so this server is through a moment before.
        Duration lasts = settings.get(Setting.COLLECTOR_TIMEOUT).minus(HEARTBEAT);
        boolean over = current.ends() && System.nanoTime() - current.renewedAt() > lasts.toNanos();
        return over ? List.of() : current.leases();
    }

    /** Says by which leases there are connections, or the end of one is not yet written down: the others may go. */
    public void use(Set<Long> tokens) {
        used = Set.copyOf(tokens);
    }

    /** Gives all leases back at once, because the server stops. */
    public synchronized void leave() {
        left = true;
        state = new State(List.of(), false, 0);
        coordination.leave(self.id());
    }
}
