package org.nostrobservatory.web.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.nostrobservatory.ingest.Queues;
import org.nostrobservatory.web.api.ProblemException;

/** What {@code admin/queues.xhtml} shows and does. */
@Named
@RequestScoped
public class AdminQueuesPage {

    private static final int SHOWN = 50;

    @Inject
    private Queues queues;

    @Inject
    private Actions actions;

    @Inject
    private Command command;

    private List<Queues.Depth> depths;
    private List<Queues.DeadLetter> deadLetters;
    private String problem;

    /** Does what a button says. */
    public void act() {
        switch (command.verb()) {
            case "requeue" ->
                command.run(() -> {
                    actions.requeue(command.subject());
                    return "The batch is processed again.";
                });
            case "requeue-all" -> command.run(() -> outcome(actions.requeueAll()));
            case "delete" ->
                command.run(() -> {
                    actions.deleteDeadLetter(command.subject());
                    return "The message is deleted.";
                });
            default -> {
                // No button was pressed.
            }
        }
        depths = null;
    }

    private static String outcome(Queues.Requeued requeued) {
        return requeued.moved() + (requeued.moved() == 1 ? " batch is" : " batches are") + " processed again."
                + (requeued.unreadable() == 0 ? "" : " " + requeued.unreadable() + " cannot be read and stay here.");
    }

    private void ask() {
        if (depths == null) {
            try {
                depths = Actions.asking(queues::depths);
                deadLetters = Actions.asking(() -> queues.deadLetters(SHOWN));
            } catch (ProblemException e) {
                depths = List.of();
                deadLetters = List.of();
                problem = e.getMessage();
            }
        }
    }

    public List<Queues.Depth> getDepths() {
        ask();
        return depths;
    }

    /** The oldest ones. */
    public List<Queues.DeadLetter> getDeadLetters() {
        ask();
        return deadLetters;
    }

    /** Why nothing can be shown; null if it can. */
    public String getProblem() {
        ask();
        return problem;
    }
}
