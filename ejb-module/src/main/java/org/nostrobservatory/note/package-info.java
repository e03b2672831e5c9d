/**
 * Notes, with what people do with them.
 *
 * <ul>
 *   <li><b>Duty:</b> knows which note, comment, repost or reaction belongs to which note, and how much notes move people;
 *       what their texts hold.
 *   <li><b>Comes in from:</b> ingest (kinds 1, 6, 7, 16, 1111); zap and person, which say through
 *       {@link org.nostrobservatory.note.NoteChanges} what is to be counted again; their tables,
 *       and that of search for languages, read only.
 *   <li><b>Goes out to:</b> web.
 *   <li><b>Entry points:</b> the projectors, found by ingest; {@link org.nostrobservatory.note.Notes},
 *       {@link org.nostrobservatory.note.AuthorNotes}, {@link org.nostrobservatory.note.Threads},
 *       {@link org.nostrobservatory.note.TrendingHashtags}, {@link org.nostrobservatory.note.NoteChanges}; the timer
 *       {@link org.nostrobservatory.note.NoteScoreTimer}.
 *   <li><b>Tables it alone writes:</b> {@code note}, {@code note_hashtag}, {@code comment}, {@code repost},
 *       {@code reaction}, {@code note_change}, {@code note_score}.
 * </ul>
 */
package org.nostrobservatory.note;
