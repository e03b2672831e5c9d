/**
 * A note and what people made of it, as a page.
 *
 * <ul>
 *   <li><b>Duty:</b> shows an event with its thread, what was done to it, and its relays; makes cards of notes for all pages.
 *   <li><b>Comes in from:</b> browsers; pages that show notes.
 *   <li><b>Goes out to:</b> note, zap, ingest (events by id).
 *   <li><b>Entry points:</b> the page {@code note.xhtml}; {@link org.nostrobservatory.web.note.NoteCards}.
 *   <li><b>Tables it alone writes:</b> none.
 * </ul>
 */
package org.nostrobservatory.web.note;
