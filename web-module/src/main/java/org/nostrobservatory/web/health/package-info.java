/**
 * What monitors ask for.
 *
 * <ul>
 *   <li><b>Duty:</b> tells whether all is well.
 *   <li><b>Comes in from:</b> {@code /health} (MicroProfile Health), {@code /metrics} (MicroProfile Metrics).
 *   <li><b>Goes out to:</b> the database; the broker; web.network (the overview).
 *   <li><b>Entry points:</b> the checks; {@link org.nostrobservatory.web.health.NetworkGauges}.
 *   <li><b>Tables it alone writes:</b> none.
 * </ul>
 */
package org.nostrobservatory.web.health;
