package org.nostrobservatory.ingest;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
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
     * @return the ids of those events among the frames that are in the archive; nothing if they were stored before
     * @throws RuntimeException if the database fails: nothing of the batch is stored then
     */
    public Set<Bytes> store(UUID id, FrameBatch batch, CheckedFrames frames) {
        if (!batches.begin(id)) {
            return Set.of();
        }
        events.readByIndex();
        Instant now = Instant.now();
        Map<Bytes, Event> unknown = new LinkedHashMap<>();
        Map<Bytes, Event> refused = new LinkedHashMap<>();
        Map<Bytes, Fate> fates = new HashMap<>();
        for (CheckedFrames.Valid valid : frames.valid()) {
            Event event = valid.event();
            Optional<Fate> fate = Fate.onArrival(event, now);
            if (fate.isPresent()) {
                fates.put(event.id(), fate.get());
                refused.putIfAbsent(event.id(), event);
            } else if (!frames.stored().contains(event.id())) {
                unknown.putIfAbsent(event.id(), event);
            }
        }
        Map<Bytes, Sighted> sighted = sighted(frames);
        Admission.Result admitted = admission.admit(List.copyOf(unknown.values()), refused.values(), sighted);
        admitted.withdrawn().forEach(event -> fates.put(event, Fate.WITHDRAWN));

        Set<Bytes> added = admitted.added().stream().map(Event::id).collect(Collectors.toSet());
        // The first sighting of an added event was stored with it.
        Set<Bytes> stored = events.insertSightings(sighted.values().stream()
                .filter(event -> !fates.containsKey(event.id()))
                .filter(event -> event.sightings().size() > 1 || !added.contains(event.id()))
                .toList());
        stored.addAll(added);
        projection.retract(admitted.removed());
        projection.project(admitted.added());
        rejectedEvents.add(frames.rejected());

        RelayOutcomes.Tally tally = tally(frames, now, fates, added, stored);
        imported.end(batch, tally);

        // Last, because every transaction changes these few rows and the others wait for its end.
        outcomes.add(tally);
        cursors.advance(frames.synced());
        batches.end(id, admitted.added().size());
        return stored;
    }

    private static RelayOutcomes.Tally tally(
            CheckedFrames frames, Instant now, Map<Bytes, Fate> fates, Set<Bytes> added, Set<Bytes> stored) {
        RelayOutcomes.Tally tally = new RelayOutcomes.Tally(now);
        Set<Bytes> uncounted = new HashSet<>(added);
        for (CheckedFrames.Valid valid : frames.valid()) {
            Event event = valid.event();
            // What was there when it was looked up and is not there now was taken back in between.
            Fate fate = stored.contains(event.id()) ? null : fates.getOrDefault(event.id(), Fate.WITHDRAWN);
            if (fate != null) {
                tally.refused(valid.frame(), fate);
            } else {
                tally.archived(valid, uncounted.remove(event.id()));
            }
        }
        for (CheckedFrames.Copy copy : frames.copies()) {
            if (stored.contains(copy.event().id())) {
                tally.duplicate(copy.frame());
            } else {
                tally.refused(copy.frame(), Fate.WITHDRAWN);
            }
        }
        for (CheckedFrames.Rejected rejected : frames.rejected()) {
            tally.rejected(rejected.frame(), rejected.reason());
        }
        return tally;
    }

    private static Map<Bytes, Sighted> sighted(CheckedFrames frames) {
        Map<Bytes, Sighted> sighted = new HashMap<>();
        for (CheckedFrames.Valid valid : frames.valid()) {
            note(sighted, valid.frame(), valid.event().id(), valid.event().createdAt());
        }
        for (CheckedFrames.Copy copy : frames.copies()) {
            note(sighted, copy.frame(), copy.event().id(), copy.event().createdAt());
        }
        return sighted;
    }

    private static void note(Map<Bytes, Sighted> sighted, ReceivedFrame frame, Bytes id, long createdAt) {
        sighted.computeIfAbsent(id, key -> new Sighted(key, createdAt)).by(frame.relayId(), frame.receivedAt());
    }
}
