package org.nostrobservatory.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.nostrobservatory.configuration.Setting;
import org.nostrobservatory.configuration.Settings;

/** The way of a batch: checked without a transaction, because checking takes the time; then stored in one. */
@ApplicationScoped
class Ingestion {

    @Inject
    private Settings settings;

    @Inject
    private EventTable events;

    @Inject
    private EventStore store;

    void ingest(FrameBatch batch) {
        FrameCheck check = new FrameCheck(
                settings.get(Setting.MAX_FRAME_BYTES), settings.get(Setting.MAX_TAGS), events::findStored);
        store.store(batch.id(), check.check(batch.frames()));
    }
}
