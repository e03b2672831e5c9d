package org.nostrobservatory.person;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import org.nostrobservatory.configuration.Setting;
import org.nostrobservatory.configuration.Settings;
import org.nostrobservatory.note.NoteChanges;
import org.nostrobservatory.person.FollowerCounts.Change;
import org.nostrobservatory.person.FollowerCounts.Changes;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.schema.AdvisoryLock;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;
import org.nostrobservatory.score.FollowGraph;
import org.nostrobservatory.score.TrustSeed;
import org.nostrobservatory.score.TrustSet;

/**
 * Who is trusted ({@link TrustSet}), computed as a whole from the stored follow lists; what is written is the difference to the
 * last time. The lot of {@link TrustSeed} is always the same, so the same lists give the same set.
 */
@Stateless
public class Trust {

    private static final long RANDOM_SEED = 0x6e6f_7374_72L;

    /** Lists read at once, and people whose interactions are looked for at once. */
    private static final int PORTION = 1_000;

    private static final int ACTORS = 100;

    @Inject
    private Database database;

    @Inject
    private Settings settings;

    public Trust() {}

    Trust(Database database, Settings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** How many follow lists the set would be computed from. */
    public long countLists() {
        return database.find("select count(*) as lists from follow_list", row -> row.getLong("lists"))
                .orElseThrow();
    }

    /**
     * Computes the set and applies it. Takes two or three seconds for 160,000 people with 5 million follows, in a heap of 128 MB.
     *
     * @return how many people are trusted now that were not before, or the other way round
     */
    public int update() {
        return update(Instant.now());
    }

    int update(Instant now) {
        // Counting holds it for one portion at a time: who would not wait might never find it free.
        AdvisoryLock.PEOPLE.lock(database);
        database.readByIndex();
        int[][] lists = readLists();
        FollowGraph graph = FollowGraph.of(lists);
        int[] configured = configuredSeeds();
        TrustSet trusted = configured.length > 0
                ? TrustSet.of(graph, configured)
                : TrustSet.of(graph, TrustSeed.elect(graph, RANDOM_SEED));
        BitSet before = readTrusted();
        BitSet changed = new BitSet();
        for (int number = 0; number < Math.max(lists.length, before.length()); number++) {
            changed.set(number, trusted.contains(number) != before.get(number));
        }
        if (!changed.isEmpty()) {
            apply(changed, trusted, lists, now);
        }
        return changed.cardinality();
    }

    /** Whom each follows, by person.number. */
    private int[][] readLists() {
        int accounts = 1
                + database.find("select coalesce(max(number), 0) as last from person", row -> row.getInt("last"))
                        .orElseThrow();
        int[][] lists = new int[accounts][];
        Bytes after = Bytes.of(new byte[0]);
        List<Bytes> portion;
        do {
            portion = database.query(
                    """
                    select pubkey, follows,
                           (select number from person where person.pubkey = follow_list.pubkey) as number
                    from follow_list where pubkey > ? order by pubkey limit ?""",
                    row -> {
                        lists[row.getInt("number")] = FollowLists.numbers(row);
                        return Database.bytes(row, "pubkey");
                    },
                    after,
                    PORTION);
            after = portion.isEmpty() ? after : portion.get(portion.size() - 1);
        } while (portion.size() == PORTION);
        return lists;
    }

    private int[] configuredSeeds() {
        List<Bytes> keys = settings.get(Setting.TRUST_SEEDS);
        return database
                .query(
                        "select number from person where pubkey = any (?)",
                        row -> row.getInt("number"),
                        Column.of("bytea", keys, key -> key))
                .stream()
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private BitSet readTrusted() {
        BitSet trusted = new BitSet();
        database.query("select number from person where trusted", row -> {
            trusted.set(row.getInt("number"));
            return true;
        });
        return trusted;
    }

    private void apply(BitSet changed, TrustSet trusted, int[][] lists, Instant now) {
        List<Integer> numbers = changed.stream().boxed().toList();
        Changes followers = new Changes();
        for (int number : numbers) {
            if (number < lists.length && lists[number] != null) {
                Change change = new Change(0, trusted.contains(number) ? 1 : -1);
                for (int followed : lists[number]) {
                    followers.add(followed, change);
                }
            }
        }
        database.update(
                "update person set trusted = not trusted where number = any (?)",
                Column.of("integer", numbers, number -> number));
        new FollowerCounts(database).add(followers, now);
        reportNotes(numbers);
    }

    /** Everything that they ever did something to: a note's numbers hold for all of its time. */
    private void reportNotes(List<Integer> actors) {
        NoteChanges notes = new NoteChanges(database);
        // What is done from here on to a note is counted after this transaction's end, with the new trust.
        notes.holdCounting();
        for (int from = 0; from < actors.size(); from += ACTORS) {
            notes.addTargetsOf(database.query(
                    "select pubkey from person where number = any (?)",
                    row -> Database.bytes(row, "pubkey"),
                    Column.of(
                            "integer",
                            actors.subList(from, Math.min(from + ACTORS, actors.size())),
                            number -> number)));
        }
    }
}
