package org.nostrobservatory.batch;

import java.io.Serializable;

/**
 * How far a step has come. A step that wants to be watched keeps this as its persistent user data, and reports it to
 * {@link RunningProgress}.
 *
 * @param done what it has gone through, in units of the job's own
 * @param total how much there was when it began
 * @param changed what it has changed
 */
public record Progress(long done, long total, long changed) implements Serializable {

    public Progress plus(long moreDone, long moreChanged) {
        return new Progress(done + moreDone, total, changed + moreChanged);
    }

    Progress plus(Progress other) {
        return new Progress(done + other.done, total + other.total, changed + other.changed);
    }
}
