package org.nostrobservatory.benchmark;

import java.sql.SQLException;
import java.util.List;

/**
 * How much disk the tables take.
 *
 * @param events stored
 * @param sightings by which relay an event was delivered, all together
 * @param parts the largest first
 */
record DiskSize(long events, long sightings, List<Part> parts) {

    /**
     * A table without its indexes, or an index, over all partitions.
     *
     * @param what table, toast or index
     */
    record Part(String name, String what, long bytes) {}

    private static final String PARTS = """
            select coalesce(pg_partition_root(c.oid), c.oid)::regclass::text, what, sum(bytes) from (
                select oid, 'table' as what, pg_table_size(oid)
                         - case when reltoastrelid = 0 then 0 else pg_total_relation_size(reltoastrelid) end as bytes
                from pg_class where relkind in ('r', 'm') and relnamespace = 'public'::regnamespace
                union all
                select oid, 'toast', pg_total_relation_size(reltoastrelid)
                from pg_class where relkind in ('r', 'm') and relnamespace = 'public'::regnamespace and reltoastrelid <> 0
                union all
                select oid, 'index', pg_total_relation_size(oid)
                from pg_class where relkind = 'i' and relnamespace = 'public'::regnamespace) as c
            group by 1, 2 order by 3 desc""";

    static DiskSize of(Observatory observatory) throws SQLException {
        long sightings = observatory.number("select (select count(*) from event) + (select count(*) from event_relay)");
        return new DiskSize(
                observatory.number("select count(*) from event"),
                sightings,
                observatory.rows(PARTS).stream()
                        .map(row -> new Part(row.get(0), row.get(1), Long.parseLong(row.get(2))))
                        .toList());
    }

    double bytesPerEvent() {
        return (double) parts.stream().mapToLong(Part::bytes).sum() / events;
    }
}
