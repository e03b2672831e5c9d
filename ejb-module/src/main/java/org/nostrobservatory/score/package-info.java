/**
 * What numbers say about notes, hashtags and people, and whose word counts.
 *
 * <ul>
 *   <li><b>Duty:</b> the formulae of all scores and the rule of trust, as functions of values: no database, no clock.
 *   <li><b>Comes in from:</b> counts, times and follow lists that the callers have.
 *   <li><b>Goes out to:</b> the components that keep, rank and show scores.
 *   <li><b>Entry points:</b> {@link org.nostrobservatory.score.Virality}, {@link org.nostrobservatory.score.Trend},
 *       {@link org.nostrobservatory.score.Influence}, {@link org.nostrobservatory.score.ContentQuality},
 *       {@link org.nostrobservatory.score.Percentage}, {@link org.nostrobservatory.score.SpamReason},
 *       {@link org.nostrobservatory.score.HourOfDay}, {@link org.nostrobservatory.score.Cohort},
 *       {@link org.nostrobservatory.score.TrustSet}.
 *   <li><b>Tables it alone writes:</b> none.
 * </ul>
 */
package org.nostrobservatory.score;
