/**
 * The network, for programs and on the pages Overview and Network.
 *
 * <ul>
 *   <li><b>Duty:</b> shows the network at a glance, and over time.
 *   <li><b>Comes in from:</b> HTTP clients and browsers.
 *   <li><b>Goes out to:</b> network (overview, timeline, history); note (languages, the most zapped one); relay
 *       (states); web.zap (sizes); web.user (newcomers); web.note (cards).
 *   <li><b>Entry points:</b> {@link org.nostrobservatory.web.network.NetworkResource},
 *       {@link org.nostrobservatory.web.network.LanguageResource}; the pages {@code index.xhtml} and
 *       {@code network.xhtml}; {@link org.nostrobservatory.web.network.LatestNetwork} (for the metrics).
 *   <li><b>Tables it alone writes:</b> none.
 * </ul>
 */
package org.nostrobservatory.web.network;
