package org.nostrobservatory.web.health;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether the database answers. */
@Readiness
@ApplicationScoped
public class DatabaseCheck implements HealthCheck {

    private static final Logger LOG = System.getLogger(DatabaseCheck.class.getName());
    private static final int TIMEOUT_SECONDS = 3;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("database").status(isReachable()).build();
    }

    private static boolean isReachable() {
        // Looked up, not injected: in an EAR this bean comes to life before its environment does.
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(TIMEOUT_SECONDS);
            return statement.execute("select 1");
        } catch (SQLException | NamingException e) {
            LOG.log(Level.WARNING, "The database does not answer", e);
            return false;
        }
    }

    private static DataSource dataSource() throws NamingException {
        return InitialContext.doLookup("jdbc/observatory");
    }
}
