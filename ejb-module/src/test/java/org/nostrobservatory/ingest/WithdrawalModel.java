package org.nostrobservatory.ingest;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Kinds;

/** What must be in the archive once all of these events arrived, in whatever order: slow, and plain to see. */
record WithdrawalModel(Collection<Event> arrived, long now) {

    List<Event> stored() {
        return arrived.stream()
                .distinct()
                .filter(event -> !isEphemeral(event) && !isProtected(event) && !isExpired(event))
                .filter(event -> !isWithdrawn(event))
                .toList();
    }

    static boolean isEphemeral(Event event) {
        return event.kind() >= 20_000 && event.kind() < 30_000;
    }

    static boolean isProtected(Event event) {
        return event.tags().stream().anyMatch(tag -> tag.name().equals("-"));
    }

    boolean isExpired(Event event) {
        String text = event.tagValue("expiration").orElse("");
        return text.matches("[0-9]{1,18}") && Long.parseLong(text) <= now;
    }

    boolean isWithdrawn(Event event) {
        return isDeleted(event) || hasVanished(event);
    }

    boolean isDeleted(Event event) {
        return arrived.stream()
                .filter(request -> request.kind() == 5 && request.pubkey().equals(event.pubkey()))
                .anyMatch(request -> namesId(request, event) || namesAddress(request, event));
    }

    private static boolean namesId(Event request, Event event) {
        return event.kind() != 5
                && event.kind() != 62
                && request.tags("e")
                        .anyMatch(
                                tag -> tag.value().equals(Optional.of(event.id().hex())));
    }

    private static boolean namesAddress(Event request, Event event) {
        Kinds.Class kinds = Kinds.classOf(event.kind());
        String identifier =
                kinds == Kinds.Class.ADDRESSABLE ? event.tagValue("d").orElse("") : "";
        String address = event.kind() + ":" + event.pubkey() + ":" + identifier;
        return (kinds == Kinds.Class.REPLACEABLE || kinds == Kinds.Class.ADDRESSABLE)
                && event.createdAt() <= request.createdAt()
                && request.tags("a").anyMatch(tag -> tag.value().equals(Optional.of(address)));
    }

    boolean hasVanished(Event event) {
        Set<Bytes> keys = new HashSet<>(Set.of(event.pubkey()));
        if (event.kind() == 1059) {
            event.keys("p").forEach(keys::add);
        }
        return event.kind() != 62
                && arrived.stream()
                        .filter(request -> request.kind() == 62 && keys.contains(request.pubkey()))
                        .filter(request -> event.createdAt() <= request.createdAt())
                        .anyMatch(request -> request.tags("relay")
                                .anyMatch(tag -> tag.value().equals(Optional.of("ALL_RELAYS"))));
    }

    /** The ids of the current versions. */
    Set<Bytes> current() {
        Map<String, Event> best = new HashMap<>();
        for (Event event : stored()) {
            Kinds.Class kinds = Kinds.classOf(event.kind());
            if (kinds == Kinds.Class.REPLACEABLE || kinds == Kinds.Class.ADDRESSABLE) {
                String identifier =
                        kinds == Kinds.Class.ADDRESSABLE ? event.tagValue("d").orElse("") : "";
                best.merge(event.kind() + ":" + event.pubkey() + ":" + identifier, event, WithdrawalModel::better);
            }
        }
        Set<Bytes> ids = new HashSet<>();
        best.values().forEach(event -> ids.add(event.id()));
        return ids;
    }

    private static Event better(Event a, Event b) {
        return Comparator.comparingLong(Event::createdAt)
                                .thenComparing(Event::id, Comparator.reverseOrder())
                                .compare(a, b)
                        > 0
                ? a
                : b;
    }
}
