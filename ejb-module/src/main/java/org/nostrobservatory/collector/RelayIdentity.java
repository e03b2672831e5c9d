package org.nostrobservatory.collector;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.Optional;
import org.nostrobservatory.configuration.Setting;
import org.nostrobservatory.configuration.Settings;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.SecretKey;
import org.nostrobservatory.schema.Database;

/** Who we are to relays that demand authentication (NIP-42): the operator's key, or one generated once. */
@ApplicationScoped
class RelayIdentity {

    @Inject
    private Settings settings;

    @Inject
    private Database database;

    protected RelayIdentity() {}

    RelayIdentity(Settings settings, Database database) {
        this.settings = settings;
        this.database = database;
    }

    SecretKey key() {
        return settings.get(Setting.SECRET_KEY).orElseGet(this::keptKey);
    }

    private SecretKey keptKey() {
        return findKey().orElseGet(() -> {
            byte[] secret = new byte[32];
            new SecureRandom().nextBytes(secret);
            // Of all 32-byte strings all but one in 2^128 are keys: then the start fails, and the next does not.
            SecretKey.of(secret);
            database.update("insert into collector_key (secret) values (?) on conflict do nothing", Bytes.of(secret));
            return findKey().orElseThrow();
        });
    }

    private Optional<SecretKey> findKey() {
        return database.find("select secret from collector_key", row -> SecretKey.of(row.getBytes("secret")));
    }
}
