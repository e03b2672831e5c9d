/**
 * People, for programs and on pages.
 *
 * <ul>
 *   <li><b>Duty:</b> shows who there is, what is known of each, and how many stay.
 *   <li><b>Comes in from:</b> HTTP clients and browsers.
 *   <li><b>Goes out to:</b> person, note, zap.
 *   <li><b>Entry points:</b> {@link org.nostrobservatory.web.user.UserResource}; the pages {@code users.xhtml} and
 *       {@code user.xhtml}; {@link org.nostrobservatory.web.user.LatestUsers} (newcomers, for web.network).
 *   <li><b>Tables it alone writes:</b> none.
 * </ul>
 */
package org.nostrobservatory.web.user;
