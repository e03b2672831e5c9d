package org.nostrobservatory.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.EventJson;
import org.nostrobservatory.protocol.EventVerifier;
import org.nostrobservatory.protocol.Hashtags;
import org.nostrobservatory.protocol.JobKind;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.protocol.ProviderKnowledge;
import org.nostrobservatory.protocol.ZapJudgement;

class CorpusTest {

    /** No multiple of what is made at a time. */
    private static final int EVENTS = 5_123;

    private static final Instant END = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path directory;

    @Test
    void itIsValidAndInOrderAndMixedLikeTheRealNetwork() throws Exception {
        Path file =
                Corpus.make(directory, new Corpus.Plan(Mix.NETWORK, 1, EVENTS - 1_500, 1_500, END), Optional.empty());
        Set<Bytes> ids = new HashSet<>();
        long last = 0;
        Map<Integer, Integer> kinds = new TreeMap<>();
        Map<String, Integer> hashtags = new TreeMap<>();
        try (Corpus corpus = Corpus.open(file)) {
            assertThat(corpus.size()).isEqualTo(EVENTS);
            long bytes = 0;
            for (int i = 0; i < EVENTS; i++) {
                String json = corpus.json(i);
                Event event = EventJson.parse(json, 10_000);
                EventVerifier.verify(event);
                assertThat(event.createdAt()).isGreaterThanOrEqualTo(last);
                if (event.kind() == Kinds.ZAP_RECEIPT) {
                    assertThat(ZapJudgement.of(event, ProviderKnowledge.UNKNOWN).receipt())
                            .isPresent();
                }
                last = event.createdAt();
                if (i == EVENTS - 1_500) {
                    assertThat(Instant.ofEpochSecond(last)).isEqualTo(END);
                }
                Hashtags.of(event).names().forEach(hashtag -> hashtags.merge(hashtag, 1, Integer::sum));
                bytes += corpus.length(i);
                ids.add(event.id());
                kinds.merge(event.kind(), 1, Integer::sum);
            }
            assertThat(corpus.meanBytes()).isEqualTo((double) bytes / EVENTS).isCloseTo(860, within(120.0));
        }
        assertThat(hashtags).as("a few are used often").hasSizeGreaterThan(200).containsValue(1);
        assertThat(Collections.max(hashtags.values())).isGreaterThan(50);
        assertThat(last).isEqualTo(END.getEpochSecond() + 1);
        assertThat(ids).hasSizeGreaterThan(EVENTS - 5);
        assertThat(kinds.get(Kinds.NOTE)).isCloseTo(EVENTS * 39 / 100, within(150));
        assertThat(kinds.get(Kinds.REACTION)).isCloseTo(EVENTS * 19 / 100, within(120));
        assertThat(kinds.get(Kinds.DELETION)).isCloseTo(EVENTS * 3 / 100, within(60));
    }

    @Test
    void jobsAreValidAndInOrderAndComeToResults() throws Exception {
        Corpus.Plan plan = new Corpus.Plan(Mix.JOBS, 1, EVENTS, 0, END);
        Map<Integer, Integer> kinds = new TreeMap<>();
        Set<Bytes> requests = new HashSet<>();
        int answers = 0;
        try (Corpus corpus = Corpus.open(Corpus.make(directory, plan, Optional.empty()))) {
            long last = 0;
            for (int i = 0; i < EVENTS; i++) {
                Event event = EventJson.parse(corpus.json(i), 10_000);
                EventVerifier.verify(event);
                assertThat(event.createdAt()).isGreaterThanOrEqualTo(last);
                last = event.createdAt();
                kinds.merge(event.kind(), 1, Integer::sum);
                if (JobKind.isRequest(event.kind())) {
                    requests.add(event.id());
                } else if (JobKind.isResult(event.kind()) && event.keys("e").anyMatch(requests::contains)) {
                    answers++;
                }
            }
        }
        assertThat(requests).hasSizeBetween(EVENTS / 6, EVENTS / 2);
        assertThat(answers).isBetween(EVENTS / 6, EVENTS / 2);
        assertThat(kinds).containsKeys(Kinds.JOB_FEEDBACK, Kinds.ZAP_RECEIPT);
        assertThat(kinds.get(Kinds.HANDLER_INFORMATION)).isGreaterThan(8 * 8 * 13);
    }

    @Test
    void theSameSeedGivesTheSameFingerprint(@TempDir Path other) throws Exception {
        assertThat(fingerprint(directory, 1)).isEqualTo(fingerprint(other, 1)).isNotEqualTo(fingerprint(other, 2));
    }

    @Test
    void otherEventsStandBehindAsTheyAre(@TempDir Path other) throws Exception {
        Path file = Files.writeString(other.resolve("real.jsonl"), "{\"a\": 1}\n{\"é\":2}\n");
        try (Corpus corpus = Corpus.open(Corpus.make(directory, Corpus.Plan.of(1, 700), Optional.of(file)))) {
            assertThat(corpus.size()).isEqualTo(702);
            assertThat(corpus.json(700)).isEqualTo("{\"a\": 1}");
            assertThat(corpus.json(701)).isEqualTo("{\"é\":2}");
            assertThat(corpus.fingerprint()).isEqualTo(fingerprint(other, 1));
        }
    }

    private static String fingerprint(Path directory, long seed) throws Exception {
        try (Corpus corpus = Corpus.open(Corpus.make(directory, Corpus.Plan.of(seed, 700), Optional.empty()))) {
            return corpus.fingerprint();
        }
    }
}
