package org.nostrobservatory.batch.retention;

import java.time.Instant;
import org.nostrobservatory.ingest.EventRemoval;

/** An event that may go, because it is older than the cutoff. */
record ExpiredEvent(EventRemoval.Key key, Instant cutoff) {}
