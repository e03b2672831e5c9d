/**
 * The job {@code monthly-rollup}.
 *
 * <ul>
 *   <li><b>Duty:</b> has every month computed that is over and has changed, several at a time.
 *   <li><b>Comes in from:</b> its timer; {@link org.nostrobservatory.batch.Jobs}.
 *   <li><b>Goes out to:</b> dvm, which knows what changed and what is counted.
 *   <li><b>Entry points:</b> {@code META-INF/batch-jobs/monthly-rollup.xml}.
 *   <li><b>Tables it alone writes:</b> none.
 * </ul>
 */
package org.nostrobservatory.batch.rollup;
