/**
 * The job {@code retention-cleanup}.
 *
 * <ul>
 *   <li><b>Duty:</b> deletes what has become too old, portion by portion.
 *   <li><b>Comes in from:</b> its timer; {@link org.nostrobservatory.batch.Jobs}.
 *   <li><b>Goes out to:</b> {@link org.nostrobservatory.retention.Retention}; dvm, which closes months.
 *   <li><b>Entry points:</b> {@code META-INF/batch-jobs/retention-cleanup.xml}.
 *   <li><b>Tables it alone writes:</b> none; the component retention logs what was deleted.
 * </ul>
 */
package org.nostrobservatory.batch.retention;
