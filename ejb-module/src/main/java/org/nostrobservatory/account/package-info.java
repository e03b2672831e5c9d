/**
 * Who may administer.
 *
 * <ul>
 *   <li><b>Duty:</b> keeps the accounts.
 *   <li><b>Comes in from:</b> the settings (the admin's password).
 *   <li><b>Goes out to:</b> web's identity store, which reads the tables.
 *   <li><b>Entry points:</b> {@link org.nostrobservatory.account.AdminAccount}, run at start.
 *   <li><b>Tables it alone writes:</b> {@code account}, {@code account_role}.
 * </ul>
 */
package org.nostrobservatory.account;
