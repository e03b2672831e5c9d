/**
 * Live connections to relays.
 *
 * <ul>
 *   <li><b>Duty:</b> puts every event frame that relays send into the queue.
 *   <li><b>Comes in from:</b> relays, by WebSocket; relay (which ones).
 *   <li><b>Goes out to:</b> ingest, through {@link org.nostrobservatory.ingest.EventQueue}.
 *   <li><b>Entry points:</b> {@link org.nostrobservatory.collector.Collector}, started with the application.
 *   <li><b>Tables it alone writes:</b> {@code relay_connection}, {@code collector_key}.
 * </ul>
 *
 * <p>A door: no event is judged here. Nothing on a socket's thread waits for anything but room in the
 * {@link org.nostrobservatory.collector.FrameBuffer}, which is how the database's pace reaches the socket.
 */
package org.nostrobservatory.collector;
