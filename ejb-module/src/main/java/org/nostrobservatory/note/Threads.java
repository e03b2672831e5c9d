package org.nostrobservatory.note;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nostrobservatory.ingest.Events.Place;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/**
 * Threads: what a note or comment answers, and what answers it. Whatever tags say is followed once, so that events which
 * claim to answer themselves or each other end nowhere.
 */
@Stateless
public class Threads {

    /**
     * One of the events that led to another one.
     *
     * @param note empty if it is not stored
     */
    public record Ancestor(Bytes id, Optional<Note> note) {}

    /**
     * A note or comment below another one.
     *
     * @param depth 1 for an answer to the event itself, 2 for an answer to that…
     * @param more whether there are answers to it that are not here
     */
    public record Reply(int depth, Note note, boolean more) {}

    /**
     * A part of what is below an event, each answer after the one that it answers.
     *
     * @param next where the answers to the event itself go on; empty if these were the last
     */
    public record Part(List<Reply> replies, Optional<Place> next) {}

    private record Answer(Bytes parent, Bytes id, long createdAt) {

        Place place() {
            return new Place(createdAt, id);
        }
    }

    /** Before all answers. */
    private static final Place FIRST = new Place(-1, Bytes.of(new byte[0]));

    private record Link(NoteTable.Key key, Bytes parent, Bytes root) {

        Bytes id() {
            return key.id();
        }
    }

    private static final int MAX_ANCESTORS = 50;
    private static final int MAX_DEPTH = 6;
    /** Of an answer; there may be more of the event itself. */
    private static final int MAX_ANSWERS = 10;
    /** How many are read below the answers to the event itself. */
    private static final int MAX_REPLIES = 300;

    private static final String UP = """
            with recursive up (id, parent_id, root_id, created_at, distance) as (
                select event_id, parent_id, root_id, created_at, 0
                from (select event_id, parent_id, root_id, created_at from note where event_id = ?
                      union all select event_id, parent_id, root_id, created_at from comment where event_id = ?) as place
                union all
                select place.event_id, place.parent_id, place.root_id, place.created_at, distance + 1
                from up cross join lateral
                     (select event_id, parent_id, root_id, created_at from note where event_id = up.parent_id
                      union all
                      select event_id, parent_id, root_id, created_at from comment where event_id = up.parent_id) as place
                where distance < ?)
            cycle id set is_cycle using path
            select id, parent_id, root_id, created_at from up where not is_cycle order by distance""";

    /** The first answers of each event after a place. */
    private static final String DOWN = """
            select named.id as parent_id, answer.event_id, answer.created_at
            from unnest(?) as named (id) cross join lateral
                 (select event_id, created_at
                  from (select event_id, created_at from note where parent_id = named.id
                        union all select event_id, created_at from comment where parent_id = named.id) as child
                  where (created_at, event_id) > (?, ?) order by created_at, event_id limit ?) as answer""";

    @Inject
    private Database database;

    public Threads() {}

    Threads(Database database) {
        this.database = database;
    }

    /**
     * What an event answers, the beginning of the thread first; at most {@value #MAX_ANCESTORS} and that beginning. Where one
     * is not stored nobody knows what it answered, and the beginning follows from what the event itself says.
     */
    public List<Ancestor> ancestors(Bytes id, long now) {
        List<Link> chain = database.query(UP, Threads::link, id, id, MAX_ANCESTORS);
        if (chain.isEmpty()) {
            return List.of();
        }
        Set<Bytes> known = chain.stream().map(Link::id).collect(Collectors.toSet());
        List<NoteTable.Key> keys =
                new ArrayList<>(chain.stream().skip(1).map(Link::key).toList());
        Link last = chain.get(chain.size() - 1);
        // Not stored, or too far away. Or answered by itself, in a circle.
        Stream.of(last.parent(), last.root(), chain.get(0).root())
                .filter(ancestor -> ancestor != null && known.add(ancestor))
                .forEach(ancestor -> keys.add(new NoteTable.Key(ancestor, null)));
        Collections.reverse(keys);
        Map<Bytes, Note> notes = notes(keys, now);
        return keys.stream()
                .map(key -> new Ancestor(key.id(), Optional.ofNullable(notes.get(key.id()))))
                .toList();
    }

    /**
     * What answers an event, down to {@value #MAX_DEPTH} levels: answers to the event itself, and below them the first
     * {@value #MAX_ANSWERS} of each, at most {@value #MAX_REPLIES}.
     *
     * @param after where the part before ended; empty for the first part. Answers go by time and then by id, the oldest first
     * @param limit how many answers to the event itself
     */
    public Part replies(Bytes id, Optional<Place> after, int limit, long now) {
        List<Answer> direct = answers(List.of(id), after.orElse(FIRST), limit + 1);
        boolean isLast = direct.size() <= limit;
        List<Answer> level = new ArrayList<>(direct.subList(0, isLast ? direct.size() : limit));
        Optional<Place> next =
                isLast ? Optional.empty() : Optional.of(level.get(limit - 1).place());
        Set<Bytes> seen = new HashSet<>(Set.of(id));
        Set<Bytes> cut = new HashSet<>();
        List<Answer> all = new ArrayList<>();
        level.removeIf(answer -> !seen.add(answer.id()));
        for (int depth = 1; !level.isEmpty(); depth++) {
            all.addAll(level);
            level = below(level, depth < MAX_DEPTH ? MAX_REPLIES - (all.size() - direct.size()) : 0, seen, cut);
        }
        return new Part(inOrder(id, all, cut, now), next);
    }

    /**
     * The answers to the answers of a level.
     *
     * @param room for how many there is
     * @param cut where those go that have more answers than are taken
     */
    private List<Answer> below(List<Answer> level, int room, Set<Bytes> seen, Set<Bytes> cut) {
        Map<Bytes, Integer> counts = new HashMap<>();
        List<Answer> taken = new ArrayList<>();
        for (Answer answer : answers(level.stream().map(Answer::id).toList(), FIRST, MAX_ANSWERS + 1)) {
            if (seen.contains(answer.id())) {
                continue;
            }
            if (taken.size() < room && counts.merge(answer.parent(), 1, Integer::sum) <= MAX_ANSWERS) {
                taken.add(answer);
                seen.add(answer.id());
            } else {
                cut.add(answer.parent());
            }
        }
        return taken;
    }

    private List<Answer> answers(List<Bytes> parents, Place after, int each) {
        return database.query(
                DOWN,
                row -> new Answer(
                        Database.bytes(row, "parent_id"), Database.bytes(row, "event_id"), row.getLong("created_at")),
                Column.of("bytea", parents, parent -> parent),
                after.createdAt(),
                after.id(),
                each);
    }

    private List<Reply> inOrder(Bytes id, List<Answer> answers, Set<Bytes> cut, long now) {
        Map<Bytes, Note> notes = notes(
                answers.stream()
                        .map(answer -> new NoteTable.Key(answer.id(), answer.createdAt()))
                        .toList(),
                now);
        Map<Bytes, List<Answer>> byParent = answers.stream().collect(Collectors.groupingBy(Answer::parent));
        List<Reply> replies = new ArrayList<>();
        append(id, 1, byParent, notes, cut, replies);
        return replies;
    }

    private static void append(
            Bytes parent,
            int depth,
            Map<Bytes, List<Answer>> byParent,
            Map<Bytes, Note> notes,
            Set<Bytes> cut,
            List<Reply> replies) {
        for (Answer answer : byParent.getOrDefault(parent, List.of())) {
            Note note = notes.get(answer.id());
            if (note != null) {
                replies.add(new Reply(depth, note, cut.contains(answer.id())));
                append(answer.id(), depth + 1, byParent, notes, cut, replies);
            }
        }
    }

    private Map<Bytes, Note> notes(List<NoteTable.Key> keys, long now) {
        return new NoteTable(database)
                .read(keys, now).stream().collect(Collectors.toMap(Note::id, Function.identity()));
    }

    private static Link link(ResultSet row) throws SQLException {
        return new Link(
                new NoteTable.Key(Database.bytes(row, "id"), row.getLong("created_at")),
                Database.bytes(row, "parent_id"),
                Database.bytes(row, "root_id"));
    }
}
