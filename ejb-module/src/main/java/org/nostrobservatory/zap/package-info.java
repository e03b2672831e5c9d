/**
 * Zaps: payments that people announce.
 *
 * <ul>
 *   <li><b>Duty:</b> knows who zapped whom with how much.
 *   <li><b>Comes in from:</b> ingest (kind 9735).
 *   <li><b>Goes out to:</b> network, web.
 *   <li><b>Entry points:</b> the projector, found by ingest.
 *   <li><b>Tables it alone writes:</b> {@code zap}.
 * </ul>
 */
package org.nostrobservatory.zap;
