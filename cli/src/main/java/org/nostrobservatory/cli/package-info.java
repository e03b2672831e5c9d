/**
 * The command {@code observatory}.
 *
 * <ul>
 *   <li><b>Duty:</b> lets a person at a terminal start the observatory or question it.
 *   <li><b>Comes in from:</b> the script {@code observatory}.
 *   <li><b>Goes out to:</b> {@code org.nostrobservatory.launcher}, {@code org.nostrobservatory.sample}, the REST API.
 *   <li><b>Entry points:</b> {@link org.nostrobservatory.cli.Observatory}.
 *   <li><b>Tables it alone writes:</b> none.
 * </ul>
 */
package org.nostrobservatory.cli;
