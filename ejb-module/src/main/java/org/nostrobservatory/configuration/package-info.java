/**
 * What the operator can set.
 *
 * <ul>
 *   <li><b>Duty:</b> reads every setting once, refusing nonsense before anything starts.
 *   <li><b>Comes in from:</b> MicroProfile Config: environment variables first of all.
 *   <li><b>Goes out to:</b> every component.
 *   <li><b>Entry points:</b> {@link org.nostrobservatory.configuration.Setting} (the list),
 *       {@link org.nostrobservatory.configuration.Settings} (the values).
 *   <li><b>Tables it alone writes:</b> none.
 * </ul>
 */
package org.nostrobservatory.configuration;
