/**
 * Events over HTTP.
 *
 * <ul>
 *   <li><b>Duty:</b> hands out signed events as they were published.
 *   <li><b>Comes in from:</b> HTTP clients.
 *   <li><b>Goes out to:</b> ingest (events by id and by filter).
 *   <li><b>Entry points:</b> {@link org.nostrobservatory.web.event.EventResource}.
 *   <li><b>Tables it alone writes:</b> none.
 * </ul>
 */
package org.nostrobservatory.web.event;
