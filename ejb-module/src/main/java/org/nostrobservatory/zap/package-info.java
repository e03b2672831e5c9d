/**
 * Zaps: payments that people announce.
 *
 * <ul>
 *   <li><b>Duty:</b> knows who zapped whom with how much, what each receipt is worth, and what they add up to; asks wallet
 *       services who signs receipts for whom.
 *   <li><b>Comes in from:</b> ingest (kind 9735); profile (Lightning addresses); wallet services, by HTTPS.
 *   <li><b>Goes out to:</b> note, person and dvm, which are told what is to be counted again; network (totals); web.
 *   <li><b>Entry points:</b> {@link org.nostrobservatory.zap.Zaps}; the projector, found by ingest; the timer
 *       {@link org.nostrobservatory.zap.ProviderTimer}.
 *   <li><b>Tables it alone writes:</b> {@code zap}, {@code invalid_zap}, {@code zap_total}, {@code zap_minute},
 *       {@code zap_account}, {@code zap_provider}, {@code zap_provider_key}, {@code zap_rejudgement}.
 * </ul>
 *
 * <p>Verdicts are a function of the stored events and of what wallet services have said ({@code zap_provider_key}).
 */
package org.nostrobservatory.zap;
