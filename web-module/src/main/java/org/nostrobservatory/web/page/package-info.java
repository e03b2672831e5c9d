/**
 * What all pages have in common: what the tags of {@code observatory.taglib.xml} show, and how.
 *
 * <ul>
 *   <li><b>Duty:</b> writes values the way people read them; says what charts and cards show, and what an address asks for.
 *   <li><b>Comes in from:</b> the pages ({@code *.xhtml}) and their beans.
 *   <li><b>Goes out to:</b> web.api (how words are written in addresses).
 *   <li><b>Entry points:</b> {@link org.nostrobservatory.web.page.Format}, {@link org.nostrobservatory.web.page.Chart},
 *       {@link org.nostrobservatory.web.page.NoteCard}, {@link org.nostrobservatory.web.page.ChosenWindow},
 *       {@link org.nostrobservatory.web.page.Address}, {@link org.nostrobservatory.web.page.Pictures}.
 *   <li><b>Tables it alone writes:</b> none.
 * </ul>
 */
package org.nostrobservatory.web.page;
