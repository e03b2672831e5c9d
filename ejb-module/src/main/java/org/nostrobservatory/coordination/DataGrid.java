package org.nostrobservatory.coordination;

import com.hazelcast.cluster.Cluster;
import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Payara's data grid (Hazelcast), asked for nothing but who is a member. */
@ApplicationScoped
class DataGrid {

    /**
     * How this server sees the grid.
     *
     * @param self this server's number, which the grid changes when two halves of it find each other again
     * @param address where this server listens, {@code host:port}
     * @param members the numbers of all servers that are reached, this one included
     */
    record View(UUID self, String address, Set<UUID> members) {}

    private static final String NAME = "payara/Hazelcast";

    /** Empty if the grid is off, or goes off because the server stops. */
    Optional<View> view() {
        try {
            HazelcastInstance grid = (HazelcastInstance) new InitialContext().lookup(NAME);
            return grid == null ? Optional.empty() : Optional.of(view(grid.getCluster()));
        } catch (NamingException | HazelcastInstanceNotActiveException e) {
            return Optional.empty();
        }
    }

    private static View view(Cluster cluster) {
        Member self = cluster.getLocalMember();
        return new View(
                self.getUuid(),
                self.getAddress().getHost() + ":" + self.getAddress().getPort(),
                cluster.getMembers().stream().map(Member::getUuid).collect(Collectors.toSet()));
    }
}
