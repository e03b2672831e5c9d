/**
 * Who may administer, and what they did.
 *
 * <ul>
 *   <li><b>Duty:</b> keeps the accounts, and the log of what administrators did.
 *   <li><b>Comes in from:</b> the settings (the admin's password); web (actions).
 *   <li><b>Goes out to:</b> web's identity store, which reads the tables.
 *   <li><b>Entry points:</b> {@link org.nostrobservatory.account.AdminAccount}, run at start;
 *       {@link org.nostrobservatory.account.AuditLog}.
 *   <li><b>Tables it alone writes:</b> {@code account}, {@code account_role}, {@code audit_entry}.
 * </ul>
 */
package org.nostrobservatory.account;
