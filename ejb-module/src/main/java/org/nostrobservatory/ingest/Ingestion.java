package org.nostrobservatory.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.nostrobservatory.configuration.Setting;
import org.nostrobservatory.configuration.Settings;
import org.nostrobservatory.protocol.RejectionReason;
import org.nostrobservatory.schema.Database;

/** The way of a batch: checked without a transaction, because checking takes the time; then stored in one. */
@ApplicationScoped
class Ingestion {

    private static final Logger LOG = System.getLogger(Ingestion.class.getName());

    /** A batch that broke so often is taken apart. */
    private static final int WHOLE_DELIVERIES = 3;

    @Inject
    private Settings settings;

    @Inject
    private Database database;

    @Inject
    private IngestedBatches batches;

    @Inject
    private EventTable events;

    @Inject
    private EventStore store;

    @Inject
    private KnownEvents known;

    protected Ingestion() {}

    Ingestion(
            Settings settings,
            Database database,
            IngestedBatches batches,
            EventTable events,
            EventStore store,
            KnownEvents known) {
        this.settings = settings;
        this.database = database;
        this.batches = batches;
        this.events = events;
        this.store = store;
        this.known = known;
    }

    /**
     * Stores a batch.
     *
     * @param delivery how often it has been delivered, from 1
     * @throws RuntimeException if it is to be delivered again
     */
    void ingest(FrameBatch batch, int delivery) {
        if (delivery > WHOLE_DELIVERIES && batches.contains(partId(batch, 0))) {
            ingestOneByOne(batch);
            return;
        }
        try {
            ingest(batch.id(), batch, batch.frames());
        } catch (RuntimeException e) {
            // After an outage many batches have been delivered often, and nothing is wrong with them.
            if (delivery <= WHOLE_DELIVERIES || !database.isReachable()) {
                throw e;
            }
            if (!batches.contains(batch.id())) {
                ingestOneByOne(batch);
            }
        }
    }

    private void ingest(UUID id, FrameBatch batch, List<ReceivedFrame> frames) {
        FrameCheck check = new FrameCheck(
                settings.get(Setting.MAX_FRAME_BYTES), settings.get(Setting.MAX_TAGS), events::findStored);
        CheckedFrames checked = check.check(frames);
        // Only what is committed is known.
        known.add(checked.valid(), store.store(id, batch, checked));
    }

    /** One frame that breaks its transaction whatever happens must not take the others with it. */
    private void ingestOneByOne(FrameBatch batch) {
        for (int i = 0; i < batch.frames().size(); i++) {
            ReceivedFrame frame = batch.frames().get(i);
            UUID partId = partId(batch, i);
            try {
                ingest(partId, batch, List.of(frame));
            } catch (RuntimeException e) {
                if (!database.isReachable()) {
                    throw e;
                }
                LOG.log(Level.ERROR, "A frame of relay " + frame.relayId() + " cannot be processed", e);
                store.store(
                        partId,
                        batch,
                        new CheckedFrames(
                                List.of(),
                                Set.of(),
                                List.of(),
                                List.of(new CheckedFrames.Rejected(
                                        frame, RejectionReason.NOT_PROCESSED, String.valueOf(e.getMessage()), null)),
                                Map.of()));
            }
        }
    }

    /** The same at each delivery. */
    static UUID partId(FrameBatch batch, int index) {
        return UUID.nameUUIDFromBytes((batch.id() + "/" + index).getBytes(StandardCharsets.UTF_8));
    }
}
