package org.nostrobservatory.ingest;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.SortedSet;

/**
 * Makes what the projectors wrote right again, from the stored events, while the archive serves and grows. See
 * docs/decisions/0008.
 */
@Stateless
public class Rebuild {

    @Inject
    private Sections sections;

    @Inject
    private ArchiveLock lock;

    @Inject
    private Projection projection;

    public Rebuild() {}

    Rebuild(Sections sections, ArchiveLock lock, Projection projection) {
        this.sections = sections;
        this.lock = lock;
        this.projection = projection;
    }

    /** The components that can be rebuilt, by name. */
    public SortedSet<String> components() {
        return projection.components();
    }

    /** How many events are stored. */
    public long events() {
        return sections.countEvents();
    }

    /** The section that comes after this place, with so many events at most; the last one ends with {@link Section.Place#END}. */
    public Section sectionAfter(Section.Place place, int limit) {
        return sections.next(place, limit);
    }

    /**
     * Makes right the rows of these components that belong to events and authors of this section. Ingest waits until the
     * caller's transaction ends.
     *
     * @return how many rows were not right
     */
    public int correct(Collection<String> components, Section section) {
        lock.toCorrect();
        Portion portion = new Portion(sections, section);
        return projection
                .of(components)
                .mapToInt(projector -> projector.correct(portion))
                .sum();
    }

    /**
     * Makes right what sections do not reach: counters that belong to no event or author, rows whose event is not there.
     * Batches that only add go on; one that takes away waits until the caller's transaction ends, because it changes
     * counters twice, each time in another order.
     *
     * @return how many rows were not right
     */
    public int correctRest(Collection<String> components) {
        lock.toAdd();
        return projection.of(components).mapToInt(EventProjector::correctRest).sum();
    }
}
