package org.nostrobservatory.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.EventVerifier;
import org.nostrobservatory.protocol.InvalidEventException;
import org.nostrobservatory.protocol.JobFeedback;
import org.nostrobservatory.protocol.JobRequest;
import org.nostrobservatory.protocol.JobResult;
import org.nostrobservatory.protocol.JobStatus;

class SampleNetworkTest {

    private static final Instant NOW = Instant.parse("2026-03-14T15:09:26Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Duration BACK = Duration.ofDays(3);
    private static final int COUNT = 6_000;
    private static final List<Event> HISTORY = new SampleNetwork(7, CLOCK).history(BACK, COUNT);
    private static final Map<Integer, Long> BY_KIND =
            HISTORY.stream().collect(Collectors.groupingBy(Event::kind, Collectors.counting()));

    @Test
    void everyEventIsValidAndTheOnlyOneOfItsId() throws InvalidEventException {
        for (Event event : HISTORY) {
            EventVerifier.verify(event);
        }
        assertThat(HISTORY).extracting(Event::id).doesNotHaveDuplicates().hasSize(COUNT);
    }

    @Test
    void theHistoryIsSpreadInOrderOverThePast() {
        long end = NOW.getEpochSecond();
        long start = end - BACK.toSeconds();
        assertThat(HISTORY)
                .isSortedAccordingTo(Comparator.comparingLong(Event::createdAt))
                .allMatch(event -> event.createdAt() >= start && event.createdAt() <= end);
        long[] byDay = new long[3];
        HISTORY.forEach(event -> byDay[(int) Math.min(2, (event.createdAt() - start) / 86_400)]++);
        assertThat(LongStream.of(byDay).min().orElseThrow()).isGreaterThan(COUNT / 5);
        assertThat(HISTORY.get(COUNT - 1).createdAt()).isGreaterThan(end - 1_800);
    }

    @Test
    void theSameSeedGivesTheSameEvents() {
        SampleNetwork one = new SampleNetwork(11, CLOCK);
        SampleNetwork other = new SampleNetwork(11, CLOCK);
        assertThat(one.history(BACK, 500)).isEqualTo(other.history(BACK, 500)).hasSize(500);
        assertThat(Stream.generate(one::next).limit(200))
                .isEqualTo(Stream.generate(other::next).limit(200).toList());
        assertThat(new SampleNetwork(12, CLOCK).history(BACK, 500))
                .doesNotContainAnyElementsOf(new SampleNetwork(11, CLOCK).history(BACK, 500));
    }

    @Test
    void theKindsOfTheFieldAreThere() {
        assertThat(BY_KIND.keySet())
                .contains(0, 1, 3, 4, 5, 6, 7, 16, 1059, 1111, 1984, 5300, 6300, 7000, 9735, 10002, 24133)
                .contains(30023, 30315, 31990);
        assertThat(BY_KIND.keySet()).containsAnyOf(5050, 5100, 5250).containsAnyOf(6050, 6100, 6250);
        assertThat(BY_KIND.get(1)).isBetween(COUNT * 28L / 100, COUNT * 48L / 100);
        assertThat(BY_KIND.get(7)).isBetween(COUNT * 12L / 100, COUNT * 26L / 100);
        assertThat(BY_KIND.get(9735)).isBetween(COUNT * 3L / 100, COUNT * 12L / 100);
        assertThat(BY_KIND.get(31990)).isEqualTo(13);
    }

    @Test
    void jobsGoInManyWays() {
        assertThat(BY_KIND.keySet()).contains(5002, 5050, 5100, 5250, 5300, 5302, 6302, 11316, 11999, 30818);
        assertThat(HISTORY.stream()
                        .flatMap(event -> JobFeedback.of(event).stream())
                        .map(JobFeedback::status))
                .contains(JobStatus.values());
        assertThat(HISTORY.stream().flatMap(event -> JobRequest.of(event).stream()))
                .anyMatch(request -> !request.chainedTo().isEmpty())
                .anyMatch(request -> request.targets().isEmpty())
                .anyMatch(request -> request.targets().size() == 1);
        assertThat(HISTORY.stream().flatMap(event -> JobResult.of(event).stream()))
                .anyMatch(result -> result.amount().isBad())
                .anyMatch(JobResult::encrypted);
        Set<Bytes> answers = HISTORY.stream()
                .filter(event -> event.kind() >= 6000 && event.kind() <= 7000)
                .map(Event::id)
                .collect(Collectors.toSet());
        assertThat(HISTORY.stream().filter(event -> event.kind() == 9735).flatMap(event -> event.keys("e")))
                .anyMatch(answers::contains);
    }

    @Test
    void somePeopleDoMuchMoreThanOthers() {
        List<Long> perAuthor =
                HISTORY.stream().collect(Collectors.groupingBy(Event::pubkey, Collectors.counting())).values().stream()
                        .sorted(Comparator.reverseOrder())
                        .toList();
        assertThat(perAuthor).hasSizeGreaterThan(280);
        long top = perAuthor.stream().limit(30).mapToLong(Long::longValue).sum();
        assertThat(top).isGreaterThan(COUNT / 3L);
    }

    @Test
    void referencesPointAtEarlierEventsAndKnownPeople() {
        Set<Bytes> earlier = new HashSet<>();
        Set<Bytes> authors = HISTORY.stream().map(Event::pubkey).collect(Collectors.toSet());
        for (Event event : HISTORY) {
            assertThat(earlier).containsAll(event.keys("e").toList());
            assertThat(earlier).containsAll(event.keys("q").toList());
            assertThat(authors).containsAll(event.keys("p").toList());
            earlier.add(event.id());
        }
    }

    @Test
    void threadsCarryMarkersAndHashtagsStandInTheText() {
        Function<String, Long> marked = marker -> HISTORY.stream()
                .filter(event -> event.kind() == 1)
                .flatMap(event -> event.tags("e"))
                .filter(tag -> tag.at(3).filter(marker::equals).isPresent())
                .count();
        assertThat(marked.apply("root")).isGreaterThan(marked.apply("reply"));
        assertThat(marked.apply("reply")).isGreaterThan(100);
        assertThat(HISTORY)
                .filteredOn(event -> event.kind() == 1)
                .allSatisfy(note -> note.tags("t")
                        .forEach(tag -> assertThat(note.content())
                                .contains("#" + tag.value().orElseThrow())));
    }

    @Test
    void someEventsExpireOrWarn() {
        assertThat(HISTORY)
                .anyMatch(event -> event.tagValue("expiration").isPresent())
                .anyMatch(event -> event.tagValue("content-warning").isPresent())
                .anyMatch(event -> event.tags("q").findAny().isPresent());
    }

    @Test
    void aHistoryIsGivenOnce() {
        SampleNetwork network = new SampleNetwork(1, CLOCK);
        network.next();
        assertThatThrownBy(() -> network.history(BACK, 10)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void smallHistoriesHaveTheirCountToo() {
        for (int count : new int[] {0, 1, 10, 100}) {
            assertThat(new SampleNetwork(3, CLOCK).history(BACK, count)).hasSize(count);
        }
    }

    @Test
    void whatComesNextIsDatedNowAndAnswersWhatWas() throws InvalidEventException {
        SampleNetwork network = new SampleNetwork(5, CLOCK);
        Set<Bytes> known = network.history(BACK, 1_000).stream().map(Event::id).collect(Collectors.toSet());
        List<Event> next =
                IntStream.range(0, 1_000).mapToObj(i -> network.next()).toList();
        assertThat(next).extracting(Event::id).doesNotHaveDuplicates();
        for (Event event : next) {
            EventVerifier.verify(event);
            assertThat(event.createdAt()).isEqualTo(NOW.getEpochSecond());
            assertThat(known).containsAll(event.keys("e").toList());
            known.add(event.id());
        }
        assertThat(next).extracting(Event::kind).contains(0, 1, 7, 9735);
    }
}
