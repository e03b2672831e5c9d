/**
 * People, for programs and on pages.
 *
 * <ul>
 *   <li><b>Duty:</b> shows who there is, what is known of each, and how many stay.
 *   <li><b>Comes in from:</b> person and zap (query boundaries).
 *   <li><b>Goes out to:</b> HTTP clients.
 *   <li><b>Entry points:</b> {@link org.nostrobservatory.web.user.UserResource}, {@code users.xhtml}, {@code user.xhtml}.
 *   <li><b>Tables it alone writes:</b> none.
 * </ul>
 */
package org.nostrobservatory.web.user;
