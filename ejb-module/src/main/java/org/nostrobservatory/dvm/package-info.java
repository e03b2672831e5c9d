/**
 * Data vending machines (NIP-90): jobs and who does them.
 *
 * <ul>
 *   <li><b>Duty:</b> knows which results and feedback belong to which request, what became of each job with each DVM, and who
 *       announces which kinds of jobs; what kinds of jobs are called; what all that amounted to in each month.
 *   <li><b>Comes in from:</b> ingest (kinds 5000 to 7000 but excluded ones, 31990, 11316, 11999, 30818); zap, which says
 *       through {@link org.nostrobservatory.dvm.JobChanges} what was paid; its tables, read only.
 *   <li><b>Goes out to:</b> web; retention, which says when jobs have become too old; batch.rollup.
 *   <li><b>Entry points:</b> the projectors, found by ingest; {@link org.nostrobservatory.dvm.KindTitles},
 *       {@link org.nostrobservatory.dvm.JobAnomaly}, {@link org.nostrobservatory.dvm.JobChanges}; the
 *       queries {@link org.nostrobservatory.dvm.DvmNetwork}, {@link org.nostrobservatory.dvm.Dvms},
 *       {@link org.nostrobservatory.dvm.DvmKinds}, {@link org.nostrobservatory.dvm.DvmJobs} and
 *       {@link org.nostrobservatory.dvm.JobDetails}; the timer
 *       {@link org.nostrobservatory.dvm.JobTimer}, which has {@link org.nostrobservatory.dvm.JobAnswers} and
 *       {@link org.nostrobservatory.dvm.DvmRegistry} work out what changed; {@link org.nostrobservatory.dvm.DvmMonths} and
 *       {@link org.nostrobservatory.dvm.JobRetention} for batch jobs; {@link org.nostrobservatory.dvm.DvmMonthSeries} and
 *       {@link org.nostrobservatory.dvm.DvmHistory}.
 *   <li><b>Tables it alone writes:</b> {@code job_request}, {@code job_result}, {@code job_feedback},
 *       {@code dvm_announcement}, {@code kind_title}; the change tables {@code job_change}, {@code job_payment_change},
 *       {@code dvm_change}; the read models {@code job}, {@code job_answer}, {@code job_payment}, {@code dvm}, {@code dvm_kind},
 *       {@code job_due}, {@code dvm_due}; {@code dvm_month} with {@code dvm_month_kind}, {@code dvm_month_dvm},
 *       {@code dvm_month_service}, {@code dvm_month_user} and {@code dvm_month_change}.
 * </ul>
 */
package org.nostrobservatory.dvm;
