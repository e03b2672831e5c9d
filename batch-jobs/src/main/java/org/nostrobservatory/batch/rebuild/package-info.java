/**
 * The job {@code rebuild}.
 *
 * <ul>
 *   <li><b>Duty:</b> makes what was derived from the stored events right again, portion by portion.
 *   <li><b>Comes in from:</b> web (administration), with the names of the components.
 *   <li><b>Goes out to:</b> ingest, which knows the projectors.
 *   <li><b>Entry points:</b> {@code rebuild.xml}.
 *   <li><b>Tables it alone writes:</b> none.
 * </ul>
 */
package org.nostrobservatory.batch.rebuild;
