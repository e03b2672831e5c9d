package org.nostrobservatory.note;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.time.Duration;
import org.nostrobservatory.schema.SurvivingTimer;

/**
 * Tells the languages of new notes, the newest first. What is left after a fifth of a second, such as the notes of an
 * import, waits for the next second: some 700 notes a second, and at most a fifth of a core.
 */
@Singleton
@Interceptors(SurvivingTimer.class)
@TransactionManagement(TransactionManagementType.BEAN) // each portion is one of its own
public class LanguageTimer {

    private static final int PORTION = 250;
    private static final Duration SHARE = Duration.ofMillis(200);

    @Inject
    private NoteLanguages languages;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void update() {
        long end = System.nanoTime() + SHARE.toNanos();
        boolean more = true;
        while (more && System.nanoTime() < end) {
            more = languages.update(PORTION) == PORTION;
        }
    }
}
