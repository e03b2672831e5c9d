/**
 * How much goes on in the network as a whole.
 *
 * <ul>
 *   <li><b>Duty:</b> counts events, people and money over time.
 *   <li><b>Comes in from:</b> ingest (all kinds); the tables of zap, relay and collector, read only.
 *   <li><b>Goes out to:</b> web.
 *   <li><b>Entry points:</b> {@link org.nostrobservatory.network.Network}.
 *   <li><b>Tables it alone writes:</b> {@code author}, {@code kind_total}, {@code activity_minute}.
 * </ul>
 */
package org.nostrobservatory.network;
