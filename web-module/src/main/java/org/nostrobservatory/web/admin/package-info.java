/**
 * Administration over HTTP: pages and a JSON interface.
 *
 * <ul>
 *   <li><b>Duty:</b> lets administrators decide what is collected from, deal with what went wrong, run jobs and import events.
 *   <li><b>Comes in from:</b> HTTP clients with the role admin.
 *   <li><b>Goes out to:</b> relay (what to collect from); ingest (queues, rejected events, imports); batch (jobs);
 *       retention (the log); account (who did what).
 *   <li><b>Entry points:</b> {@link org.nostrobservatory.web.admin.Actions} does everything that changes something, for pages and
 *       resources alike; the pages below {@code admin/}, {@link org.nostrobservatory.web.admin.AdminPage} first; the
 *       resources, such as {@link org.nostrobservatory.web.admin.RelayAdminResource} and
 *       {@link org.nostrobservatory.web.admin.JobResource}.
 *   <li><b>Tables it alone writes:</b> none.
 * </ul>
 */
package org.nostrobservatory.web.admin;
