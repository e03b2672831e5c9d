/**
 * Who moves others: people by their notes, zaps and followers, and whose interactions count where trust is asked for.
 *
 * <ul>
 *   <li><b>Duty:</b> keeps the current follow lists, the numbers of each person, and the trust set.
 *   <li><b>Comes in from:</b> ingest (kinds 1 and 3); zap, which says who paid and who was paid; the tables of
 *       network and zap, read only.
 *   <li><b>Goes out to:</b> note, which is told whose interactions count differently; web.
 *   <li><b>Entry points:</b> {@link org.nostrobservatory.person.People},
 *       {@link org.nostrobservatory.person.PersonDetails}, {@link org.nostrobservatory.person.Newcomers},
 *       {@link org.nostrobservatory.person.PersonChanges}; the projector, found by ingest; the timers
 *       {@link org.nostrobservatory.person.PersonTimer}, {@link org.nostrobservatory.person.TrustTimer}.
 *   <li><b>Tables it alone writes:</b> {@code person}, {@code follow_list}, {@code follower_day}, {@code follow_change},
 *       {@code person_change}.
 * </ul>
 */
package org.nostrobservatory.person;
