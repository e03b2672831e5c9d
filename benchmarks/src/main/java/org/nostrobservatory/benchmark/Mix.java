package org.nostrobservatory.benchmark;

import java.io.IOException;
import java.sql.SQLException;
import java.util.function.LongFunction;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.InvalidEventException;
import org.nostrobservatory.sample.JobNetwork;
import org.nostrobservatory.sample.LargeNetwork;

/** What the events of a benchmark are. */
enum Mix {
    /** Kinds, authors and sizes as BigBrotr measured them in the whole network. */
    NETWORK(100_000, 200_000) {
        @Override
        LongFunction<Event> events(long seed) {
            return new LargeNetwork(seed)::next;
        }

        @Override
        Questions questions(Observatory observatory, Corpus corpus, int from, int to, long seed)
                throws IOException, InvalidEventException, SQLException {
            return SocialQuestions.of(observatory, corpus, from, to, seed);
        }
    },
    /** Nothing but jobs of DVMs: requests, feedback, results, announcements and zaps for them. */
    JOBS(50_000, 100_000) {
        @Override
        LongFunction<Event> events(long seed) {
            return new JobNetwork(seed)::next;
        }

        @Override
        Questions questions(Observatory observatory, Corpus corpus, int from, int to, long seed)
                throws IOException, InvalidEventException {
            return JobQuestions.of(corpus, from, to, seed);
        }
    };

    /** How many events are stored before the first rate is measured. */
    final int smallArchive;

    /** How many events a rate is measured over. */
    final int window;

    Mix(int smallArchive, int window) {
        this.smallArchive = smallArchive;
        this.window = window;
    }

    /** A network of its own: makes an event of each time (unix seconds), which must not go back. */
    abstract LongFunction<Event> events(long seed);

    /** About these events of the corpus, which are in the archive. */
    abstract Questions questions(Observatory observatory, Corpus corpus, int from, int to, long seed)
            throws IOException, InvalidEventException, SQLException;
}
