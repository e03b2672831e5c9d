package org.nostrobservatory.relay;

import org.nostrobservatory.configuration.Settings;
import org.nostrobservatory.schema.Database;

/** The catalogue for tests of other components. */
public final class TestRelays {

    private TestRelays() {}

    public static Relays of(Settings settings, Database database) {
        return new Relays(settings, database);
    }
}
