/**
 * What moves people, for programs and on the page Trending.
 *
 * <ul>
 *   <li><b>Duty:</b> shows the notes of a window that people did most to, and the hashtags that rise.
 *   <li><b>Comes in from:</b> HTTP clients and browsers.
 *   <li><b>Goes out to:</b> note, score.
 *   <li><b>Entry points:</b> {@link org.nostrobservatory.web.trending.TrendingNotesResource},
 *       {@link org.nostrobservatory.web.trending.TrendingHashtagsResource}; the page {@code trending.xhtml};
 *       {@link org.nostrobservatory.web.trending.LatestHashtags} (for web.search).
 *   <li><b>Tables it alone writes:</b> none.
 * </ul>
 */
package org.nostrobservatory.web.trending;
