package org.nostrobservatory.web.trending;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.nostrobservatory.note.Note;
import org.nostrobservatory.note.Notes;
import org.nostrobservatory.score.Window;
import org.nostrobservatory.web.api.Answers;

/** Trending notes, as all who ask share them: some seconds old. */
@ApplicationScoped
public class LatestNotes {

    private static final Duration AGE = Duration.ofSeconds(15);

    private record Question(Window window, Notes.By by, boolean trusted, int limit) {}

    @Inject
    private Notes notes;

    @Inject
    private Answers answers;

    private Function<Question, List<Note>> trending;

    @PostConstruct
    void remember() {
        trending = answers.remembered(
                AGE,
                ask -> notes.trending(
                        ask.window(),
                        ask.by(),
                        ask.trusted(),
                        ask.limit(),
                        Instant.now().getEpochSecond()));
    }

    /** As {@link Notes#trending}. */
    public List<Note> trending(Window window, Notes.By by, boolean trusted, int limit) {
        return Answers.first(limit, asked -> trending.apply(new Question(window, by, trusted, asked)));
    }
}
