package org.nostrobservatory.ingest;

import org.nostrobservatory.schema.Database;

/** The archive, to be asked by tests of other components. */
public final class TestEvents {

    private TestEvents() {}

    public static Events of(Database database) {
        return new Events(database);
    }
}
