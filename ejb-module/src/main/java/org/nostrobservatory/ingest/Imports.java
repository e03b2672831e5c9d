package org.nostrobservatory.ingest;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.nostrobservatory.configuration.Setting;
import org.nostrobservatory.configuration.Settings;
import org.nostrobservatory.relay.Relays;

/**
 * Events from files, on the way that frames of relays take. No transaction: what a batch is to be noted under must be
 * there before the queue delivers it.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Imports {

    /**
     * How much a batch may hold.
     *
     * @param lineBytes longer lines are rejected; what is beyond need not be sent
     */
    public record Limits(int batchLines, int lineBytes) {}

    @Inject
    private Settings settings;

    @Inject
    private Relays relays;

    @Inject
    private ImportedBatches batches;

    @Inject
    private EventQueue queue;

    public Limits limits() {
        return new Limits(settings.get(Setting.BATCH_SIZE), settings.get(Setting.MAX_FRAME_BYTES));
    }

    /**
     * Puts lines into the queue. When this returns the broker has them on disk. To do it again changes nothing.
     *
     * @param batchId names these lines for ever
     * @param source the name that stands for a relay in sightings and counters
     * @param lines events as JSON objects, or frames of a relay that carry one; whatever else there is will be rejected
     */
    public void add(UUID batchId, String source, List<String> lines) {
        int relayId = relays.importSource(source);
        int maxBytes = settings.get(Setting.MAX_FRAME_BYTES);
        Instant now = Instant.now();
        FrameBatch batch = new FrameBatch(
                batchId,
                lines.stream()
                        .map(line -> ReceivedFrame.of(relayId, now, Asked.ANYTHING, frame(line), maxBytes))
                        .toList());
        batches.expect(batch, relayId);
        if (outcomes(batchId).isEmpty()) {
            queue.send(batch);
        }
    }

    /** What became of each line, as in {@code imported_batch}; none until all of them are durable. */
    public Optional<List<String>> outcomes(UUID batchId) {
        return batches.outcomes(batchId).filter(outcomes -> !outcomes.contains(null));
    }

    /** An event becomes the frame that a relay would have sent; garbage in it stays garbage. */
    private static String frame(String line) {
        return line.stripLeading().startsWith("[") ? line : "[\"EVENT\",\"import\"," + line + "]";
    }
}
