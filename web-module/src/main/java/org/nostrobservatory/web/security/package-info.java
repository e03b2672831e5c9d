/**
 * Who may, and what browsers may.
 *
 * <ul>
 *   <li><b>Duty:</b> keeps out whoever has no business here.
 *   <li><b>Comes in from:</b> every HTTP request; the accounts.
 *   <li><b>Goes out to:</b> the container, which knows the caller from then on.
 *   <li><b>Entry points:</b> {@link org.nostrobservatory.web.security.AdminAuthentication},
 *       {@link org.nostrobservatory.web.security.AdministrationGuard},
 *       {@link org.nostrobservatory.web.security.AdminPageFilter}; the page {@code login.xhtml}.
 *   <li><b>Tables it alone writes:</b> none.
 * </ul>
 */
package org.nostrobservatory.web.security;
