/**
 * Administration over HTTP.
 *
 * <ul>
 *   <li><b>Duty:</b> lets administrators start jobs, showing what those did, and import events.
 *   <li><b>Comes in from:</b> HTTP clients with the role admin.
 *   <li><b>Goes out to:</b> batch (jobs); retention (the log); ingest (imports).
 *   <li><b>Entry points:</b> {@link org.nostrobservatory.web.admin.JobResource},
 *       {@link org.nostrobservatory.web.admin.ImportResource},
 *       {@link org.nostrobservatory.web.admin.CleanupLogResource}.
 *   <li><b>Tables it alone writes:</b> none.
 * </ul>
 */
package org.nostrobservatory.web.admin;
