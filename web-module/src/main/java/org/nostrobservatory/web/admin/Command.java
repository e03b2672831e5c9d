package org.nostrobservatory.web.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import java.util.function.Supplier;
import org.nostrobservatory.web.api.ProblemException;

/**
 * What an administrator has told a page to do: the button {@code <o:act/>} that he pressed, {@code pause wss://relay.example.com/}
 * for instance. The button says itself what it is about, so that a list which has changed meanwhile does no harm.
 */
@RequestScoped
class Command {

    private static final String PARAMETER = "act";

    /** One word, such as {@code pause}; empty if no button was pressed. */
    String verb() {
        return text().split(" ", 2)[0];
    }

    /** What it is about; empty if it is about everything. */
    String subject() {
        String[] parts = text().split(" ", 2);
        return parts.length == 2 ? parts[1] : "";
    }

    private String text() {
        FacesContext faces = FacesContext.getCurrentInstance();
        String text = faces.getExternalContext().getRequestParameterMap().get(PARAMETER);
        // What was not posted from a page that this session was shown is nobody's will.
        return text == null || !faces.isPostback() ? "" : text;
    }

    /** Does something and says what was done, or why it was not. */
    void run(Supplier<String> action) {
        try {
            say(FacesMessage.SEVERITY_INFO, action.get());
        } catch (ProblemException e) {
            say(FacesMessage.SEVERITY_ERROR, e.getMessage());
        }
    }

    private void say(FacesMessage.Severity severity, String text) {
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(severity, text, null));
    }
}
