package org.nostrobservatory.web.zap;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.nostrobservatory.note.Note;
import org.nostrobservatory.note.Notes;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.ZapVerdict;
import org.nostrobservatory.score.Window;
import org.nostrobservatory.web.api.Answers;
import org.nostrobservatory.zap.Zaps;

/** What was asked about zaps, as all who ask share it: some seconds old. */
@ApplicationScoped
public class LatestZaps {

    private static final Duration AGE = Duration.ofSeconds(15);

    private record Question(Window window, Set<ZapVerdict> verdicts, int limit) {}

    private record Series(Window window, Duration interval, Set<ZapVerdict> verdicts) {}

    /** @param note null where it is not stored */
    record Zapped(Zaps.TopNote top, Note note) {}

    @Inject
    private Zaps zaps;

    @Inject
    private Notes notes;

    @Inject
    private Answers answers;

    private Function<Window, List<Zaps.VerdictTotal>> verdicts;
    private Function<Question, Zaps.Distribution> distribution;
    private Function<Question, List<Zapped>> topNotes;
    private Function<Question, List<Zaps.Party>> senders;
    private Function<Question, List<Zaps.Party>> recipients;
    private Function<Series, List<Zaps.Bucket>> timeline;

    @PostConstruct
    void remember() {
        verdicts = answers.remembered(AGE, window -> zaps.verdicts(Instant.now(), window));
        distribution = answers.remembered(AGE, ask -> zaps.distribution(Instant.now(), ask.window(), ask.verdicts()));
        topNotes = answers.remembered(AGE, this::askForNotes);
        senders =
                answers.remembered(AGE, ask -> zaps.senders(Instant.now(), ask.window(), ask.verdicts(), ask.limit()));
        recipients = answers.remembered(
                AGE, ask -> zaps.recipients(Instant.now(), ask.window(), ask.verdicts(), ask.limit()));
        timeline = answers.remembered(
                AGE, ask -> zaps.timeline(Instant.now(), ask.window(), ask.interval(), ask.verdicts()));
    }

    private List<Zapped> askForNotes(Question ask) {
        Instant now = Instant.now();
        List<Zaps.TopNote> top = zaps.topNotes(now, ask.window(), ask.verdicts(), ask.limit());
        Map<Bytes, Note> found =
                notes.find(top.stream().map(Zaps.TopNote::eventId).toList(), now.getEpochSecond()).stream()
                        .collect(Collectors.toMap(Note::id, Function.identity()));
        return top.stream()
                .map(one -> new Zapped(one, found.get(one.eventId())))
                .toList();
    }

    /** As {@link Zaps#verdicts}. */
    public List<Zaps.VerdictTotal> verdicts(Window window) {
        return verdicts.apply(window);
    }

    /** As {@link Zaps#distribution}. */
    public Zaps.Distribution distribution(Window window, Set<ZapVerdict> counted) {
        return distribution.apply(new Question(window, counted, 0));
    }

    List<Zapped> topNotes(Window window, Set<ZapVerdict> counted, int limit) {
        return first(topNotes, window, counted, limit);
    }

    /** As {@link Zaps#senders}. */
    public List<Zaps.Party> senders(Window window, Set<ZapVerdict> counted, int limit) {
        return first(senders, window, counted, limit);
    }

    /** As {@link Zaps#recipients}. */
    public List<Zaps.Party> recipients(Window window, Set<ZapVerdict> counted, int limit) {
        return first(recipients, window, counted, limit);
    }

    /** As {@link Zaps#timeline}. */
    public List<Zaps.Bucket> timeline(Window window, Duration interval, Set<ZapVerdict> counted) {
        return timeline.apply(new Series(window, interval, counted));
    }

    private static <T> List<T> first(
            Function<Question, List<T>> question, Window window, Set<ZapVerdict> counted, int limit) {
        return Answers.first(limit, asked -> question.apply(new Question(window, counted, asked)));
    }
}
