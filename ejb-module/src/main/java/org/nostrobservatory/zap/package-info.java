/**
 * Zaps: payments that people announce.
 *
 * <ul>
 *   <li><b>Duty:</b> knows who zapped whom with how much, what each receipt is worth, and what they add up to.
 *   <li><b>Comes in from:</b> ingest (kind 9735).
 *   <li><b>Goes out to:</b> note and person, which are told what is to be counted again; network (totals); web.
 *   <li><b>Entry points:</b> {@link org.nostrobservatory.zap.Zaps}; the projector, found by ingest.
 *   <li><b>Tables it alone writes:</b> {@code zap}, {@code invalid_zap}, {@code zap_total}, {@code zap_minute},
 *       {@code zap_account}.
 * </ul>
 */
package org.nostrobservatory.zap;
