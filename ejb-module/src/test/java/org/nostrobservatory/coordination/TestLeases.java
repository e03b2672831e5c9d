package org.nostrobservatory.coordination;

import java.util.UUID;
import org.nostrobservatory.schema.Database;

/** Leases for tests of those who need one. */
public final class TestLeases {

    private TestLeases() {}

    /** Leases a relay to a collector that is made for it, instead of to whoever has it. */
    public static void grant(Database database, int relayId, long token) {
        UUID collector = UUID.randomUUID();
        database.update(
                "insert into collector (id, name, started_at, heartbeat_at) values (?, 'test', now(), now())",
                collector);
        database.update("""
                insert into relay_lease (relay_id, collector_id, token, granted_at) values (?, ?, ?, now())
                on conflict (relay_id) do update set (collector_id, token) = (excluded.collector_id, excluded.token)""", relayId, collector, token);
    }
}
