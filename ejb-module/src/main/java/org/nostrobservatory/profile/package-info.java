/**
 * What people say about themselves.
 *
 * <ul>
 *   <li><b>Duty:</b> keeps the current profile of each key.
 *   <li><b>Comes in from:</b> ingest (kind 0).
 *   <li><b>Goes out to:</b> web and the other analyses, which show names; zap (Lightning addresses); search.
 *   <li><b>Entry points:</b> the projector, found by ingest; {@link org.nostrobservatory.profile.ProfileContent}.
 *   <li><b>Tables it alone writes:</b> {@code profile}.
 * </ul>
 */
package org.nostrobservatory.profile;
