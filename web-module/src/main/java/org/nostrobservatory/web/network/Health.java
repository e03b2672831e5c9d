package org.nostrobservatory.web.network;

import java.util.OptionalDouble;
import org.nostrobservatory.network.Network;
import org.nostrobservatory.score.Percentage;

/**
 * How lively the network is, in percent (specification A.4.3); empty where there is nothing to divide by.
 *
 * @param activity ten times the share of all users that were active in 24 hours, at most 100
 * @param growth share of all users that are new in 24 hours
 * @param engagement zaps to notes in 24 hours, may be more than 100
 */
public record Health(OptionalDouble activity, OptionalDouble growth, OptionalDouble engagement) {

    static Health of(Network.Overview overview) {
        Network.Users users = overview.users();
        OptionalDouble active = Percentage.share(users.active24h(), users.total());
        return new Health(
                active.isPresent() ? OptionalDouble.of(Math.min(100, 10 * active.getAsDouble())) : active,
                Percentage.share(users.new24h(), users.total()),
                Percentage.share(overview.zaps().last24h(), overview.events().notes24h()));
    }
}
