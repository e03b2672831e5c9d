/**
 * The catalogue of relays.
 *
 * <ul>
 *   <li><b>Duty:</b> knows every relay by a small number, and which are collected from.
 *   <li><b>Comes in from:</b> the settings; administrators, while the server runs; imports, whose sources are numbered like
 *       relays.
 *   <li><b>Goes out to:</b> collector (what to collect from); web (what is known of each).
 *   <li><b>Entry points:</b> {@link org.nostrobservatory.relay.Relays}.
 *   <li><b>Tables it alone writes:</b> {@code relay}.
 * </ul>
 */
package org.nostrobservatory.relay;
