/**
 * Full-text search.
 *
 * <ul>
 *   <li><b>Duty:</b> finds profiles, notes, comments and articles by their words, the newest first, whose languages it tells.
 *   <li><b>Comes in from:</b> ingest (kinds 0, 1, 1111, 30023); profile (what a profile holds).
 *   <li><b>Goes out to:</b> web.
 *   <li><b>Entry points:</b> {@link org.nostrobservatory.search.Search},
 *       {@link org.nostrobservatory.search.SearchQuery}, {@link org.nostrobservatory.search.Languages}; the projector, found by
 *       ingest; the timer {@link org.nostrobservatory.search.TextTimer}.
 *   <li><b>Tables it alone writes:</b> {@code search_document}.
 * </ul>
 */
package org.nostrobservatory.search;
