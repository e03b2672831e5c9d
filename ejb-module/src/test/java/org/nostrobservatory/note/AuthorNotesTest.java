package org.nostrobservatory.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nostrobservatory.ingest.SampleEvents.TIME;
import static org.nostrobservatory.ingest.SampleEvents.key;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.ingest.Events.Place;
import org.nostrobservatory.ingest.TestArchive;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Tag;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;

class AuthorNotesTest {

    private static final long NOW = TIME + 86_400;
    private static final long YEAR = 365 * 86_400L;

    private final Database database = TestDatabase.migrated();
    private final AuthorNotes notes = new AuthorNotes(database);

    @Test
    void notesAreListedTheLatestFirstAlsoAmongManyOtherEventsAndAfterYearsOfSilence() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            events.add(key(1).sign(TIME + i / 30, i % 5 == 0 ? 1 : 7, List.of(), "note " + i));
        }
        for (int i = 0; i < 5; i++) {
            events.add(key(1).sign(TIME - 3 * YEAR - i % 2, 1, List.of(), "long ago " + i));
        }
        List<Event> written = new ArrayList<>(
                events.stream().filter(event -> event.kind() == 1).toList());
        written.sort(Comparator.comparingLong(Event::createdAt).reversed().thenComparing(Event::id));
        events.add(key(1).sign(TIME, 1, List.of(Tag.of("expiration", "" + (TIME + 1))), "expired"));
        events.add(key(1).sign(NOW + 1, 1, List.of(), "dated ahead"));
        events.add(key(2).sign(TIME, 1, List.of(), "another author's"));
        archive(events);

        for (int limit : List.of(1, 3, 100)) {
            List<Bytes> listed = new ArrayList<>();
            Optional<Place> place = Optional.empty();
            int parts = 0;
            do {
                AuthorNotes.Part part = notes.latest(key(1).publicKey(), place, limit, NOW);
                part.notes().forEach(note -> listed.add(note.id()));
                assertThat(part.notes()).hasSizeLessThanOrEqualTo(limit);
                place = part.next();
                parts++;
            } while (place.isPresent());

            assertThat(listed)
                    .containsExactlyElementsOf(written.stream().map(Event::id).toList());
            assertThat(parts).isBetween(4, 40);
        }
        assertThat(notes.latest(key(3).publicKey(), Optional.empty(), 1, NOW))
                .isEqualTo(new AuthorNotes.Part(List.of(), Optional.empty()));
    }

    @Test
    void theBestAreThoseOfTheHighestRankWithoutThoseDatedAhead() {
        Event best = key(1).sign(TIME, 1, List.of(), "best");
        Event second = key(1).sign(TIME + 1, 1, List.of(), "second");
        Event third = key(1).sign(TIME - YEAR, 1, List.of(), "third");
        Event ahead = key(1).sign(Long.MAX_VALUE - 1, 1, List.of(), "from the end of time");
        archive(List.of(best, second, third, ahead));
        score(ahead, 1e9);
        score(third, 1);
        score(best, 10);
        score(second, 5);

        assertThat(notes.best(key(1).publicKey(), 5, NOW))
                .extracting(Note::text)
                .containsExactly("best", "second", "third");
        assertThat(notes.best(key(1).publicKey(), 1, NOW))
                .extracting(Note::text)
                .containsExactly("best");
    }

    private void archive(List<Event> events) {
        new TestArchive(database, new NoteProjector(database)).add(events);
        database.update("""
                insert into author (pubkey, first_event_at, last_event_at, events)
                select pubkey, min(created_at), max(created_at), count(*) from event group by pubkey""");
    }

    private void score(Event note, double rank) {
        database.update("""
                insert into note_score (event_id, pubkey, created_at, zaps, msat, replies, reposts, reactions, rank,
                    trusted_zaps, trusted_msat, trusted_replies, trusted_reposts, trusted_reactions)
                values (?, ?, ?, 1, 21000, 0, 0, 1, ?, 0, 0, 0, 0, 0)""", note.id(), note.pubkey(), note.createdAt(), rank);
    }
}
