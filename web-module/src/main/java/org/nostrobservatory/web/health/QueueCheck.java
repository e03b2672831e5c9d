package org.nostrobservatory.web.health;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether the broker answers. */
@Readiness
@ApplicationScoped
public class QueueCheck implements HealthCheck {

    private static final Logger LOG = System.getLogger(QueueCheck.class.getName());
    private static final Duration KEPT = Duration.ofSeconds(5);
    private static final long PATIENCE_SECONDS = 3;

    @Resource(lookup = "java:comp/DefaultManagedExecutorService")
    private ManagedExecutorService executor;

    private Future<Boolean> asking;
    private boolean reachable = true;
    private Instant askedAt = Instant.MIN;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("queue").status(isReachable()).build();
    }

    /** Asks aside, because the client waits for a broker that has gone for as long as that takes. */
    private synchronized boolean isReachable() {
        if (askedAt.isAfter(Instant.now().minus(KEPT))) {
            return reachable;
        }
        if (asking == null || asking.isDone()) {
            asking = executor.submit(QueueCheck::ask);
        }
        note(await(asking));
        return reachable;
    }

    private static boolean await(Future<Boolean> answer) {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void note(boolean answer) {
        if (answer != reachable) {
            LOG.log(answer ? Level.INFO : Level.WARNING, "The broker {0}", answer ? "answers" : "does not answer");
        }
        reachable = answer;
        askedAt = Instant.now();
    }

    private static boolean ask() throws NamingException, JMSException {
        ConnectionFactory connections = InitialContext.doLookup("jms/observatory/connection-factory");
        Queue queue = InitialContext.doLookup("jms/observatory/events");
        try (JMSContext context = connections.createContext();
                QueueBrowser browser = context.createBrowser(queue)) {
            browser.getEnumeration();
            return true;
        }
    }
}
