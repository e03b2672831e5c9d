/**
 * What all resources have in common.
 *
 * <ul>
 *   <li><b>Duty:</b> gives requests and answers one form.
 *   <li><b>Comes in from:</b> HTTP clients.
 *   <li><b>Goes out to:</b> the resources of the components.
 *   <li><b>Entry points:</b> {@link org.nostrobservatory.web.api.Parameters},
 *       {@link org.nostrobservatory.web.api.Cursor}, {@link org.nostrobservatory.web.api.ProblemException},
 *       {@link org.nostrobservatory.web.api.Answers}.
 *   <li><b>Tables it alone writes:</b> none.
 * </ul>
 */
package org.nostrobservatory.web.api;
