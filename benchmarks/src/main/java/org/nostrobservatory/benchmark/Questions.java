package org.nostrobservatory.benchmark;

import java.util.List;
import java.util.function.Supplier;

/** What visitors ask for: each sort says another question each time. */
interface Questions {

    /**
     * A question.
     *
     * @param name what it is counted under
     * @param path with the query
     */
    record Question(String name, String path) {

        /** Of the REST API. */
        static Question api(String name, String path) {
            return new Question(name, "/api/v1" + path);
        }
    }

    /** So many events of the corpus the questions are about. */
    int KNOWN = 5_000;

    /** Of the REST API, those that a page with figures asks. */
    List<Supplier<Question>> figures();

    /** Of the REST API, those that look into the archive. */
    List<Supplier<Question>> archive();

    List<Supplier<Question>> pages();
}
