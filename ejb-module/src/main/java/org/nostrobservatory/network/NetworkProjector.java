package org.nostrobservatory.network;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.nostrobservatory.ingest.EventProjector;
import org.nostrobservatory.ingest.Portion;
import org.nostrobservatory.ingest.ProjectionTable;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/** Counts every event: by author, by kind, by minute. */
@ApplicationScoped
class NetworkProjector implements EventProjector {

    /**
     * What an author signed.
     *
     * @param firstNote null without notes, as is the last one
     */
    private record Span(long first, long last, long events, long notes, Long firstNote, Long lastNote) {

        static Span of(Event event) {
            long time = event.createdAt();
            return event.kind() == Kinds.NOTE
                    ? new Span(time, time, 1, 1, time, time)
                    : new Span(time, time, 1, 0, null, null);
        }

        Span plus(Span other) {
            return new Span(
                    Math.min(first, other.first),
                    Math.max(last, other.last),
                    events + other.events,
                    notes + other.notes,
                    either(firstNote, other.firstNote, Math::min),
                    either(lastNote, other.lastNote, Math::max));
        }

        private static Long either(Long one, Long other, BinaryOperator<Long> both) {
            return one == null ? other : other == null ? one : both.apply(one, other);
        }
    }

    private record Activity(int notes, int reactions, int reposts, int zaps, int other) {

        static Activity of(Event event) {
            return switch (event.kind()) {
                case Kinds.NOTE -> new Activity(1, 0, 0, 0, 0);
                case Kinds.REACTION -> new Activity(0, 1, 0, 0, 0);
                case Kinds.REPOST, Kinds.GENERIC_REPOST -> new Activity(0, 0, 1, 0, 0);
                case Kinds.ZAP_RECEIPT -> new Activity(0, 0, 0, 1, 0);
                default -> new Activity(0, 0, 0, 0, 1);
            };
        }

        Activity plus(Activity that) {
            return new Activity(
                    notes + that.notes,
                    reactions + that.reactions,
                    reposts + that.reposts,
                    zaps + that.zaps,
                    other + that.other);
        }
    }

    @Inject
    private Database database;

    protected NetworkProjector() {}

    NetworkProjector(Database database) {
        this.database = database;
    }

    @Override
    public boolean accepts(int kind) {
        return true;
    }

    @Override
    public boolean sharesRows() {
        return true;
    }

    @Override
    public void project(List<Event> events) {
        List<Map.Entry<Bytes, Span>> authors = authors(events);
        // A row that was there is locked before it is updated, and says so in its xmax.
        database.update(
                """
                with written as (
                    insert into author as old
                        (pubkey, first_event_at, last_event_at, events, notes, first_note_at, last_note_at)
                    select * from unnest(?, ?, ?, ?, ?, ?, ?)
                    on conflict (pubkey) do update
                    set first_event_at = least(old.first_event_at, excluded.first_event_at),
                        last_event_at = greatest(old.last_event_at, excluded.last_event_at),
                        events = old.events + excluded.events,
                        notes = old.notes + excluded.notes,
                        first_note_at = least(old.first_note_at, excluded.first_note_at),
                        last_note_at = greatest(old.last_note_at, excluded.last_note_at)
                    returning xmax
                ), added as (
                    select count(*) as authors from written where xmax = 0
                )
                update author_total set authors = author_total.authors + added.authors
                from added where added.authors > 0""",
                Column.of("bytea", authors, Map.Entry::getKey),
                span(authors, Span::first),
                span(authors, Span::last),
                span(authors, Span::events),
                span(authors, Span::notes),
                span(authors, Span::firstNote),
                span(authors, Span::lastNote));
        addToMinutes(events, 1);
        addToKinds(events, 1);
    }

    @Override
    public void retract(List<Event> events) {
        List<Map.Entry<Bytes, Span>> authors = authors(events);
        Column keys = Column.of("bytea", authors, Map.Entry::getKey);
        // The rows are locked first, in their order: the next statement then sees what the transaction has committed
        // that held them, also in the table of events.
        database.query(
                "select pubkey from author where pubkey = any (?) order by pubkey for update",
                row -> row.getBytes("pubkey"),
                keys);
        database.update(
                """
                update author
                set events = author.events - gone.events,
                    first_event_at = case when gone.first > first_event_at then first_event_at else coalesce(
                        (select min(created_at) from event where event.pubkey = author.pubkey), first_event_at) end,
                    last_event_at = case when gone.last < last_event_at then last_event_at else coalesce(
                        (select max(created_at) from event where event.pubkey = author.pubkey), last_event_at) end,
                    notes = author.notes - gone.notes,
                    first_note_at = case when gone.first_note <= first_note_at then
                        (select min(created_at) from event where event.pubkey = author.pubkey and kind = 1)
                        else first_note_at end,
                    last_note_at = case when gone.last_note >= last_note_at then
                        (select max(created_at) from event where event.pubkey = author.pubkey and kind = 1)
                        else last_note_at end
                from unnest(?, ?, ?, ?, ?, ?, ?) as gone (pubkey, first, last, events, notes, first_note, last_note)
                where author.pubkey = gone.pubkey""",
                keys,
                span(authors, Span::first),
                span(authors, Span::last),
                span(authors, Span::events),
                span(authors, Span::notes),
                span(authors, Span::firstNote),
                span(authors, Span::lastNote));
        database.update("""
                with gone as (delete from author where pubkey = any (?) and events = 0 returning pubkey),
                     removed as (select count(*) as authors from gone)
                update author_total set authors = author_total.authors - removed.authors
                from removed where removed.authors > 0""", keys);
        addToMinutes(events, -1);
        database.update(
                "delete from activity_minute where notes + reactions + reposts + zaps + other = 0"
                        + " and minute = any (?)",
                Column.of("bigint", events, NetworkProjector::minute));
        addToKinds(events, -1);
    }

    @Override
    public int correct(Portion portion) {
        return new ProjectionTable(
                        database,
                        "author",
                        "pubkey",
                        "pubkey",
                        List.of(
                                "pubkey",
                                "first_event_at",
                                "last_event_at",
                                "events",
                                "notes",
                                "first_note_at",
                                "last_note_at"))
                .correct(portion, """
                        select pubkey, min(created_at), max(created_at), count(*), count(*) filter (where kind = 1),
                               min(created_at) filter (where kind = 1), max(created_at) filter (where kind = 1)
                        from event where pubkey > ? and pubkey <= ? group by pubkey""", portion.after(), portion.upTo());
    }

    /** Each statement sees events and counters of the same moment; what is missing then is missing for ever. */
    @Override
    public int correctRest() {
        int minutes = database.update("""
                insert into activity_minute as old (minute, notes, reactions, reposts, zaps, other)
                select minute, notes, reactions, reposts, zaps, other
                from (select minute, coalesce(stored.notes, 0) - coalesce(counted.notes, 0) as notes,
                             coalesce(stored.reactions, 0) - coalesce(counted.reactions, 0) as reactions,
                             coalesce(stored.reposts, 0) - coalesce(counted.reposts, 0) as reposts,
                             coalesce(stored.zaps, 0) - coalesce(counted.zaps, 0) as zaps,
                             coalesce(stored.other, 0) - coalesce(counted.other, 0) as other
                      from (select created_at - created_at % 60 as minute,
                                   count(*) filter (where kind = 1) as notes,
                                   count(*) filter (where kind = 7) as reactions,
                                   count(*) filter (where kind in (6, 16)) as reposts,
                                   count(*) filter (where kind = 9735) as zaps,
                                   count(*) filter (where kind not in (1, 6, 7, 16, 9735)) as other
                            from event group by 1) as stored
                      full join activity_minute as counted using (minute)) as missing
                where (notes, reactions, reposts, zaps, other) <> (0, 0, 0, 0, 0)
                order by minute
                on conflict (minute) do update
                set notes = old.notes + excluded.notes, reactions = old.reactions + excluded.reactions,
                    reposts = old.reposts + excluded.reposts, zaps = old.zaps + excluded.zaps,
                    other = old.other + excluded.other""");
        database.update("delete from activity_minute where (notes, reactions, reposts, zaps, other) = (0, 0, 0, 0, 0)");
        int kinds = database.update("""
                insert into kind_total as old (kind, events)
                select kind, missing
                from (select kind, coalesce(stored.events, 0) - coalesce(counted.events, 0) as missing
                      from (select kind, count(*) as events from event group by kind) as stored
                      full join kind_total as counted using (kind)) as difference
                where missing <> 0
                order by kind
                on conflict (kind) do update set events = old.events + excluded.events""");
        int authors = database.update("""
                insert into author_total as old (authors)
                select missing
                from (select (select count(*) from author) - coalesce((select authors from author_total), 0) as missing)
                     as difference
                where missing <> 0
                on conflict (single) do update set authors = old.authors + excluded.authors""");
        return minutes + kinds + authors;
    }

    private static List<Map.Entry<Bytes, Span>> authors(List<Event> events) {
        return group(events, Event::pubkey, Span::of, Span::plus);
    }

    private static Column span(List<Map.Entry<Bytes, Span>> authors, Function<Span, ?> number) {
        return Column.of("bigint", authors, author -> number.apply(author.getValue()));
    }

    private void addToMinutes(List<Event> events, int sign) {
        List<Map.Entry<Long, Activity>> minutes = group(events, NetworkProjector::minute, Activity::of, Activity::plus);
        database.update(
                """
                insert into activity_minute as old (minute, notes, reactions, reposts, zaps, other)
                select * from unnest(?, ?, ?, ?, ?, ?)
                on conflict (minute) do update
                set notes = old.notes + excluded.notes, reactions = old.reactions + excluded.reactions,
                    reposts = old.reposts + excluded.reposts, zaps = old.zaps + excluded.zaps,
                    other = old.other + excluded.other""",
                Column.of("bigint", minutes, Map.Entry::getKey),
                Column.of("integer", minutes, row -> sign * row.getValue().notes()),
                Column.of("integer", minutes, row -> sign * row.getValue().reactions()),
                Column.of("integer", minutes, row -> sign * row.getValue().reposts()),
                Column.of("integer", minutes, row -> sign * row.getValue().zaps()),
                Column.of("integer", minutes, row -> sign * row.getValue().other()));
    }

    private void addToKinds(List<Event> events, int sign) {
        List<Map.Entry<Integer, Long>> kinds = group(events, Event::kind, event -> 1L, Long::sum);
        database.update(
                """
                insert into kind_total as old (kind, events) select * from unnest(?, ?)
                on conflict (kind) do update set events = old.events + excluded.events""",
                Column.of("integer", kinds, Map.Entry::getKey),
                Column.of("bigint", kinds, row -> sign * row.getValue()));
    }

    private static long minute(Event event) {
        return event.createdAt() - event.createdAt() % 60;
    }

    /** Groups sorted by key: the order in which concurrent transactions lock rows. */
    private static <K extends Comparable<K>, V> List<Map.Entry<K, V>> group(
            List<Event> events, Function<Event, K> key, Function<Event, V> value, BinaryOperator<V> sum) {
        Map<K, V> groups = new TreeMap<>();
        for (Event event : events) {
            groups.merge(key.apply(event), value.apply(event), sum);
        }
        return List.copyOf(groups.entrySet());
    }
}
