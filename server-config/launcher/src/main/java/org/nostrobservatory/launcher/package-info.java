/**
 * The parts of the observatory as processes of one machine.
 *
 * <ul>
 *   <li><b>Duty:</b> starts and stops the database, the broker and the server.
 *   <li><b>Comes in from:</b> the command line ({@code cli}) and tests that need a database or a broker.
 *   <li><b>Goes out to:</b> PostgreSQL, Artemis, Payara Micro; nothing of ours.
 *   <li><b>Entry points:</b> {@link org.nostrobservatory.launcher.Launcher},
 *       {@link org.nostrobservatory.launcher.EmbeddedDatabase}, {@link org.nostrobservatory.launcher.EmbeddedBroker}.
 *   <li><b>Tables it alone writes:</b> none.
 * </ul>
 */
package org.nostrobservatory.launcher;
