/**
 * What all pages have in common.
 *
 * <ul>
 *   <li><b>Duty:</b> writes values the way people read them.
 *   <li><b>Comes in from:</b> the pages ({@code *.xhtml}), through the name {@code format}.
 *   <li><b>Goes out to:</b> nothing.
 *   <li><b>Entry points:</b> {@link org.nostrobservatory.web.page.Format}.
 *   <li><b>Tables it alone writes:</b> none.
 * </ul>
 */
package org.nostrobservatory.web.page;
