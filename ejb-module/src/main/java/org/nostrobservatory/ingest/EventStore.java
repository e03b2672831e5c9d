package org.nostrobservatory.ingest;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Kinds;

/** Stores a checked batch in one transaction: all of it, once, with all that follows from it. */
@Stateless
public class EventStore {

    @Inject
    private IngestedBatches batches;

    @Inject
    private EventTable events;

    @Inject
    private RejectedEvents rejectedEvents;

    @Inject
    private RelayOutcomes outcomes;

    @Inject
    private Projection projection;

    public EventStore() {}

    EventStore(
            IngestedBatches batches,
            EventTable events,
            RejectedEvents rejectedEvents,
            RelayOutcomes outcomes,
            Projection projection) {
        this.batches = batches;
        this.events = events;
        this.rejectedEvents = rejectedEvents;
        this.outcomes = outcomes;
        this.projection = projection;
    }

    /**
     * Stores a batch, unless it was stored before.
     *
     * @throws RuntimeException if the database fails: nothing of the batch is stored then
     */
    public void store(UUID batchId, CheckedFrames frames) {
        if (!batches.begin(batchId)) {
            return;
        }
        RelayOutcomes.Tally tally = new RelayOutcomes.Tally(Instant.now());
        Map<Bytes, Event> archivable = new LinkedHashMap<>();
        for (CheckedFrames.Valid valid : frames.valid()) {
            if (isEphemeral(valid.event())) {
                tally.ephemeral(valid.frame().relayId());
            } else {
                archivable.putIfAbsent(valid.event().id(), valid.event());
            }
        }
        Map<Bytes, Long> numbers = events.findNumbers(List.copyOf(archivable.values()));
        List<Event> unknown = archivable.values().stream()
                .filter(event -> !numbers.containsKey(event.id()))
                .toList();
        Map<Bytes, Long> inserted = events.insert(unknown);
        numbers.putAll(inserted);
        // What another transaction stored in between is there now, because the insert waited for it.
        numbers.putAll(events.findNumbers(unknown.stream()
                .filter(event -> !numbers.containsKey(event.id()))
                .toList()));

        events.insertSightings(sightings(frames.valid(), numbers));
        projection.project(unknown.stream()
                .filter(event -> inserted.containsKey(event.id()))
                .toList());
        rejectedEvents.add(frames.rejected());

        Map<Bytes, Long> uncounted = new HashMap<>(inserted);
        for (CheckedFrames.Valid valid : frames.valid()) {
            if (!isEphemeral(valid.event())) {
                boolean first = uncounted.remove(valid.event().id()) != null;
                tally.archived(valid.frame().relayId(), valid.event(), first);
            }
        }
        for (CheckedFrames.Rejected rejected : frames.rejected()) {
            tally.rejected(rejected.frame().relayId(), rejected.reason());
        }
        // Last, because every transaction changes these few rows and the others wait for its end.
        outcomes.add(tally);
        batches.end(batchId, inserted.size());
    }

    private static boolean isEphemeral(Event event) {
        return Kinds.classOf(event.kind()) == Kinds.Class.EPHEMERAL;
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
