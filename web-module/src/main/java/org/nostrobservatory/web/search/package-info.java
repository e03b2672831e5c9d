/**
 * Full-text search, for programs and on the page Search.
 *
 * <ul>
 *   <li><b>Duty:</b> reads what people search for, shows what is found.
 *   <li><b>Comes in from:</b> HTTP clients and browsers.
 *   <li><b>Goes out to:</b> search; web.trending (hashtags to suggest).
 *   <li><b>Entry points:</b> {@link org.nostrobservatory.web.search.SearchResource}; the page {@code search.xhtml}.
 *   <li><b>Tables it alone writes:</b> none.
 * </ul>
 */
package org.nostrobservatory.web.search;
