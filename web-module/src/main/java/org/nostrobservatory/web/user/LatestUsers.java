package org.nostrobservatory.web.user;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.nostrobservatory.note.AuthorNotes;
import org.nostrobservatory.note.Note;
import org.nostrobservatory.person.Newcomers;
import org.nostrobservatory.person.People;
import org.nostrobservatory.person.People.Order;
import org.nostrobservatory.person.People.Place;
import org.nostrobservatory.person.PersonDetails;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.web.api.Answers;

/** What was asked about people, as all who ask share it: some seconds old. */
@ApplicationScoped
public class LatestUsers {

    private static final Duration AGE = Duration.ofSeconds(10);
    private static final Duration DAYS_AGE = Duration.ofMinutes(2);

    /** Longer lists, and later parts of lists, take more memory than time: there are as many of them as people. */
    private static final int REMEMBERED = 100;

    private static final int BEST = 5;

    /** What is known of somebody, and the notes of the highest rank. */
    record Person(PersonDetails.Details details, List<Note> best) {}

    private record Question(Order order, boolean trusted, int limit) {}

    @Inject
    private People people;

    @Inject
    private PersonDetails details;

    @Inject
    private AuthorNotes notes;

    @Inject
    private Newcomers newcomers;

    @Inject
    private Answers answers;

    private Function<Question, People.Part> lists;
    private Function<Bytes, Optional<Person>> persons;
    private Function<Boolean, List<Newcomers.Day>> days;

    @PostConstruct
    void remember() {
        lists = answers.remembered(AGE, ask -> people.list(ask.order(), ask.trusted(), null, ask.limit()));
        persons = answers.remembered(AGE, key -> find(key, Instant.now()));
        days = answers.remembered(DAYS_AGE, any -> newcomers.days(Instant.now()));
    }

    People.Part list(Order order, boolean trusted, Place after, int limit) {
        return after == null && limit <= REMEMBERED
                ? lists.apply(new Question(order, trusted, limit))
                : people.list(order, trusted, after, limit);
    }

    Optional<Person> find(Bytes key) {
        return persons.apply(key);
    }

    private Optional<Person> find(Bytes key, Instant now) {
        return details.find(key, now).map(found -> new Person(found, notes.best(key, BEST, now.getEpochSecond())));
    }

    /** How many begin and how many come back, day by day; some minutes old. */
    public List<Newcomers.Day> newcomers() {
        return days.apply(true);
    }
}
