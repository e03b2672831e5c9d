/**
 * Zaps, for programs and on a page.
 *
 * <ul>
 *   <li><b>Duty:</b> shows who zaps whom and what with how much, and what the receipts are worth.
 *   <li><b>Comes in from:</b> HTTP clients and browsers.
 *   <li><b>Goes out to:</b> zap; note (what was zapped).
 *   <li><b>Entry points:</b> {@link org.nostrobservatory.web.zap.ZapResource}; the page {@code zaps.xhtml};
 *       {@link org.nostrobservatory.web.zap.LatestZaps} (sizes, for web.network).
 *   <li><b>Tables it alone writes:</b> none.
 * </ul>
 */
package org.nostrobservatory.web.zap;
