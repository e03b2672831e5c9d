package org.nostrobservatory.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nostrobservatory.ingest.Events.Place;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.EventJson;
import org.nostrobservatory.protocol.Filter;
import org.nostrobservatory.protocol.Tag;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/**
 * Finds what a filter matches, in the order of NIP-01. There is an index by id, by author and time, and by time. What else a
 * filter names, kinds and tags, is looked for in the events themselves, {@value #READ} of them at most for one answer: it then
 * says where to go on, even if it found nothing; likewise where an answer would be larger than 8 MiB.
 */
@ApplicationScoped
class EventQuery {

    /** Reading so many, of a kilobyte each, takes a tenth of a second. */
    static final int READ = 20_000;

    /** Text of one answer, with that of the last event more; each author has a share. In memory it is several times as much. */
    private static final int MAX_BYTES = 8 << 20;

    private static final String BYTES =
            "(octet_length(tags::text) + coalesce(octet_length(content), octet_length(content_bytes)))";

    /** Stored events and where to go on; empty if there are no more. */
    record Part(List<StoredEvent> events, Optional<Place> next) {}

    /**
     * Events that an index has together.
     *
     * @param order what to sort by before the time, so that no other index will do
     */
    private record Source(String condition, List<Object> parameters, String order) {

        static Source of(Bytes author) {
            return new Source(" and pubkey between ? and ?", List.of(author, author), "pubkey desc, ");
        }
    }

    /**
     * What one source answers.
     *
     * @param end how far it is known; empty if it was read to its end
     */
    private record Stretch(List<StoredEvent> found, Optional<Place> end) {}

    /** @param last whether it is not known what comes after it */
    private record Row(StoredEvent stored, boolean last) {}

    @Inject
    private Database database;

    protected EventQuery() {}

    EventQuery(Database database) {
        this.database = database;
    }

    /**
     * The events after this place.
     *
     * @param after empty for the first
     * @param limit how many at most, positive; that of the filter is not regarded
     * @param now unix second: what has expired by then is left out
     * @param read how many to look at
     */
    Part find(Filter filter, Optional<Place> after, int limit, long now, int read) {
        if (filter.ids() != null) {
            Source source = new Source(" and id = any (?)", List.of(column(filter.ids())), "");
            int all = filter.ids().size() + 1;
            return part(List.of(stretch(source, filter, after, limit, now, all, MAX_BYTES)), limit);
        }
        database.readInOrder();
        if (filter.authors() == null) {
            return part(
                    List.of(stretch(new Source("", List.of(), ""), filter, after, limit, now, read, MAX_BYTES)), limit);
        }
        // One by one: an index by author and time has the order of time within an author only.
        int authors = Math.max(1, filter.authors().size());
        int share = Math.max(1, read / authors);
        List<Stretch> stretches = filter.authors().stream()
                .map(author -> stretch(Source.of(author), filter, after, limit, now, share, MAX_BYTES / authors))
                .toList();
        return part(stretches, limit);
    }

    private static Part part(List<Stretch> stretches, int limit) {
        Optional<Place> known =
                stretches.stream().flatMap(stretch -> stretch.end().stream()).min(Comparator.naturalOrder());
        List<StoredEvent> events = stretches.stream()
                .flatMap(stretch -> stretch.found().stream())
                .filter(found -> known.isEmpty() || place(found).compareTo(known.get()) <= 0)
                .sorted(Comparator.comparing(EventQuery::place))
                .toList();
        return events.size() <= limit
                ? new Part(events, known)
                : new Part(events.subList(0, limit), Optional.of(place(events.get(limit - 1))));
    }

    /**
     * Reads the newest events of a source until {@code limit} and one more match.
     *
     * @param bytes of text after which it ends, too
     */
    private Stretch stretch(
            Source source, Filter filter, Optional<Place> after, int limit, long now, int read, int bytes) {
        String order = " order by " + source.order() + "created_at desc, id";
        List<Object> parameters = new ArrayList<>();
        StringBuilder sql = new StringBuilder("select " + EventTable.COLUMNS
                + ", place, upto from (select *, " + BYTES + " as bytes, sum(" + BYTES + ") over (" + order
                + " rows unbounded preceding) as upto from (select *, row_number() over (" + order
                + ") as place from event"
                + " where (expires_at is null or expires_at > ?) and created_at between ? and ?");
        parameters.add(now);
        parameters.add(filter.since().orElse(Long.MIN_VALUE));
        long until = filter.until().orElse(Long.MAX_VALUE);
        parameters.add(after.map(place -> Math.min(until, place.createdAt())).orElse(until));
        after.ifPresent(place -> {
            sql.append(" and (created_at < ? or id > ?)");
            parameters.addAll(List.of(place.createdAt(), place.id()));
        });
        sql.append(source.condition());
        parameters.addAll(source.parameters());
        sql.append(order).append(" limit %d) as event where place = %d or (true".formatted(read, read));
        addConditions(filter, sql, parameters);
        sql.append(")").append(order).append(" limit ").append(limit + 1);
        sql.append(") as event where upto - bytes < ").append(bytes).append(order);
        List<Row> rows = database.query(
                sql.toString(),
                row -> new Row(EventTable.read(row), row.getLong("place") == read || row.getLong("upto") >= bytes),
                parameters.toArray());
        boolean toTheEnd = rows.size() <= limit && rows.stream().noneMatch(Row::last);
        return new Stretch(
                rows.stream()
                        .map(Row::stored)
                        .filter(stored -> filter.matches(stored.event()))
                        .toList(),
                toTheEnd
                        ? Optional.empty()
                        : Optional.of(place(rows.get(rows.size() - 1).stored())));
    }

    private static void addConditions(Filter filter, StringBuilder sql, List<Object> parameters) {
        if (filter.ids() != null && filter.authors() != null) {
            sql.append(" and pubkey = any (?)");
            parameters.add(column(filter.authors()));
        }
        if (filter.kinds() != null) {
            sql.append(" and kind = any (?)");
            parameters.add(Column.of("integer", List.copyOf(filter.kinds()), kind -> kind));
        }
        for (Map.Entry<String, Set<String>> tag : filter.tags().entrySet()) {
            // In the text: PostgreSQL cannot make strings of JSON that holds U+0000.
            sql.append(
                    " and exists (select from unnest(?) as wanted (text) where strpos(tags::text, wanted.text) > 0)");
            parameters.add(
                    Column.of("text", List.copyOf(tag.getValue()), value -> beginningOfTag(tag.getKey(), value)));
        }
    }

    /** How the JSON of such a tag begins: no string of JSON can look so, it would hold quotation marks without a backslash. */
    private static String beginningOfTag(String name, String value) {
        String tags = EventJson.writeTags(List.of(Tag.of(name, value)));
        return tags.substring(1, tags.length() - 2);
    }

    private static Column column(Set<Bytes> keys) {
        return Column.of("bytea", List.copyOf(keys), key -> key);
    }

    private static Place place(StoredEvent stored) {
        Event event = stored.event();
        return new Place(event.createdAt(), event.id());
    }
}
