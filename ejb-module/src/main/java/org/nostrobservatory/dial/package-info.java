/**
 * Connections to servers that strangers name.
 *
 * <ul>
 *   <li><b>Duty:</b> sees to it that only public addresses are dialled, and that what comes is bounded in size and time.
 *   <li><b>Comes in from:</b> collector and zap, which know whom to ask for what.
 *   <li><b>Goes out to:</b> name servers, relays and wallet services.
 *   <li><b>Entry points:</b> {@link org.nostrobservatory.dial.Dialler}, {@link org.nostrobservatory.dial.HttpGet}.
 *   <li><b>Tables it alone writes:</b> none.
 * </ul>
 */
package org.nostrobservatory.dial;
