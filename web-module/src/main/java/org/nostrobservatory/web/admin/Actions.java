package org.nostrobservatory.web.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.nostrobservatory.account.AuditLog;
import org.nostrobservatory.batch.JobAlreadyRunningException;
import org.nostrobservatory.batch.Jobs;
import org.nostrobservatory.batch.NotRestartableException;
import org.nostrobservatory.batch.NotRunningException;
import org.nostrobservatory.batch.UnknownJobException;
import org.nostrobservatory.ingest.BrokerAwayException;
import org.nostrobservatory.ingest.Queues;
import org.nostrobservatory.ingest.Rebuild;
import org.nostrobservatory.protocol.RelayUrl;
import org.nostrobservatory.relay.RelayRefusedException;
import org.nostrobservatory.relay.Relays;
import org.nostrobservatory.web.api.ProblemException;

/**
 * What administrators do, by a page or by the JSON interface. Each action that succeeds is written down with who did it. All
 * throw a {@link ProblemException}, whose message is for people, where something cannot be done.
 */
@RequestScoped
class Actions {

    /**
     * What is to change about a relay.
     *
     * @param paused null where it is to stay as it is; so are the others
     * @param activity {@code normal} or {@code high}
     */
    record Change(Boolean paused, String activity, Integer priority) {

        static final Change NONE = new Change(null, null, null);

        /** A priority as people type it. */
        static int priority(String text) {
            if (text == null || !text.strip().matches("\\d{1,3}")) {
                throw wrongPriority();
            }
            return Integer.parseInt(text.strip());
        }

        private static ProblemException wrongPriority() {
            return ProblemException.badRequest("The priority is a number from 0 to " + Relays.MAX_PRIORITY + ".");
        }

        Relays.Handling to(Relays.Handling before) {
            if (activity != null && !activity.equals("normal") && !activity.equals("high")) {
                throw ProblemException.badRequest("activity is normal or high.");
            }
            try {
                return new Relays.Handling(
                        paused == null ? before.paused() : paused,
                        activity == null ? before.highActivity() : activity.equals("high"),
                        priority == null ? before.priority() : priority);
            } catch (IllegalArgumentException e) {
                throw wrongPriority();
            }
        }
    }

    @Inject
    private HttpServletRequest request;

    @Inject
    private AuditLog log;

    @Inject
    private Relays relays;

    @Inject
    private Queues queues;

    @Inject
    private Jobs jobs;

    @Inject
    private Rebuild rebuild;

    /** Adds a relay to those that are collected from. Answers its address in normal form. */
    RelayUrl addRelay(String text, Change change) {
        RelayUrl url = url(text);
        Relays.Handling handling = change.to(Relays.Handling.USUAL);
        refusing(() -> {
            relays.add(url, handling);
            return true;
        });
        done("relay added", url.value());
        return url;
    }

    private static RelayUrl url(String text) {
        try {
            return new RelayUrl(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest("This is no address of a relay: it " + e.getMessage() + ".");
        }
    }

    void changeRelay(RelayUrl url, Change change) {
        Relays.Handling before = relays.find(url)
                .filter(Relays.Summary::enabled)
                .map(Relays.Summary::handling)
                .orElseThrow(Actions::unknownRelay);
        Relays.Handling after = change.to(before);
        if (after.equals(before)) {
            return;
        }
        if (!relays.handle(url, after)) {
            throw unknownRelay();
        }
        if (after.paused() != before.paused()) {
            done(after.paused() ? "relay paused" : "relay resumed", url.value());
        }
        if (after.highActivity() != before.highActivity() || after.priority() != before.priority()) {
            done(
                    "relay changed",
                    url.value() + " to " + (after.highActivity() ? "high" : "normal") + " activity, priority "
                            + after.priority());
        }
    }

    /** Takes a relay away from those that are collected from. What it delivered stays. */
    void removeRelay(RelayUrl url) {
        if (!refusing(() -> relays.remove(url))) {
            throw unknownRelay();
        }
        done("relay removed", url.value());
    }

    private static <T> T refusing(Supplier<T> action) {
        try {
            return action.get();
        } catch (RelayRefusedException e) {
            throw e.isConflict()
                    ? ProblemException.conflict(e.getMessage())
                    : ProblemException.badRequest(e.getMessage());
        }
    }

    private static ProblemException unknownRelay() {
        return ProblemException.notFound("This relay is not collected from.");
    }

    void requeue(String deadLetter) {
        Queues.Requeued requeued = asking(() -> queues.requeue(deadLetter)).orElseThrow(Actions::unknownDeadLetter);
        if (requeued.moved() == 0) {
            throw ProblemException.conflict(
                    "This message is no batch that this version can read: it would only come back.");
        }
        done("dead letter re-queued", deadLetter);
    }

    Queues.Requeued requeueAll() {
        Queues.Requeued requeued = asking(queues::requeueAll);
        done("dead letters re-queued", Integer.toString(requeued.moved()));
        return requeued;
    }

    /** For ever. */
    void deleteDeadLetter(String id) {
        if (!asking(() -> queues.delete(id))) {
            throw unknownDeadLetter();
        }
        done("dead letter deleted", id);
    }

    private static ProblemException unknownDeadLetter() {
        return ProblemException.notFound("There is no such dead letter any more.");
    }

    /** What the broker answers. */
    static <T> T asking(Supplier<T> question) {
        try {
            return question.get();
        } catch (BrokerAwayException e) {
            throw new ProblemException(503, "The message broker does not answer. Try again later.");
        }
    }

    /**
     * Starts a job.
     *
     * @param components of the job {@code rebuild}: what to rebuild; all if empty
     * @return the number of the execution
     */
    long startJob(String name, List<String> components) {
        Map<String, String> parameters = name.equals("rebuild") ? Map.of("components", known(components)) : Map.of();
        long id = begin("There is no job " + name + ".", () -> jobs.start(name, parameters));
        done("job started", name + " as execution " + id);
        return id;
    }

    private String known(List<String> components) {
        SortedSet<String> all = rebuild.components();
        for (String component : components) {
            if (!all.contains(component)) {
                throw ProblemException.badRequest(
                        "There is no component of this name to rebuild; there are " + String.join(", ", all) + ".");
            }
        }
        return String.join(",", components.isEmpty() ? all : components);
    }

    /** Asks an execution to end after its current portion. */
    void stopJob(long execution) {
        try {
            jobs.stop(execution);
        } catch (UnknownJobException e) {
            throw ProblemException.notFound("There is no execution " + execution + ".");
        } catch (NotRunningException e) {
            throw ProblemException.conflict("This execution has ended already.");
        }
        done("job stopped", "execution " + execution);
    }

    /** Goes on with an execution that failed or was stopped. Answers the number of the new one. */
    long restartJob(long execution) {
        long id = begin("There is no execution " + execution + ".", () -> jobs.restart(execution));
        done("job restarted", "execution " + execution + " as " + id);
        return id;
    }

    private static long begin(String otherwise, LongSupplier beginning) {
        try {
            return beginning.getAsLong();
        } catch (UnknownJobException e) {
            throw ProblemException.notFound(otherwise);
        } catch (JobAlreadyRunningException e) {
            throw ProblemException.conflict("This job is running already.");
        } catch (NotRestartableException e) {
            throw ProblemException.conflict(
                    "Only the newest execution of a job can be restarted, if it failed or was stopped.");
        }
    }

    private void done(String action, String subject) {
        log.add(request.getUserPrincipal().getName(), action, subject);
    }
}
