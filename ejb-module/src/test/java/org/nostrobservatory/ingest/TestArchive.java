package org.nostrobservatory.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.nostrobservatory.configuration.Analyses;
import org.nostrobservatory.configuration.Setting;
import org.nostrobservatory.configuration.Settings;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.withdrawal.Tombstones;

/** Stores and removes events as the running system does, with the projectors under test and those of ingest. */
public final class TestArchive {

    /** How the archive under test is called in requests to vanish. */
    static final String SERVICE_URL = "wss://observatory.example/";

    private final EventStore store;
    private final EventRemoval removal;
    private final Rebuild rebuild;

    public TestArchive(Database database, EventProjector... projectors) {
        this(database, Analyses.ALL, projectors);
    }

    /** @param analyses which of the projectors are handed events */
    TestArchive(Database database, Analyses analyses, EventProjector... projectors) {
        database.update("insert into relay (url, network, role) values ('wss://one.example/', 'clearnet', 'configured')"
                + " on conflict do nothing");
        List<EventProjector> all = new ArrayList<>(List.of(projectors));
        all.add(new CurrentVersionProjector(database));
        all.add(new GiftWrapProjector(database));
        Projection projection = new Projection(all, analyses);
        store = store(database, projection);
        removal = new EventRemoval(new EventTable(database), new ArchiveLock(database), database, projection);
        rebuild = new Rebuild(new Sections(database), new ArchiveLock(database), projection);
    }

    static EventStore store(Database database, Projection projection) {
        Settings settings =
                new Settings(setting -> setting == Setting.SERVICE_URL ? Optional.of(SERVICE_URL) : Optional.empty());
        EventTable events = new EventTable(database);
        return new EventStore(
                new IngestedBatches(database),
                new Admission(events, new Tombstones(database), new ArchiveLock(database), settings),
                events,
                new RejectedEvents(database, settings),
                new RelayOutcomes(database),
                new RelayCursors(database),
                new ImportedBatches(database),
                projection);
    }

    /** As one batch, from relay 1. */
    public void add(Event... events) {
        add(List.of(events));
    }

    public void add(List<Event> events) {
        List<CheckedFrames.Valid> valid = events.stream()
                .map(event -> new CheckedFrames.Valid(SampleEvents.frame(event), event))
                .toList();
        FrameBatch batch = new FrameBatch(
                UUID.randomUUID(),
                valid.stream().map(CheckedFrames.Valid::frame).toList());
        store.store(batch.id(), batch, new CheckedFrames(valid, Set.of(), List.of(), List.of(), Map.of()));
    }

    public void remove(Event... events) {
        removal.remove(Arrays.stream(events)
                .map(event -> new EventRemoval.Key(event.id(), event.createdAt()))
                .toList());
    }

    Rebuild rebuild() {
        return rebuild;
    }

    public int removeExpired(Instant now, int limit) {
        return removal.removeExpired(now, limit);
    }
}
