/**
 * A note and what people made of it, for programs and as a page.
 *
 * <ul>
 *   <li><b>Duty:</b> shows an event with its thread, what was done to it, and its relays; how notes look on all pages and in all answers.
 *   <li><b>Comes in from:</b> HTTP clients and browsers; what shows notes.
 *   <li><b>Goes out to:</b> note, zap, ingest (events by id).
 *   <li><b>Entry points:</b> {@link org.nostrobservatory.web.note.NoteResource}; the page {@code note.xhtml};
 *       {@link org.nostrobservatory.web.note.NoteCards}, {@link org.nostrobservatory.web.note.NoteDocument}.
 *   <li><b>Tables it alone writes:</b> none.
 * </ul>
 */
package org.nostrobservatory.web.note;
