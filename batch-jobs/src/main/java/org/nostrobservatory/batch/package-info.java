/**
 * Jakarta Batch as such.
 *
 * <ul>
 *   <li><b>Duty:</b> starts jobs, one execution of each at a time.
 *   <li><b>Comes in from:</b> the timers of the jobs; web (administration).
 *   <li><b>Goes out to:</b> the batch runtime of the server; the other servers, through tables.
 *   <li><b>Entry points:</b> {@link org.nostrobservatory.batch.Jobs}.
 *   <li><b>Tables it alone writes:</b> {@code jbatch…}, which are the batch runtime's; {@code job_start},
 *       {@code job_execution}.
 * </ul>
 */
package org.nostrobservatory.batch;
