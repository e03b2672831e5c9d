/**
 * A small in-memory relay with something to say: for the demo, tests and benchmarks.
 *
 * <ul>
 *   <li><b>Duty:</b> stands in for the public relays.
 *   <li><b>Comes in from:</b> JSON Lines files, its own seeded generator, clients that publish.
 *   <li><b>Goes out to:</b> whoever subscribes by NIP-01; the CLI, tests and benchmarks start it.
 *   <li><b>Entry points:</b> {@link org.nostrobservatory.sample.SampleRelay},
 *       {@link org.nostrobservatory.sample.SampleNetwork}, {@link org.nostrobservatory.sample.LivingNetwork}.
 *   <li><b>Tables it alone writes:</b> none.
 * </ul>
 */
package org.nostrobservatory.sample;
