package org.nostrobservatory.schema;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;

/** Brings the schema up to date before anything else uses it. */
@Singleton
@Startup
@DependsOn("SettingsCheck")
@TransactionManagement(TransactionManagementType.BEAN)
public class SchemaMigration {

    private static final Logger LOG = System.getLogger(SchemaMigration.class.getName());

    @Resource(lookup = "jdbc/observatory")
    private DataSource dataSource;

    @PostConstruct
    void run() {
        MigrateResult result = migrate(dataSource);
        LOG.log(
                Level.INFO,
                "Schema at version {0}, {1} migrations applied",
                result.targetSchemaVersion == null ? result.initialSchemaVersion : result.targetSchemaVersion,
                result.migrationsExecuted);
    }

    /** Returns when the schema is up to date: the container lets nobody in before {@link #run()} is through. */
    @Lock(LockType.READ)
    public void awaitMigrated() {}

    /** Applies the migrations that the database lacks. */
    public static MigrateResult migrate(DataSource dataSource) {
        return Flyway.configure(SchemaMigration.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }
}
