/**
 * What has become too old.
 *
 * <ul>
 *   <li><b>Duty:</b> decides what may be deleted, writing down what was.
 *   <li><b>Comes in from:</b> the settings {@code OBSERVATORY_RETENTION_…}; the batch job {@code retention-cleanup}.
 *   <li><b>Goes out to:</b> ingest and dvm, which delete; web (the log).
 *   <li><b>Entry points:</b> {@link org.nostrobservatory.retention.Retention}.
 *   <li><b>Tables it alone writes:</b> {@code cleanup_log}.
 * </ul>
 */
package org.nostrobservatory.retention;
