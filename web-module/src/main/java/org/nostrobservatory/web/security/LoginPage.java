package org.nostrobservatory.web.security;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import org.nostrobservatory.account.AdminAccount;
import org.nostrobservatory.account.AuditLog;
import org.nostrobservatory.web.page.Address;

/**
 * What {@code login.xhtml} asks for, and the way out again. Neither page is stateless, so that what is posted must come from a
 * page that this session was shown (CSRF).
 */
@Named
@RequestScoped
public class LoginPage {

    @Inject
    private PasswordCheck passwords;

    @Inject
    private AuditLog log;

    @Inject
    private Address address;

    @Inject
    private HttpServletRequest request;

    private String name = "";
    private String password = "";

    /** Goes on at once if somebody is signed in already. */
    public void skip() throws IOException {
        if (isSignedIn()) {
            redirect(LoginRedirect.target(address.get(LoginRedirect.NEXT)));
        }
    }

    public void signIn() throws IOException {
        PasswordCheck.Outcome outcome =
                passwords.check(new UsernamePasswordCredential(name, password), request.getRemoteAddr());
        password = "";
        if (outcome.waitSeconds() > 0) {
            complain("Too many wrong passwords. Try again in " + outcome.waitSeconds() + " s.");
        } else if (!outcome.isValid() || !outcome.result().getCallerGroups().contains(AdminAccount.ROLE)) {
            complain("Name or password is wrong.");
        } else {
            // Whoever knew the session's number before does not know the new one (session fixation).
            request.changeSessionId();
            String caller = outcome.result().getCallerPrincipal().getName();
            new Login(caller, outcome.result().getCallerGroups(), Instant.now()).keepIn(request.getSession());
            log.add(caller, "signed in", "from " + request.getRemoteAddr());
            redirect(LoginRedirect.target(address.get(LoginRedirect.NEXT)));
        }
    }

    public void signOut() throws IOException {
        Login.of(request.getSession(false)).ifPresent(login -> log.add(login.name(), "signed out", ""));
        external().invalidateSession();
        redirect("/login");
    }

    private boolean isSignedIn() {
        return Login.of(request.getSession(false)).isPresent();
    }

    private void redirect(String page) throws IOException {
        external().redirect(request.getContextPath() + page);
    }

    private static ExternalContext external() {
        return FacesContext.getCurrentInstance().getExternalContext();
    }

    private static void complain(String text) {
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, text, null));
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name == null ? "" : name.strip();
    }

    /** Never shown again. */
    public String getPassword() {
        return "";
    }

    public void setPassword(String password) {
        this.password = password == null ? "" : password;
    }
}
