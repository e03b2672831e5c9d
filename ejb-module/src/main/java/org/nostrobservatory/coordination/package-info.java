/**
 * Several servers that share the relays (docs/decisions/0012).
 *
 * <ul>
 *   <li><b>Duty:</b> decides which server collects from which relay, so that each relay has exactly one collector.
 *   <li><b>Comes in from:</b> relay (what is to be collected from); Payara's data grid (which servers are there); the
 *       heartbeats of the servers.
 *   <li><b>Goes out to:</b> collector (what this server is to be connected to); ingest, which moves cursors on for holders
 *       of leases only; batch (which servers are alive); web.
 *   <li><b>Entry points:</b> {@link org.nostrobservatory.coordination.Leases} (of this server),
 *       {@link org.nostrobservatory.coordination.Collectors} (all of them),
 *       {@link org.nostrobservatory.coordination.ThisServer}.
 *   <li><b>Tables it alone writes:</b> {@code collector}, {@code relay_lease}.
 * </ul>
 */
package org.nostrobservatory.coordination;
