package org.nostrobservatory.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nostrobservatory.protocol.Event;

/** Hands events to the projectors that there are. */
@ApplicationScoped
class Projection {

    private final List<EventProjector> projectors;

    protected Projection() {
        projectors = List.of();
    }

    @Inject
    Projection(@Any Instance<EventProjector> projectors) {
        this(projectors.stream().toList());
    }

    Projection(List<EventProjector> projectors) {
        // Always in the same order, so that concurrent transactions cannot wait for each other in a circle.
        this.projectors = projectors.stream()
                .sorted(Comparator.comparing(EventProjector::sharesRows)
                        .thenComparing(projector -> projector.getClass().getName()))
                .toList();
    }

    void project(List<Event> events) {
        each(events, EventProjector::project);
    }

    void retract(List<Event> events) {
        each(events, EventProjector::retract);
    }

    /** The names of the components that have projectors: the last part of their packages' names. */
    SortedSet<String> components() {
        return projectors.stream().map(Projection::component).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The projectors of these components. */
    Stream<EventProjector> of(Collection<String> components) {
        return projectors.stream().filter(projector -> components.contains(component(projector)));
    }

    private static String component(EventProjector projector) {
        String name = projector.getClass().getPackageName();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private void each(List<Event> events, BiConsumer<EventProjector, List<Event>> action) {
        Set<Integer> kinds = events.stream().map(Event::kind).collect(Collectors.toSet());
        for (EventProjector projector : projectors) {
            // Asked once a kind: a projector is called through proxies of the container.
            Set<Integer> accepted = kinds.stream().filter(projector::accepts).collect(Collectors.toSet());
            List<Event> wanted = events.stream()
                    .filter(event -> accepted.contains(event.kind()))
                    .toList();
            if (!wanted.isEmpty()) {
                action.accept(projector, wanted);
            }
        }
    }
}
