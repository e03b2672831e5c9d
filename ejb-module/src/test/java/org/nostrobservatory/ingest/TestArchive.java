package org.nostrobservatory.ingest;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.schema.Database;

/** Stores and removes events as the running system does, with the projectors under test. */
public final class TestArchive {

    private final EventStore store;
    private final EventRemoval removal;

    public TestArchive(Database database, EventProjector... projectors) {
        database.update("insert into relay (url, network, role) values ('wss://one.example/', 'clearnet', 'configured')"
                + " on conflict do nothing");
        EventTable events = new EventTable(database);
        Projection projection = new Projection(List.of(projectors));
        store = new EventStore(
                new IngestedBatches(database),
                events,
                new RejectedEvents(database),
                new RelayOutcomes(database),
                projection);
        removal = new EventRemoval(events, database, projection);
    }

    /** As one batch, from relay 1. */
    public void add(Event... events) {
        List<CheckedFrames.Valid> valid = Arrays.stream(events)
                .map(event -> new CheckedFrames.Valid(SampleEvents.frame(event), event))
                .toList();
        store.store(UUID.randomUUID(), new CheckedFrames(valid, List.of()));
    }

    public void remove(Event... events) {
        removal.remove(Arrays.stream(events)
                .map(event -> new EventRemoval.Key(event.id(), event.createdAt()))
                .toList());
    }
}
