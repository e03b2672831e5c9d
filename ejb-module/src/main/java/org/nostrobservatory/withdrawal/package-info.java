/**
 * What its authors took back.
 *
 * <ul>
 *   <li><b>Duty:</b> understands deletion requests (NIP-09) and requests to vanish (NIP-62), remembers them for ever, and
 *       says which events they cover.
 *   <li><b>Comes in from:</b> ingest (requests, before the events they come with are stored).
 *   <li><b>Goes out to:</b> ingest, which keeps such events out and removes those that are there.
 *   <li><b>Entry points:</b> {@link org.nostrobservatory.withdrawal.WithdrawalRequest},
 *       {@link org.nostrobservatory.withdrawal.Tombstones}.
 *   <li><b>Tables it alone writes:</b> {@code deleted_event}, {@code deleted_address}, {@code vanished_author}.
 * </ul>
 */
package org.nostrobservatory.withdrawal;
