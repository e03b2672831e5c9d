package org.nostrobservatory.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.EventJson;

class KnownEventsTest {

    private static final Asked LIVE = new Asked("live", 0);
    private static final Event EVENT = SampleEvents.note(SampleEvents.ALICE, "known \u00e9 \ud83d\ude00");
    private static final KnownEvents.Key KEY = new KnownEvents.Key(EVENT.id(), EVENT.createdAt());

    private final KnownEvents known = new KnownEvents();

    @Test
    void nothingIsKnownAtTheBeginning() {
        assertThat(known.find(frame("live", EVENT), LIVE)).isEmpty();
        assertThat(known.find("", LIVE)).isEmpty();
        assertThat(known.find("[\"EVENT\",\"live\",", LIVE)).isEmpty();
    }

    @Test
    void aCopyFromAnyRelayIsKnownByItsText() {
        add(EVENT);
        assertThat(known.find(frame("live", EVENT), LIVE)).contains(KEY);
        assertThat(known.find(frame("other", EVENT), new Asked("other", 0))).contains(KEY);
    }

    @Test
    void whatWasNotStoredIsNotKnown() {
        known.add(List.of(valid(EVENT)), Set.of());
        assertThat(known.find(frame("live", EVENT), LIVE)).isEmpty();
    }

    @Test
    void anythingElseThanTheSameTextIsToBeRead() {
        add(EVENT);
        String frame = frame("live", EVENT);
        for (int i = 0; i < frame.length(); i++) {
            char other = frame.charAt(i) == 'x' ? 'y' : 'x';
            assertThat(known.find(frame.substring(0, i) + other + frame.substring(i + 1), LIVE))
                    .isEmpty();
        }
        assertThat(known.find(frame + " ", LIVE)).isEmpty();
        assertThat(known.find(" " + frame, LIVE)).isEmpty();
        assertThat(known.find(frame.replace("\"live\",", "\"live\", "), LIVE)).isEmpty();
    }

    @Test
    void whatWasNotAskedForIsToBeJudged() {
        add(EVENT);
        String frame = frame("live", EVENT);
        assertThat(known.find(frame, new Asked("other", 0))).isEmpty();
        assertThat(known.find(frame, new Asked("live", EVENT.createdAt() + 1))).isEmpty();
        assertThat(known.find(frame, new Asked("live", EVENT.createdAt()))).contains(KEY);
    }

    @Test
    void manyAreKnownAtOnce() {
        List<Event> events = IntStream.range(0, 200)
                .mapToObj(i -> SampleEvents.note(SampleEvents.ALICE, "number " + i))
                .toList();
        events.forEach(this::add);
        // Two that fall on the same place are possible, but seldom: 200 of 262,144.
        assertThat(events.stream()
                        .filter(event -> known.find(frame("live", event), LIVE)
                                .filter(new KnownEvents.Key(event.id(), event.createdAt())::equals)
                                .isPresent())
                        .count())
                .isGreaterThanOrEqualTo(198);
    }

    private void add(Event event) {
        known.add(List.of(valid(event)), Set.of(event.id()));
    }

    private static CheckedFrames.Valid valid(Event event) {
        return new CheckedFrames.Valid(ReceivedFrame.of(1, Instant.EPOCH, LIVE, frame("live", event), 1 << 20), event);
    }

    private static String frame(String subscription, Event event) {
        return "[\"EVENT\",\"" + subscription + "\"," + EventJson.write(event) + "]";
    }
}
