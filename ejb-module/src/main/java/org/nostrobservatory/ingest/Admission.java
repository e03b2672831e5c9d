package org.nostrobservatory.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
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
     * @param added those that are stored now and were not before
     * @param withdrawn those that are not stored because they were taken back
     * @param removed what was stored before and is not any more
     */
    record Result(List<Event> added, Set<Bytes> withdrawn, List<Event> removed) {}

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
     * Holds the archive's lock from here on: what is stored now stays until the transaction ends.
     *
     * @param candidates events of distinct ids; some may have been stored in the meantime
     * @param refused events that are not to be stored, but may be requests
     * @param sighted by id, who delivered them
     */
    Result admit(List<Event> candidates, Collection<Event> refused, Map<Bytes, Sighted> sighted) {
        List<WithdrawalRequest> requests = requests(candidates, refused);
        boolean removes = tombstones.add(requests);
        List<Event> added = only(candidates, events.insert(candidates, sighted));

        if (removes) {
            lock.toRemove();
        } else {
            lock.toAdd();
        }
        // Asked only now, when every request is visible that others stored at the same time. What was taken back before
        // is inserted for nothing then: that is rare, and to ask before as well costs every event as much.
        Set<Bytes> withdrawn = tombstones.covering(added);
        events.delete(only(added, withdrawn));
        List<Event> removed = removes ? remove(requests) : List.of();
        return new Result(without(added, withdrawn), withdrawn, removed);
    }

    private List<WithdrawalRequest> requests(List<Event> candidates, Collection<Event> refused) {
        return Stream.concat(candidates.stream(), refused.stream())
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
