package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.protocol.Fixtures.MAX_TAGS;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is in public events of real people, against counts by a script that has nothing in common with this code. */
class RealExtractionTest {

    private static final List<Event> EVENTS = new ArrayList<>();

    @BeforeAll
    static void readAll() {
        for (String line : SampleFiles.lines("real-events.jsonl")) {
            try {
                Event event = EventJson.parse(line, MAX_TAGS);
                EventVerifier.verify(event);
                EVENTS.add(event);
            } catch (InvalidEventException e) {
                // Counted by RealEventsTest.
            }
        }
    }

    @Test
    void everyEventIsReadByEveryFunction() {
        for (Event event : EVENTS) {
            Hashtags.of(event);
            Mentions.of(event);
            Links.of(event);
            ThreadPosition.of(event);
            Comment.of(event);
            Quote.of(event);
            Repost.of(event);
            Reaction.of(event);
            ContentWarning.of(event);
            Bridge.of(event);
            FollowList.of(event);
            Report.of(event);
            JobRequest.of(event);
            JobResult.of(event);
            JobFeedback.of(event);
            DvmAnnouncement.of(event);
            JobKindTitle.of(event);
        }
        assertThat(EVENTS).hasSize(2750);
    }

    @Test
    void hashtags() {
        List<Hashtags> hashtags = notes().map(Hashtags::of).toList();

        assertThat(hashtags.stream().filter(it -> !it.names().isEmpty())).hasSize(7);
        assertThat(hashtags.stream().flatMap(it -> it.names().stream())).hasSize(18);
        assertThat(hashtags.stream().flatMap(it -> it.names().stream()).distinct())
                .hasSize(16);
    }

    @Test
    void linksAndMedia() {
        List<Link> links =
                notes().flatMap(note -> Links.of(note).links().stream()).toList();

        assertThat(counts(links.stream().map(Link::type)))
                .isEqualTo(Map.of(Link.Type.PAGE, 8L, Link.Type.IMAGE, 14L, Link.Type.VIDEO, 2L));
        assertThat(notes().flatMap(note -> Links.of(note).attachments().stream()))
                .hasSize(9)
                .allSatisfy(attachment -> assertThat(attachment.dimensions()).isPresent());
    }

    @Test
    void mentions() {
        List<Event> tagged = notes().map(RealExtractionTest::withoutContent).toList();

        assertThat(tagged.stream()
                        .mapToInt(note -> Mentions.of(note).keys().size())
                        .sum())
                .isEqualTo(232);
        assertThat(tagged.stream().filter(note -> Mentions.of(note).self())).hasSize(15);
    }

    @Test
    void threads() {
        assertThat(counts(notes().map(note -> ThreadPosition.of(note).parent().isPresent())))
                .isEqualTo(Map.of(true, 145L, false, 67L));
    }

    @Test
    void quotes() {
        assertThat(counts(notes().flatMap(note -> Quote.of(note).stream()).map(Quote::source)))
                .containsEntry(Quote.Source.TAG, 4L);
    }

    @Test
    void reposts() {
        List<Repost> reposts =
                EVENTS.stream().flatMap(event -> Repost.of(event).stream()).toList();

        assertThat(counts(reposts.stream().map(Repost::copy)))
                .isEqualTo(Map.of(Repost.Copy.VERIFIED, 13L, Repost.Copy.NONE, 1L));
    }

    @Test
    void reactions() {
        List<Reaction> reactions =
                EVENTS.stream().flatMap(event -> Reaction.of(event).stream()).toList();

        assertThat(counts(reactions.stream().map(Reaction::meaning)))
                .isEqualTo(
                        Map.of(Reaction.Meaning.LIKE, 57L, Reaction.Meaning.DISLIKE, 1L, Reaction.Meaning.EMOJI, 67L));
        assertThat(counts(reactions.stream().map(Reaction::symbol)))
                .containsEntry("🤙", 39L)
                .containsEntry("❤", 2L)
                .hasSize(16);
    }

    @Test
    void follows() {
        List<FollowList> lists =
                EVENTS.stream().flatMap(event -> FollowList.of(event).stream()).toList();

        assertThat(lists).hasSize(50);
        assertThat(lists.stream().mapToInt(list -> list.keys().size()).sum()).isEqualTo(2284);
        assertThat(lists.stream().mapToInt(FollowList::invalid).sum()).isEqualTo(1);
        assertThat(lists.stream().filter(FollowList::self)).hasSize(36);
    }

    @Test
    void bridges() {
        assertThat(EVENTS.stream().flatMap(event -> Bridge.of(event).stream()).map(Bridge::protocol))
                .containsExactly("activitypub", "activitypub");
    }

    @Test
    void jobs() {
        List<JobRequest> requests =
                EVENTS.stream().flatMap(event -> JobRequest.of(event).stream()).toList();

        assertThat(requests).hasSize(60);
        assertThat(requests.stream().filter(request -> !request.targets().isEmpty()))
                .hasSize(21);
        assertThat(requests.stream().filter(JobRequest::encrypted)).hasSize(9);
        assertThat(requests.stream().filter(request -> request.bidMsat().isPresent()))
                .hasSize(4);
        assertThat(requests.stream().filter(request -> !request.chainedTo().isEmpty()))
                .hasSize(2);
    }

    @Test
    void results() {
        List<JobResult> results =
                EVENTS.stream().flatMap(event -> JobResult.of(event).stream()).toList();

        assertThat(results).hasSize(43);
        assertThat(results.stream().filter(result -> result.requestId().isPresent()))
                .hasSize(28);
        assertThat(results.stream().filter(result -> result.amount().msat().isPresent()))
                .hasSize(2);
        assertThat(results.stream().filter(result -> result.amount().isBad())).hasSize(1);
    }

    @Test
    void feedback() {
        List<JobFeedback> feedback =
                EVENTS.stream().flatMap(event -> JobFeedback.of(event).stream()).toList();

        assertThat(counts(feedback.stream().map(JobFeedback::status)))
                .isEqualTo(Map.of(
                        JobStatus.PAYMENT_REQUIRED,
                        6L,
                        JobStatus.PROCESSING,
                        7L,
                        JobStatus.PARTIAL,
                        1L,
                        JobStatus.SUCCESS,
                        5L,
                        JobStatus.ERROR,
                        3L,
                        JobStatus.ENCRYPTED,
                        6L));
        assertThat(feedback.stream().filter(it -> it.amount().paymentHash().isPresent()))
                .hasSize(4);
        assertThat(feedback.stream().filter(it -> it.amount().isBad())).hasSize(3);
    }

    private static Stream<Event> notes() {
        return EVENTS.stream().filter(event -> event.kind() == Kinds.NOTE);
    }

    private static Event withoutContent(Event event) {
        return new Event(event.id(), event.pubkey(), event.createdAt(), event.kind(), event.tags(), "", event.sig());
    }

    private static <T> Map<T, Long> counts(Stream<T> items) {
        return items.collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
