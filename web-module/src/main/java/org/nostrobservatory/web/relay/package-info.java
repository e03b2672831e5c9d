/**
 * The relays over HTTP.
 *
 * <ul>
 *   <li><b>Duty:</b> shows every relay with what it delivers.
 *   <li><b>Comes in from:</b> HTTP clients.
 *   <li><b>Goes out to:</b> relay (the catalogue).
 *   <li><b>Entry points:</b> {@link org.nostrobservatory.web.relay.RelayResource}; the page {@code relays.xhtml}.
 *   <li><b>Tables it alone writes:</b> none.
 * </ul>
 */
package org.nostrobservatory.web.relay;
