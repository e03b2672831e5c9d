package org.nostrobservatory.coordination;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Which collector is to hold which relays: a function of what is there and of who held what before.
 *
 * <p>Each relay has one collector at most, no collector more than the maximum; if there are more relays than that, the least
 * important are left over. Relays of high activity are spread evenly first, then all others so that the totals are even: no
 * collector has two more than another. Within that, who held a relay keeps it.
 *
 * @param holders by relay, who is to hold it
 * @param leftovers relays for which there is no room, in the order of their importance
 * @param gone collectors that are not there any more
 */
record LeasePlan(Map<Integer, UUID> holders, List<Integer> leftovers, Set<UUID> gone) {

    /** A relay to collect from. */
    record Relay(int id, boolean highActivity) {}

    /**
     * A collector.
     *
     * @param reached whether the data grid reaches it; true where there is no grid
     */
    record Node(UUID id, Instant heartbeatAt, boolean reached) {}

    /**
     * The bounds.
     *
     * @param maxRelays of one collector
     * @param timeout a collector is gone that has not said for longer that it is there
     * @param patience the same for one that the data grid does not reach either; not longer
     */
    record Terms(int maxRelays, Duration timeout, Duration patience) {

        boolean isAlive(Node node, Instant now) {
            return !now.isAfter(node.heartbeatAt().plus(node.reached() ? timeout : patience));
        }
    }

    /**
     * Makes the plan.
     *
     * @param relays the most important first
     * @param holders of now, by relay; they may be gone, and the relays too
     */
    static LeasePlan of(
            List<Relay> relays, Collection<Node> nodes, Instant now, Map<Integer, UUID> holders, Terms terms) {
        Set<UUID> gone = new HashSet<>();
        List<UUID> alive = new ArrayList<>();
        for (Node node : nodes) {
            if (terms.isAlive(node, now)) {
                alive.add(node.id());
            } else {
                gone.add(node.id());
            }
        }
        int room = (int) Math.min(relays.size(), (long) alive.size() * terms.maxRelays());
        Shares shares = new Shares(alive, holders, relays.subList(0, room));
        shares.add(ids(relays.subList(0, room), true));
        shares.add(ids(relays.subList(0, room), false));
        List<Integer> leftovers = relays.stream().skip(room).map(Relay::id).toList();
        return new LeasePlan(Map.copyOf(shares.planned), leftovers, Set.copyOf(gone));
    }

    private static List<Integer> ids(List<Relay> relays, boolean highActivity) {
        return relays.stream()
                .filter(relay -> relay.highActivity() == highActivity)
                .map(Relay::id)
                .toList();
    }

    /** Who gets what, one group of relays after the other. */
    private static final class Shares {

        private final Map<Integer, UUID> holders;
        /** How many relays each collector has so far, in the order of their numbers. */
        private final Map<UUID, Integer> totals = new LinkedHashMap<>();

        /** How many relays each has now, of all groups: who has more gets less of what is free. */
        private final Map<UUID, Integer> before = new HashMap<>();

        private final Map<Integer, UUID> planned = new HashMap<>();

        Shares(List<UUID> nodes, Map<Integer, UUID> holders, List<Relay> relays) {
            this.holders = holders;
            nodes.stream().sorted().forEach(node -> totals.put(node, 0));
            before.putAll(totals);
            relays.forEach(relay -> countKept(relay.id(), before));
        }

        private void countKept(int relay, Map<UUID, Integer> counts) {
            UUID holder = holders.get(relay);
            if (holder != null) {
                counts.computeIfPresent(holder, (node, count) -> count + 1);
            }
        }

        void add(List<Integer> relays) {
            Map<UUID, Integer> room = room(relays);
            List<Integer> free = new ArrayList<>();
            for (int relay : relays) {
                UUID holder = holders.get(relay);
                if (room.getOrDefault(holder, 0) > 0) {
                    give(relay, holder, room);
                } else {
                    free.add(relay);
                }
            }
            for (int relay : free) {
                UUID idlest = totals.keySet().stream()
                        .filter(node -> room.get(node) > 0)
                        .min(Comparator.comparing((UUID node) -> totals.get(node))
                                .thenComparing(before::get))
                        .orElseThrow();
                give(relay, idlest, room);
            }
        }

        private void give(int relay, UUID node, Map<UUID, Integer> room) {
            planned.put(relay, node);
            totals.merge(node, 1, Integer::sum);
            room.merge(node, -1, Integer::sum);
        }

        /** How many of these relays each collector is to get: those that keep the most get the one that is over. */
        private Map<UUID, Integer> room(List<Integer> relays) {
            Map<UUID, Integer> kept = new HashMap<>(totals);
            relays.forEach(relay -> countKept(relay, kept));
            int all = relays.size() + planned.size();
            int share = totals.isEmpty() ? 0 : all / totals.size();
            int over = totals.isEmpty() ? 0 : all % totals.size();
            // Who has more than the share of the groups before must get one of those that are over.
            List<UUID> order = totals.keySet().stream()
                    .sorted(Comparator.comparing((UUID node) -> totals.get(node) <= share)
                            .thenComparing(node -> -kept.get(node))
                            .thenComparing(before::get))
                    .toList();
            Map<UUID, Integer> room = new HashMap<>();
            for (int i = 0; i < order.size(); i++) {
                UUID node = order.get(i);
                room.put(node, share + (i < over ? 1 : 0) - totals.get(node));
            }
            return room;
        }
    }
}
