/**
 * From a frame to rows.
 *
 * <ul>
 *   <li><b>Duty:</b> stores every valid event exactly once, knows the current versions, and lets go what is withdrawn or
 *       has expired.
 *   <li><b>Comes in from:</b> collector and import, through the JMS queue {@code events}: a message is a batch of
 *       frames.
 *   <li><b>Goes out to:</b> the projectors (new and withdrawn events, in the same transaction); web (events by id and by filter).
 *   <li><b>Entry points:</b> {@link org.nostrobservatory.ingest.EventQueue} (in),
 *       {@link org.nostrobservatory.ingest.Imports} (in, from files),
 *       {@link org.nostrobservatory.ingest.EventProjector} (to be implemented by an analysis),
 *       {@link org.nostrobservatory.ingest.Events} and {@link org.nostrobservatory.ingest.RelayCursors} (questions),
 *       {@link org.nostrobservatory.ingest.Rejections} (what was refused), {@link org.nostrobservatory.ingest.Queues} (what is
 *       in the queues, dead letters), {@link org.nostrobservatory.ingest.EventRemoval},
 *       {@link org.nostrobservatory.ingest.Months} (for queries).
 *   <li><b>Tables it alone writes:</b> {@code event}, {@code event_relay}, {@code current_event}, {@code gift_wrap},
 *       {@code rejected_event}, {@code relay_outcome}, {@code relay_cursor}, {@code ingested_batch},
 *       {@code imported_batch}.
 * </ul>
 */
package org.nostrobservatory.ingest;
