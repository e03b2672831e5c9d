package org.nostrobservatory.ingest;

import java.lang.reflect.Constructor;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.nostrobservatory.configuration.Analyses;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.TestDatabase;

/** An archive with every projector that there is, and all that its tables say. */
public final class WholeArchive {

    private static final List<String> PROJECTORS = List.of(
            "dvm.AnnouncementProjector",
            "dvm.DvmMonthProjector",
            "dvm.JobProjector",
            "dvm.KindTitleProjector",
            "network.NetworkProjector",
            "note.CommentProjector",
            "note.NoteProjector",
            "note.ReactionProjector",
            "note.RepostProjector",
            "person.PersonProjector",
            "profile.ProfileProjector",
            "search.SearchProjector",
            "zap.ZapProjector");

    /** What timers call: counts again what has changed. */
    private static final List<String> UPDATES = List.of(
            "person.FollowLists", "person.PersonCounts", "note.NoteScores", "dvm.JobAnswers", "dvm.DvmRegistry");

    private static final List<String> TABLES = List.of(
            "author",
            "author_total",
            "activity_minute",
            "profile",
            "note",
            "note_hashtag",
            "(select event_id, created_at from search_document)",
            "comment",
            "note_score",
            "repost",
            "reaction",
            "zap",
            "invalid_zap",
            "zap_total",
            "zap_minute",
            "zap_account",
            "job_request",
            "job_result",
            "job_feedback",
            "dvm_announcement",
            "kind_title",
            "job",
            "job_answer",
            "job_payment",
            "dvm",
            "dvm_kind",
            "gift_wrap",
            "current_event",
            "(select kind, events from kind_total where events <> 0)",
            "(select id, pubkey, created_at, kind, sig, content, d_hash, expires_at from event)");

    final Database database;
    public final TestArchive archive;

    WholeArchive() {
        this(TestDatabase.migrated());
    }

    public WholeArchive(Database database) {
        this(database, Analyses.ALL);
    }

    /** @param analyses which of the projectors are handed events */
    WholeArchive(Database database, Analyses analyses) {
        this.database = database;
        archive = new TestArchive(
                database,
                analyses,
                PROJECTORS.stream().map(name -> (EventProjector) create(name)).toArray(EventProjector[]::new));
    }

    /** They are package-private: a reader of this test may look, no component may. */
    private Object create(String name) {
        try {
            Constructor<?> constructor =
                    Class.forName("org.nostrobservatory." + name).getDeclaredConstructor(Database.class);
            constructor.setAccessible(true);
            return constructor.newInstance(database);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does what timers do, until nothing is left. */
    public void update() {
        for (String name : UPDATES) {
            while (update(name, 100) > 0) {
                // until nothing is left
            }
        }
    }

    /** Does some of what one timer does. */
    void updateSome(Random random) {
        update(UPDATES.get(random.nextInt(UPDATES.size())), 1 + random.nextInt(20));
    }

    private int update(String name, int limit) {
        Object updated = create(name);
        try {
            return (int) updated.getClass().getMethod("update", int.class).invoke(updated, limit);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Every projection and the events, row by row, without what depends on the order of arrival; after what timers do.
     */
    Map<String, List<String>> contents() {
        update();
        Map<String, List<String>> contents = new TreeMap<>();
        for (String table : TABLES) {
            contents.put(
                    table,
                    database.query(
                            "select t::text as line from " + table + " as t order by 1", row -> row.getString("line")));
        }
        return contents;
    }

    Set<Bytes> stored() {
        return ids("select id from event");
    }

    Set<Bytes> current() {
        return ids("select event_id as id from current_event");
    }

    private Set<Bytes> ids(String sql) {
        return new HashSet<>(database.query(sql, row -> Database.bytes(row, "id")));
    }

    /** Sightings whose event is gone, and events that nobody delivered. */
    long strays() {
        return database.find("""
                        select count(*) as rows from event full join (select distinct number from sighting) as seen
                        using (number) where id is null or seen.number is null or not exists
                            (select from sighting where sighting.number = event.number)""", row -> row.getLong("rows")).orElseThrow();
    }

    Map<String, Long> outcomes() {
        Map<String, Long> outcomes = new TreeMap<>();
        database.query(
                "select outcome, sum(events) as events from relay_outcome group by outcome",
                row -> outcomes.put(row.getString("outcome"), row.getLong("events")));
        return outcomes;
    }
}
