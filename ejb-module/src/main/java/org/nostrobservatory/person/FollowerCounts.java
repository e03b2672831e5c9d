package org.nostrobservatory.person;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nostrobservatory.schema.AdvisoryLock;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;
import org.nostrobservatory.score.Cohort;

/** How many people follow each, and what follows from that: influence, and the number of followers of this day. */
final class FollowerCounts {

    /** More than these are written in several statements. */
    private static final int PORTION = 20_000;

    /** What is to be added to somebody's followers. */
    record Change(int followers, int trusted) {

        static final Change NONE = new Change(0, 0);

        Change plus(Change other) {
            return new Change(followers + other.followers, trusted + other.trusted);
        }
    }

    /** Changes by person.number, summed up before anything is written. */
    static final class Changes {

        private final Map<Integer, Change> byNumber = new HashMap<>();

        void add(int number, Change change) {
            byNumber.merge(number, change, Change::plus);
        }
    }

    private final Database database;

    FollowerCounts(Database database) {
        this.database = database;
    }

    /** Adds to the counters. Under {@link AdvisoryLock#PEOPLE}. */
    void add(Changes changes, Instant now) {
        List<Integer> numbers = changes.byNumber.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(Change.NONE))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        for (int from = 0; from < numbers.size(); from += PORTION) {
            List<Integer> portion = numbers.subList(from, Math.min(from + PORTION, numbers.size()));
            List<PersonRow> before = database.query(
                    "select " + PersonRow.COLUMNS + " from person where number = any (?)",
                    PersonRow::read,
                    Column.of("integer", portion, number -> number));
            List<PersonRow> after = new ArrayList<>();
            List<PersonRow> moved = new ArrayList<>();
            for (PersonRow row : before) {
                Change change = changes.byNumber.get(row.number());
                PersonRow changed = row.withFollowers(
                        row.followers() + change.followers(), row.trustedFollowers() + change.trusted());
                after.add(changed);
                if (change.followers() != 0) {
                    moved.add(changed);
                }
            }
            write(after);
            writeDay(moved, now);
        }
    }

    private void write(List<PersonRow> rows) {
        database.update(
                """
                update person
                set followers = new.followers, trusted_followers = new.trusted_followers,
                    influence = new.influence, trusted_influence = new.trusted_influence
                from unnest(?, ?, ?, ?, ?)
                     as new (number, followers, trusted_followers, influence, trusted_influence)
                where person.number = new.number""",
                Column.of("integer", rows, PersonRow::number),
                Column.of("integer", rows, PersonRow::followers),
                Column.of("integer", rows, PersonRow::trustedFollowers),
                Column.of("float8", rows, PersonRow::influence),
                Column.of("float8", rows, PersonRow::trustedInfluence));
    }

    private void writeDay(List<PersonRow> rows, Instant now) {
        if (!rows.isEmpty()) {
            database.update(
                    """
                    insert into follower_day (number, day, followers)
                    select new.number, ?, new.followers from unnest(?, ?) as new (number, followers)
                    on conflict (number, day) do update set followers = excluded.followers""",
                    (int) Cohort.day(now.getEpochSecond()),
                    Column.of("integer", rows, PersonRow::number),
                    Column.of("integer", rows, PersonRow::followers));
        }
    }

    /**
     * Makes follows and followers of everybody what the stored lists say, whatever they say now. Reads all lists.
     *
     * @return how many people's were wrong
     */
    int correct(Instant now) {
        AdvisoryLock.PEOPLE.lock(database);
        int follows = database.update("""
                update person set follows = counted.follows
                from (select person.number, coalesce(cardinality(follow_list.follows), 0) as follows
                      from person left join follow_list using (pubkey)) as counted
                where person.number = counted.number and person.follows <> counted.follows""");
        Changes changes = new Changes();
        database.query("""
                select number, coalesce(counted.followers, 0) - person.followers as followers,
                       coalesce(counted.trusted, 0) - person.trusted_followers as trusted
                from person left join (
                    select followed as number, count(*)::integer as followers,
                           (count(*) filter (where follower.trusted))::integer as trusted
                    from follow_list join person as follower using (pubkey)
                    cross join unnest(follow_list.follows) as followed group by followed) as counted using (number)
                where coalesce(counted.followers, 0) <> person.followers
                      or coalesce(counted.trusted, 0) <> person.trusted_followers""", row -> {
            changes.add(row.getInt("number"), new Change(row.getInt("followers"), row.getInt("trusted")));
            return true;
        });
        add(changes, now);
        return follows + changes.byNumber.size();
    }
}
