package org.nostrobservatory.dvm;

import static org.nostrobservatory.ingest.SampleEvents.key;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.nostrobservatory.ingest.SampleEvents;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.protocol.SecretKey;
import org.nostrobservatory.protocol.Tag;

/** Random jobs as signed events: many in each window, answered or not, by the right ones and in odd ways. */
final class JobEvents {

    private static final List<String> STATUSES =
            List.of("processing", "success", "error", "payment-required", "partial", "strange");

    private final Random random;
    private final long now;
    private int count;

    JobEvents(Random random, long now) {
        this.random = random;
        this.now = now;
    }

    /** @param jobs how many; with about three events each */
    List<Event> some(int jobs) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            Event request = request();
            // Some requests never come in.
            if (random.nextInt(8) > 0) {
                events.add(request);
            }
            for (int answer = random.nextInt(5); answer > 0; answer--) {
                events.add(random.nextBoolean() ? result(request) : feedback(request));
            }
        }
        return events;
    }

    private static SecretKey dvm(Random random) {
        return key(20 + random.nextInt(6));
    }

    private Event request() {
        JobWindow[] windows = JobWindow.values();
        long length = windows[random.nextInt(windows.length)].length().toSeconds();
        List<Tag> tags = new ArrayList<>(List.of(Tag.of("i", "job " + count++, "text")));
        for (int named = random.nextInt(3); named > 0; named--) {
            tags.add(Tag.of("p", dvm(random).publicKey().hex()));
        }
        return key(1 + random.nextInt(10))
                .sign(
                        now - random.nextLong(length * 5 / 4),
                        JobRows.KINDS.get(random.nextInt(JobRows.KINDS.size())),
                        tags,
                        "");
    }

    private Event result(Event request) {
        int kind = random.nextInt(10) == 0 ? 6001 : request.kind() + 1000;
        return answerer(request).sign(at(request), kind, tags(request), "result " + count++);
    }

    private Event feedback(Event request) {
        List<Tag> tags = tags(request);
        tags.add(Tag.of("status", STATUSES.get(random.nextInt(STATUSES.size()))));
        return answerer(request).sign(at(request), Kinds.JOB_FEEDBACK, tags, "feedback " + count++);
    }

    /** Sometimes the customer. */
    private SecretKey answerer(Event request) {
        if (random.nextInt(8) == 0) {
            return IntStream.rangeClosed(1, 10)
                    .mapToObj(SampleEvents::key)
                    .filter(customer -> customer.publicKey().equals(request.pubkey()))
                    .findFirst()
                    .orElseThrow();
        }
        return dvm(random);
    }

    /** Not dated ahead: what is counts up to 15 minutes before its time in read models, and in windows only then. */
    private long at(Event request) {
        long after = random.nextInt(8) == 0 ? -1_000 : random.nextInt(1_000) - 100;
        return Math.min(now, request.createdAt() + after);
    }

    private List<Tag> tags(Event request) {
        List<Tag> tags = new ArrayList<>();
        if (random.nextInt(10) > 0) {
            tags.add(Tag.of("e", request.id().hex()));
        }
        if (random.nextInt(3) == 0) {
            tags.add(Tag.of("amount", Integer.toString(1_000 * (1 + random.nextInt(9)))));
        }
        return tags;
    }
}
