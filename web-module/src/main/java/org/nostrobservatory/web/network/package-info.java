/**
 * The network over HTTP.
 *
 * <ul>
 *   <li><b>Duty:</b> shows the network at a glance.
 *   <li><b>Comes in from:</b> HTTP clients.
 *   <li><b>Goes out to:</b> network (overview, timeline); ingest (the most zapped event); relay (states).
 *   <li><b>Entry points:</b> {@link org.nostrobservatory.web.network.NetworkResource}; the page {@code index.xhtml};
 *       {@link org.nostrobservatory.web.network.LatestOverview} (for the metrics).
 *   <li><b>Tables it alone writes:</b> none.
 * </ul>
 */
package org.nostrobservatory.web.network;
