/**
 * The database.
 *
 * <ul>
 *   <li><b>Duty:</b> keeps the schema at the version of the application.
 *   <li><b>Comes in from:</b> the migrations in the module {@code sql}; the server's data source.
 *   <li><b>Goes out to:</b> every component that writes tables by SQL.
 *   <li><b>Entry points:</b> {@link org.nostrobservatory.schema.Database},
 *       {@link org.nostrobservatory.schema.AdvisoryLock} (the list of all of them),
 *       {@link org.nostrobservatory.schema.ChangeTable} (for read models),
 *       {@link org.nostrobservatory.schema.SurvivingTimer} (for every timer).
 *   <li><b>Tables it alone writes:</b> {@code flyway_schema_history}; the partitions of {@code event} as such.
 * </ul>
 */
package org.nostrobservatory.schema;
