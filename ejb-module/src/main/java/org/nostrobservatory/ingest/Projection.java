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
import org.nostrobservatory.configuration.Analyses;
import org.nostrobservatory.configuration.Setting;
import org.nostrobservatory.configuration.Settings;
import org.nostrobservatory.protocol.Event;

/** Hands events to the projectors that there are, unless the operator left them out. */
@ApplicationScoped
class Projection {

    /** This component, whose projectors the archive itself needs. */
    private static final String OWN = component(Projection.class);

    private final List<EventProjector> projectors;

    /** Those that new and removed events are handed to. */
    private final List<EventProjector> active;

    protected Projection() {
        projectors = List.of();
        active = List.of();
    }

    /** @throws IllegalArgumentException if the settings name an analysis that there is not */
    @Inject
    Projection(@Any Instance<EventProjector> projectors, Settings settings) {
        this(projectors.stream().toList(), settings.get(Setting.ANALYSES));
    }

    Projection(List<EventProjector> projectors) {
        this(projectors, Analyses.ALL);
    }

    Projection(List<EventProjector> projectors, Analyses analyses) {
        // Always in the same order, so that concurrent transactions cannot wait for each other in a circle.
        this.projectors = projectors.stream()
                .sorted(Comparator.comparing(EventProjector::sharesRows)
                        .thenComparing(projector -> projector.getClass().getName()))
                .toList();
        active = this.projectors.stream()
                .filter(projector -> component(projector.getClass()).equals(OWN)
                        || analyses.contain(component(projector.getClass())))
                .toList();
        Set<String> unknown = new TreeSet<>(analyses.components().orElse(Set.of()));
        unknown.removeAll(components());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s names %s, but there are: %s".formatted(Setting.ANALYSES, unknown, components()));
        }
    }

    void project(List<Event> events) {
        each(events, EventProjector::project);
    }

    void retract(List<Event> events) {
        each(events, EventProjector::retract);
    }

    /** The names of the components that have projectors: the last part of their packages' names. */
    SortedSet<String> components() {
        return projectors.stream()
                .map(projector -> component(projector.getClass()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The projectors of these components. */
    Stream<EventProjector> of(Collection<String> components) {
        return projectors.stream().filter(projector -> components.contains(component(projector.getClass())));
    }

    private static String component(Class<?> type) {
        String name = type.getPackageName();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private void each(List<Event> events, BiConsumer<EventProjector, List<Event>> action) {
        Set<Integer> kinds = events.stream().map(Event::kind).collect(Collectors.toSet());
        for (EventProjector projector : active) {
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
