package org.nostrobservatory.ingest;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;

/** Stores a checked batch in one transaction: all of it, once, with all that follows from it. */
@Stateless
public class EventStore {

    @Inject
    private IngestedBatches batches;

    @Inject
    private Admission admission;

    @Inject
    private EventTable events;

    @Inject
    private RejectedEvents rejectedEvents;

    @Inject
    private RelayOutcomes outcomes;

    @Inject
    private RelayCursors cursors;

    @Inject
    private ImportedBatches imported;

    @Inject
    private Projection projection;

    public EventStore() {}

    EventStore(
            IngestedBatches batches,
            Admission admission,
            EventTable events,
            RejectedEvents rejectedEvents,
            RelayOutcomes outcomes,
            RelayCursors cursors,
            ImportedBatches imported,
            Projection projection) {
        this.batches = batches;
        this.admission = admission;
        this.events = events;
        this.rejectedEvents = rejectedEvents;
        this.outcomes = outcomes;
        this.cursors = cursors;
        this.imported = imported;
        this.projection = projection;
    }

    /**
     * Stores frames of a batch, unless they were stored before.
     *
     * @param id of the batch, or of the part of it that these frames are
     * @param batch all of it
     * @throws RuntimeException if the database fails: nothing of the batch is stored then
     */
    public void store(UUID id, FrameBatch batch, CheckedFrames frames) {
        if (!batches.begin(id)) {
            return;
        }
        Instant now = Instant.now();
        Map<Bytes, Event> archivable = new LinkedHashMap<>();
        Map<Bytes, Event> refused = new LinkedHashMap<>();
        Map<Bytes, Fate> fates = new HashMap<>();
        for (CheckedFrames.Valid valid : frames.valid()) {
            Event event = valid.event();
            Optional<Fate> fate = Fate.onArrival(event, now);
            fate.ifPresent(reason -> fates.put(event.id(), reason));
            (fate.isPresent() ? refused : archivable).putIfAbsent(event.id(), event);
        }
        Admission.Result admitted = admission.admit(List.copyOf(archivable.values()), refused.values());
        admitted.withdrawn().forEach(event -> fates.put(event, Fate.WITHDRAWN));

        events.insertSightings(sightings(frames.valid(), admitted.numbers()));
        projection.retract(admitted.removed());
        projection.project(admitted.added());
        rejectedEvents.add(frames.rejected());

        RelayOutcomes.Tally tally = tally(frames, now, fates, admitted.added());
        imported.end(batch, tally);

        // Last, because every transaction changes these few rows and the others wait for its end.
        outcomes.add(tally);
        cursors.advance(frames.syncedUntil());
        batches.end(id, admitted.added().size());
    }

    private static RelayOutcomes.Tally tally(
            CheckedFrames frames, Instant now, Map<Bytes, Fate> fates, List<Event> added) {
        RelayOutcomes.Tally tally = new RelayOutcomes.Tally(now);
        Set<Bytes> uncounted = added.stream().map(Event::id).collect(Collectors.toCollection(HashSet::new));
        for (CheckedFrames.Valid valid : frames.valid()) {
            Event event = valid.event();
            Fate fate = fates.get(event.id());
            if (fate != null) {
                tally.refused(valid.frame(), fate);
            } else {
                tally.archived(valid, uncounted.remove(event.id()));
            }
        }
        for (CheckedFrames.Rejected rejected : frames.rejected()) {
            tally.rejected(rejected.frame(), rejected.reason());
        }
        return tally;
    }

    private static List<EventTable.Sighting> sightings(List<CheckedFrames.Valid> valid, Map<Bytes, Long> numbers) {
        record Key(long number, int relayId) {}
        Map<Key, EventTable.Sighting> first = new HashMap<>();
        for (CheckedFrames.Valid copy : valid) {
            Long number = numbers.get(copy.event().id());
            if (number != null) {
                EventTable.Sighting sighting = new EventTable.Sighting(
                        number, copy.frame().relayId(), copy.frame().receivedAt());
                first.merge(
                        new Key(number, sighting.relayId()),
                        sighting,
                        (a, b) -> a.seenAt().isAfter(b.seenAt()) ? b : a);
            }
        }
        return new ArrayList<>(first.values());
    }
}
