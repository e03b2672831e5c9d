/**
 * Data vending machines and their jobs, for programs and on pages.
 *
 * <ul>
 *   <li><b>Duty:</b> shows who does which jobs, how well, how fast and for how much, and what became of each job; answers in the
 *       shapes of DVMDash, so that its frontend runs against this server.
 *   <li><b>Comes in from:</b> HTTP clients and browsers.
 *   <li><b>Goes out to:</b> dvm.
 *   <li><b>Entry points:</b> {@link org.nostrobservatory.web.dvm.DvmResource},
 *       {@link org.nostrobservatory.web.dvm.ProviderResource}, {@link org.nostrobservatory.web.dvm.KindResource},
 *       {@link org.nostrobservatory.web.dvm.DvmJobResource}, {@link org.nostrobservatory.web.dvm.DvmDashResource},
 *       {@link org.nostrobservatory.web.dvm.DvmHistoryResource}; the pages
 *       {@code dvms.xhtml}, {@code dvm-list.xhtml}, {@code dvm.xhtml}, {@code kinds.xhtml}, {@code kind.xhtml},
 *       {@code jobs.xhtml}, {@code job.xhtml} and {@code dvm-history.xhtml}; the timer {@link org.nostrobservatory.web.dvm.WarmUpTimer}.
 *   <li><b>Tables it alone writes:</b> none.
 * </ul>
 */
package org.nostrobservatory.web.dvm;
