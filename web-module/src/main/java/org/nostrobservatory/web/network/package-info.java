/**
 * The network over HTTP.
 *
 * <ul>
 *   <li><b>Duty:</b> shows the network at a glance, and over time.
 *   <li><b>Comes in from:</b> HTTP clients.
 *   <li><b>Goes out to:</b> network (overview, timeline, history); zap (sizes); person (newcomers, names); ingest (the most zapped event); relay (states).
 *   <li><b>Entry points:</b> {@link org.nostrobservatory.web.network.NetworkResource}; the pages {@code index.xhtml} and {@code network.xhtml};
 *       {@link org.nostrobservatory.web.network.LatestNetwork} (for the metrics).
 *   <li><b>Tables it alone writes:</b> none.
 * </ul>
 */
package org.nostrobservatory.web.network;
