package org.nostrobservatory.batch;

import jakarta.ejb.ApplicationException;

/** The job runs, and of each job one execution runs at a time. */
@ApplicationException
public class JobAlreadyRunningException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** At this moment another server starts it. */
    JobAlreadyRunningException(String job) {
        super(job + " is just being started");
    }

    JobAlreadyRunningException(String job, long executionId) {
        super(job + " runs already, as execution " + executionId);
    }
}
