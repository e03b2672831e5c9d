package org.nostrobservatory.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.nostrobservatory.configuration.Setting;
import org.nostrobservatory.configuration.Settings;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.withdrawal.Tombstones;
import org.nostrobservatory.withdrawal.WithdrawalRequest;

/**
 * Lets events into the archive unless their authors took them back, and takes out what the events themselves withdraw.
 * A request takes effect whatever becomes of the request: so the outcome does not depend on the order of arrival.
 */
@ApplicationScoped
class Admission {

    /**
     * What became of the candidates.
     *
     * @param numbers those that are stored now
     * @param added those that were not stored before
     * @param withdrawn those that are not stored because they were taken back
     * @param removed what was stored before and is not any more
     */
    record Result(Map<Bytes, Long> numbers, List<Event> added, Set<Bytes> withdrawn, List<Event> removed) {}

    @Inject
    private EventTable events;

    @Inject
    private Tombstones tombstones;

    @Inject
    private ArchiveLock lock;

    @Inject
    private Settings settings;

    protected Admission() {}

    Admission(EventTable events, Tombstones tombstones, ArchiveLock lock, Settings settings) {
        this.events = events;
        this.tombstones = tombstones;
        this.lock = lock;
        this.settings = settings;
    }

    /**
     * @param candidates events of distinct ids
     * @param refused events that are not to be stored, but may be requests
     */
    Result admit(List<Event> candidates, Collection<Event> refused) {
        long removals = lock.removals();
        Map<Bytes, Long> numbers = events.findNumbers(candidates);
        List<Event> unknown = without(candidates, numbers.keySet());
        List<WithdrawalRequest> requests = requests(unknown, refused);
        boolean removes = tombstones.add(requests);
        Set<Bytes> withdrawn = new HashSet<>(tombstones.covering(unknown));
        Map<Bytes, Long> inserted = events.insert(without(unknown, withdrawn));
        List<Event> added = only(unknown, inserted.keySet());

        if (removes) {
            lock.toRemove();
        } else {
            lock.toAdd();
        }
        // Asked again: a request that another transaction stored at the same time is visible only now.
        Set<Bytes> late = tombstones.covering(added);
        events.delete(only(added, late));
        withdrawn.addAll(late);
        List<Event> removed = removes ? remove(requests) : List.of();

        if (lock.removals() == removals) {
            numbers.putAll(inserted);
            numbers.keySet().removeAll(late);
            // What another transaction stored in between is there now, because the insert waited for it.
            numbers.putAll(events.findNumbers(without(without(unknown, numbers.keySet()), withdrawn)));
        } else {
            numbers = events.findNumbers(candidates);
            withdrawn.addAll(tombstones.covering(without(candidates, numbers.keySet())));
        }
        return new Result(numbers, without(added, late), withdrawn, removed);
    }

    private List<WithdrawalRequest> requests(List<Event> unknown, Collection<Event> refused) {
        return Stream.concat(unknown.stream(), refused.stream())
                .flatMap(event -> WithdrawalRequest.of(event, settings.get(Setting.SERVICE_URL)).stream())
                .toList();
    }

    private List<Event> remove(List<WithdrawalRequest> requests) {
        List<Tombstones.Covered> stored = tombstones.stored(requests);
        return events.delete(
                stored.stream().map(Tombstones.Covered::id).toList(),
                stored.stream().map(Tombstones.Covered::createdAt).toList());
    }

    private static List<Event> without(List<Event> events, Set<Bytes> ids) {
        return events.stream().filter(event -> !ids.contains(event.id())).toList();
    }

    private static List<Event> only(List<Event> events, Set<Bytes> ids) {
        return events.stream().filter(event -> ids.contains(event.id())).toList();
    }
}
