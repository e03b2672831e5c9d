package org.nostrobservatory.ingest;

import org.nostrobservatory.protocol.Event;

/**
 * An event of the archive.
 *
 * @param number its short name within the archive
 */
public record StoredEvent(Event event, long number) {}
