package org.nostrobservatory.person;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nostrobservatory.person.FollowerCounts.Change;
import org.nostrobservatory.person.FollowerCounts.Changes;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.EventJson;
import org.nostrobservatory.protocol.FollowList;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.schema.AdvisoryLock;
import org.nostrobservatory.schema.ChangeTable;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/**
 * The current follow lists (NIP-02), and who is followed by how many. Only the difference between a list and the one that was
 * known before is counted.
 */
@Stateless
public class FollowLists {

    /** Of one transaction, as they are stored: some hundred lists of the usual size, or one of any size. */
    private static final long MAX_BYTES = 8L << 20;

    /** A key in a tag takes so many times the room of its number. */
    private static final int TAG_TO_NUMBER = 20;

    private static final Bytes NO_SIGNATURE = Bytes.of(new byte[64]);

    /**
     * The list of an author that is to be looked at.
     *
     * @param eventId null if there is no current list
     * @param bytes about how much it takes, with the one known before
     */
    private record Current(Bytes pubkey, Bytes eventId, Long createdAt, long bytes) {

        static Current read(ResultSet row) throws SQLException {
            Bytes id = Database.bytes(row, "event_id");
            return new Current(
                    Database.bytes(row, "pubkey"),
                    id,
                    id == null ? null : row.getLong("created_at"),
                    row.getLong("bytes"));
        }
    }

    /** @param follows person numbers, sorted */
    private record Stored(Current current, int author, int[] follows) {}

    @Inject
    private Database database;

    public FollowLists() {}

    FollowLists(Database database) {
        this.database = database;
    }

    /**
     * Brings some of the lists up to date that came or went since the last time.
     *
     * @param limit reports of changed lists, of which several may concern the same
     * @return how many authors were looked at; 0 if nothing is left, or somebody else is at it
     */
    public int update(int limit) {
        return update(limit, Instant.now());
    }

    int update(int limit, Instant now) {
        if (!AdvisoryLock.PEOPLE.tryLock(database)) {
            return 0;
        }
        database.readByIndex();
        ChangeTable reported = changes(database);
        List<Bytes> authors = reported.take(limit).keys();
        if (authors.isEmpty()) {
            return 0;
        }
        List<Current> changed = findChanged(authors);
        int fitting = fitting(changed);
        reported.add(changed.stream().skip(fitting).map(Current::pubkey).toList());
        if (fitting > 0) {
            store(changed.subList(0, fitting), now);
        }
        return authors.size();
    }

    /** Whose follow lists came or went. */
    static ChangeTable changes(Database database) {
        return new ChangeTable(database, "follow_change", "pubkey");
    }

    /** Of these authors those whose current list is not the known one. */
    private List<Current> findChanged(List<Bytes> authors) {
        return database.query("""
                select author.pubkey, current_event.event_id, current_event.created_at,
                       coalesce((select pg_column_size(tags) from event
                                 where event.id = current_event.event_id
                                   and event.created_at between current_event.created_at and current_event.created_at), 0)
                       + coalesce(? * pg_column_size(follow_list.follows), 0) as bytes
                from unnest(?) as author (pubkey)
                left join current_event
                     on current_event.pubkey = author.pubkey and current_event.kind = 3 and current_event.d_hash = ''
                left join follow_list on follow_list.pubkey = author.pubkey
                where current_event.event_id is distinct from follow_list.event_id
                order by author.pubkey""", Current::read, TAG_TO_NUMBER, Column.of("bytea", authors, author -> author));
    }

    private static int fitting(List<Current> changed) {
        long bytes = 0;
        int count = 0;
        while (count < changed.size()
                && (count == 0 || bytes + changed.get(count).bytes() <= MAX_BYTES)) {
            bytes += changed.get(count).bytes();
            count++;
        }
        return count;
    }

    private void store(List<Current> changed, Instant now) {
        Map<Bytes, List<Bytes>> keys = findKeys(changed);
        Set<Bytes> everybody = new HashSet<>();
        keys.values().forEach(everybody::addAll);
        changed.forEach(list -> everybody.add(list.pubkey()));
        Map<Bytes, Integer> numbers = new PersonNumbers(database).of(everybody);
        List<Stored> lists = changed.stream()
                .map(list -> new Stored(
                        list,
                        numbers.get(list.pubkey()),
                        keys.getOrDefault(list.pubkey(), List.of()).stream()
                                .mapToInt(numbers::get)
                                .sorted()
                                .toArray()))
                .toList();
        new FollowerCounts(database).add(changes(lists), now);
        write(lists);
    }

    /** Whom these authors follow now. Those without a list are left out. */
    private Map<Bytes, List<Bytes>> findKeys(List<Current> changed) {
        List<Current> there =
                changed.stream().filter(list -> list.eventId() != null).toList();
        Map<Bytes, List<Bytes>> keys = new HashMap<>();
        database.query(
                """
                select event.id, event.pubkey, event.created_at, event.tags
                from unnest(?, ?) as wanted (id, at)
                join event on event.id = wanted.id and event.created_at between wanted.at and wanted.at""",
                row -> keys.put(Database.bytes(row, "pubkey"), keys(row)),
                Column.of("bytea", there, Current::eventId),
                Column.of("bigint", there, Current::createdAt));
        return keys;
    }

    private static List<Bytes> keys(ResultSet row) throws SQLException {
        Event event = new Event(
                Database.bytes(row, "id"),
                Database.bytes(row, "pubkey"),
                row.getLong("created_at"),
                Kinds.FOLLOW_LIST,
                EventJson.parseTags(row.getString("tags")),
                "",
                NO_SIGNATURE);
        return FollowList.of(event).orElseThrow().keys();
    }

    /** What the lists change compared to those that were known before. */
    private Changes changes(List<Stored> lists) {
        Column authors = Column.of("bytea", lists, list -> list.current().pubkey());
        Set<Integer> trusted = new HashSet<>(database.query(
                "select number from person where pubkey = any (?) and trusted", row -> row.getInt("number"), authors));
        Map<Bytes, int[]> before = new HashMap<>();
        database.query(
                "select pubkey, follows from follow_list where pubkey = any (?)",
                row -> before.put(Database.bytes(row, "pubkey"), numbers(row)),
                authors);
        Changes changes = new Changes();
        for (Stored list : lists) {
            int one = trusted.contains(list.author()) ? 1 : 0;
            addOnlyFirst(
                    changes,
                    list.follows(),
                    before.getOrDefault(list.current().pubkey(), new int[0]),
                    new Change(1, one));
            addOnlyFirst(
                    changes,
                    before.getOrDefault(list.current().pubkey(), new int[0]),
                    list.follows(),
                    new Change(-1, -one));
        }
        return changes;
    }

    /** A change for each number that is in the first of two sorted arrays and not in the second. */
    private static void addOnlyFirst(Changes changes, int[] first, int[] second, Change change) {
        int place = 0;
        for (int number : first) {
            while (place < second.length && second[place] < number) {
                place++;
            }
            if (place == second.length || second[place] != number) {
                changes.add(number, change);
            }
        }
    }

    private void write(List<Stored> lists) {
        List<Stored> gone =
                lists.stream().filter(list -> list.current().eventId() == null).toList();
        database.update(
                "delete from follow_list where pubkey = any (?)",
                Column.of("bytea", gone, list -> list.current().pubkey()));
        List<Stored> there = new ArrayList<>(lists);
        there.removeAll(gone);
        database.update(
                """
                insert into follow_list (pubkey, event_id, created_at, follows)
                select new.pubkey, new.event_id, new.created_at, new.follows::integer[]
                from unnest(?, ?, ?, ?) as new (pubkey, event_id, created_at, follows)
                on conflict (pubkey) do update
                set event_id = excluded.event_id, created_at = excluded.created_at, follows = excluded.follows""",
                Column.of("bytea", there, list -> list.current().pubkey()),
                Column.of("bytea", there, list -> list.current().eventId()),
                Column.of("bigint", there, list -> list.current().createdAt()),
                Column.of("text", there, list -> literal(list.follows())));
        database.update(
                """
                update person set follows = new.follows from unnest(?, ?) as new (number, follows)
                where person.number = new.number and person.follows <> new.follows""",
                Column.of("integer", lists, Stored::author),
                Column.of("integer", lists, list -> list.follows().length));
    }

    /** As PostgreSQL writes an array; arrays of arrays would have to be of one length. */
    private static String literal(int[] numbers) {
        String list = Arrays.toString(numbers);
        return "{" + list.substring(1, list.length() - 1) + "}";
    }

    /** The numbers of a row's follow list. */
    static int[] numbers(ResultSet row) throws SQLException {
        return Arrays.stream((Integer[]) row.getArray("follows").getArray())
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
