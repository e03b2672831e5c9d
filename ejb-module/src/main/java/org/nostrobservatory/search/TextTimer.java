package org.nostrobservatory.search;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import org.nostrobservatory.schema.Leisure;
import org.nostrobservatory.schema.SurvivingTimer;

/**
 * Tells the languages of new notes and makes new texts searchable, the newest first. Languages come first, because the index
 * needs them and would tell them itself. What is left, such as an import, waits for the next second: {@link Leisure}.
 */
@Singleton
@Interceptors(SurvivingTimer.class)
@TransactionManagement(TransactionManagementType.BEAN) // each portion is one of its own
public class TextTimer {

    private static final int PORTION = 100;

    @Inject
    private Languages languages;

    @Inject
    private Indexing indexing;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void update() {
        Leisure.use(this::readPortion);
    }

    /** Answers whether there may be more. */
    private boolean readPortion() {
        int told = languages.update(PORTION);
        int read = indexing.update(PORTION);
        return told == PORTION || read == PORTION;
    }
}
