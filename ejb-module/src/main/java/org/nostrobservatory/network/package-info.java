/**
 * How much goes on in the network as a whole.
 *
 * <ul>
 *   <li><b>Duty:</b> counts events, people and money over time, and keeps what it counted.
 *   <li><b>Comes in from:</b> ingest (all kinds); the tables of ingest, zap, relay and collector, read only.
 *   <li><b>Goes out to:</b> web.
 *   <li><b>Entry points:</b> {@link org.nostrobservatory.network.Network},
 *       {@link org.nostrobservatory.network.NetworkHistory}; the projector, found by ingest; the timer
 *       {@link org.nostrobservatory.network.SnapshotTimer}.
 *   <li><b>Tables it alone writes:</b> {@code author}, {@code author_total}, {@code kind_total},
 *       {@code activity_minute}, {@code network_snapshot}.
 * </ul>
 */
package org.nostrobservatory.network;
