package org.nostrobservatory.benchmark;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.InvalidEventException;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.protocol.Nip19;

/** Each time about another window, other people and notes of the corpus, the active ones more often. */
final class SocialQuestions implements Questions {

    private static final int[] HOURS = {1, 6, 12, 24, 48, 72, 168};
    private static final List<String> WORDS = List.of(
            "relay", "bitcoin", "coffee", "node", "photography", "book", "nostr", "train", "morning", "telescope");

    private final SplittableRandom random;
    private final List<Event> events = new ArrayList<>();
    private final List<Event> notes = new ArrayList<>();

    /** Samples these events of the corpus, which are in the archive, unless their authors deleted them. */
    static SocialQuestions of(Observatory observatory, Corpus corpus, int from, int to, long seed)
            throws IOException, InvalidEventException, SQLException {
        SocialQuestions questions = new SocialQuestions(new SplittableRandom(seed));
        questions.events.addAll(corpus.sample(KNOWN, questions.random, from, to));
        List<Event> notes = questions.events.stream()
                .filter(event -> event.kind() == Kinds.NOTE)
                .toList();
        String named =
                notes.stream().map(note -> "('\\x" + note.id() + "'::bytea)").collect(Collectors.joining(", "));
        Set<String> stored = observatory
                .rows("select encode(id, 'hex') from event join (values " + named + ") as named (id) using (id)")
                .stream()
                .map(row -> row.get(0))
                .collect(Collectors.toSet());
        notes.stream().filter(note -> stored.contains(note.id().hex())).forEach(questions.notes::add);
        return questions;
    }

    private SocialQuestions(SplittableRandom random) {
        this.random = random;
    }

    @Override
    public List<Supplier<Question>> figures() {
        return List.of(
                () -> Question.api("overview", "/network/overview"),
                () -> Question.api("network timeline", "/network/timeline?interval=60&hours=" + hours()),
                () -> Question.api("trending hashtags", "/trending/hashtags?limit=20&hours=" + hours()),
                () -> Question.api(
                        "trending notes",
                        "/trending/notes?limit=20&by=" + pick("virality", "zaps", "replies", "reposts", "reactions")
                                + "&hours=" + hours()),
                () -> Question.api("top-zapped notes", "/zaps/top-notes?limit=10&hours=" + hours()),
                () -> Question.api("zap distribution", "/zaps/distribution?hours=" + hours()),
                () -> Question.api("zap senders", "/zaps/senders?limit=10&hours=" + hours()),
                () -> Question.api("zap recipients", "/zaps/recipients?limit=10&hours=" + hours()),
                () -> Question.api("zap timeline", "/zaps/timeline?hours=" + hours()),
                () -> Question.api("users", "/users?limit=20&by=" + pick("influence", "followers", "zaps", "notes")),
                () -> Question.api("a user", "/users/" + anybody()));
    }

    @Override
    public List<Supplier<Question>> archive() {
        return List.of(
                () -> Question.api("an event", "/events/" + anyNote().id()),
                () -> Question.api("newest notes", "/events?limit=50&kinds=1"),
                () -> Question.api("events of an author", "/events?limit=50&authors=" + anybody()),
                () -> Question.api(
                        "events with a tag", "/events?limit=50&e=" + anyNote().id()),
                () -> Question.api("search", "/search?limit=20&q=" + pick(WORDS)));
    }

    @Override
    public List<Supplier<Question>> pages() {
        return List.of(
                () -> new Question("Overview", "/"),
                () -> new Question("Trending", "/trending?window=" + hours() + "h"),
                () -> new Question("Network", "/network?window=" + hours() + "h"),
                () -> new Question("Users", "/users"),
                () -> new Question(
                        "User",
                        "/user?key=" + Nip19.npub(events.get(place(events)).pubkey())),
                () -> new Question("Zaps", "/zaps?window=" + hours() + "h"),
                () -> new Question("Note", "/note?id=" + Nip19.note(anyNote().id())),
                () -> new Question("Search", "/search?q=" + pick(WORDS)));
    }

    private int hours() {
        return HOURS[random.nextInt(HOURS.length)];
    }

    private String anybody() {
        return events.get(place(events)).pubkey().hex();
    }

    private Event anyNote() {
        return notes.get(place(notes));
    }

    private int place(List<?> list) {
        return random.nextInt(list.size());
    }

    private String pick(String... choices) {
        return pick(List.of(choices));
    }

    private String pick(List<String> choices) {
        return choices.get(place(choices));
    }
}
