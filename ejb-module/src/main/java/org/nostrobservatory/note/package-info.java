/**
 * Notes, with what people do with them.
 *
 * <ul>
 *   <li><b>Duty:</b> knows which note, repost or reaction belongs to which note.
 *   <li><b>Comes in from:</b> ingest (kinds 1, 6, 7).
 *   <li><b>Goes out to:</b> web.
 *   <li><b>Entry points:</b> the projectors, found by ingest.
 *   <li><b>Tables it alone writes:</b> {@code note}, {@code repost}, {@code reaction}.
 * </ul>
 */
package org.nostrobservatory.note;
