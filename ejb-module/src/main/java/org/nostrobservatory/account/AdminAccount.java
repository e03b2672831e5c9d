package org.nostrobservatory.account;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nostrobservatory.configuration.Setting;
import org.nostrobservatory.configuration.Settings;
import org.nostrobservatory.schema.AdvisoryLock;
import org.nostrobservatory.schema.Database;

/** Makes sure that there is an account {@code admin}: with the configured password, or with one made up and logged once. */
@Singleton
@Startup
@DependsOn("SchemaMigration")
public class AdminAccount {

    /** The role that administration asks for. */
    public static final String ROLE = "admin";

    /** What passwords are hashed with; the identity store must be given the same. */
    public static final String HASH_ALGORITHM = "Pbkdf2PasswordHash.Algorithm=PBKDF2WithHmacSHA512";

    public static final String HASH_ITERATIONS = "Pbkdf2PasswordHash.Iterations=210000";
    public static final String HASH_SALT = "Pbkdf2PasswordHash.SaltSizeBytes=32";

    private static final Logger LOG = System.getLogger(AdminAccount.class.getName());
    private static final String NAME = "admin";
    private static final int GENERATED_BYTES = 15;

    @Inject
    private Settings settings;

    @Inject
    private Pbkdf2PasswordHash hash;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Database database;

    @PostConstruct
    void ensure() {
        hash.initialize(Map.ofEntries(entry(HASH_ALGORITHM), entry(HASH_ITERATIONS), entry(HASH_SALT)));
        // Two servers may be started at once.
        AdvisoryLock.ADMIN_ACCOUNT.lock(database);
        Optional<Account> account = Optional.ofNullable(entities.find(Account.class, NAME));
        Optional<String> configured = settings.get(Setting.ADMIN_PASSWORD);
        if (account.isPresent()) {
            configured.ifPresent(password -> change(account.get(), password));
        } else {
            String password = configured.orElseGet(AdminAccount::generate);
            entities.persist(new Account(NAME, hash.generate(password.toCharArray()), Set.of(ROLE)));
            if (configured.isEmpty()) {
                LOG.log(Level.INFO, "Generated the admin password: {0}", password);
            }
        }
    }

    private void change(Account account, String password) {
        if (!hash.verify(password.toCharArray(), account.passwordHash())) {
            account.changePassword(hash.generate(password.toCharArray()));
            LOG.log(Level.INFO, "Changed the admin password to the configured one");
        }
    }

    private static String generate() {
        byte[] random = new byte[GENERATED_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private static Map.Entry<String, String> entry(String assignment) {
        int equals = assignment.indexOf('=');
        return Map.entry(assignment.substring(0, equals), assignment.substring(equals + 1));
    }
}
