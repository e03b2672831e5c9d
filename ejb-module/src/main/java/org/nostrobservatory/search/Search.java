package org.nostrobservatory.search;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.nostrobservatory.ingest.EventRemoval;
import org.nostrobservatory.ingest.Events;
import org.nostrobservatory.ingest.Events.Place;
import org.nostrobservatory.note.Note;
import org.nostrobservatory.protocol.Address;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Nip19;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;
import org.nostrobservatory.search.Named.Type;

/**
 * Finds texts by their words, the newest first; of profiles and articles the current version, and nothing that has
 * expired or is dated ahead. What has just come is found some seconds later.
 *
 * <p>An index by words knows no order of time. So it is asked for one stretch of time after the other, beginning with the
 * newest: a day, as long as there is enough in a day, else eight, then 64 at a time. A common word costs as much as its
 * texts of one day, a rare one as many looks as there are stretches.
 */
@Stateless
public class Search {

    /**
     * A text that was found.
     *
     * @param author as the author's current profile says
     */
    public record Found(Event event, Note.Author author, Preview preview) {}

    /** @param next the place to go on after; empty if this is the last part */
    public record Part(List<Found> found, Optional<Place> next) {}

    /**
     * Texts that match, perhaps more than are wanted.
     *
     * @param end how far was looked, if that was enough to read; empty if there are no more, or as many as are wanted
     */
    private record Walk(List<Event> found, Optional<Place> end) {}

    /** Of text and tags together. In memory they are several times as much. */
    private static final int MAX_CHARS = 8 << 20;

    private static final int AT_ONCE = 10;

    private static final Pattern LEXEME = Pattern.compile("'((?:[^']|'')+)'");

    @Inject
    private Database database;

    @Inject
    private Events events;

    public Search() {}

    Search(Database database, Events events) {
        this.database = database;
        this.events = events;
    }

    /**
     * The texts that match, the newest first. A part ends earlier where texts are large: a hundred can be a hundred megabytes.
     *
     * @param after where the part before ended; empty for the first part
     * @param limit how many at most, positive
     */
    public Part find(SearchQuery query, Optional<Place> after, int limit, Instant now) {
        return find(query, after, limit, now, MAX_CHARS);
    }

    /** @param chars after how many of them a part ends */
    Part find(SearchQuery query, Optional<Place> after, int limit, Instant now, int chars) {
        Map<String, List<String>> readings = readings(query.words());
        if (readings.isEmpty() && !query.words().isEmpty()) {
            return new Part(List.of(), Optional.empty());
        }
        Walk walk = walk(expression(query, readings), after, limit + 1, now, chars);
        List<Event> shown = walk.found().subList(0, Math.min(limit, walk.found().size()));
        Optional<Place> next = walk.found().size() > limit ? Optional.of(place(shown.get(limit - 1))) : walk.end();
        Map<Bytes, Note.Author> authors = authors(shown);
        Set<String> stems = stems(readings.keySet());
        return new Part(
                shown.stream()
                        .map(event -> new Found(
                                event,
                                authors.getOrDefault(event.pubkey(), new Note.Author(event.pubkey(), null, null, null)),
                                Preview.of(SearchText.of(event), stems)))
                        .toList(),
                next);
    }

    /**
     * What a text names outright, if it is nothing but an id, a key or an address in any spelling (NIP-19, NIP-21, hex).
     * Hex digits name the event that is stored under them, otherwise the person.
     */
    public Optional<Named> named(String text) {
        String name = text.strip();
        Optional<Bytes> person = Nip19.publicKey(name);
        Optional<Bytes> event = Nip19.eventId(name);
        if (person.isPresent() && event.isPresent()) {
            boolean stored = database.find("select from event where id = ?", row -> true, event.get())
                    .isPresent();
            return Optional.of(stored ? new Named(Type.EVENT, event.get()) : new Named(Type.PERSON, person.get()));
        }
        return person.map(key -> new Named(Type.PERSON, key))
                .or(() -> event.map(id -> new Named(Type.EVENT, id)))
                .or(() -> Nip19.parse(name)
                        .flatMap(it -> it instanceof Nip19.Naddr naddr ? current(naddr.address()) : Optional.empty()));
    }

    private Optional<Named> current(Address address) {
        return database.find(
                "select event_id from current_event where pubkey = ? and kind = ? and d_hash = ?",
                row -> new Named(Type.EVENT, Database.bytes(row, "event_id")),
                address.pubkey(),
                address.kind(),
                address.identifierHash());
    }

    private Walk walk(String expression, Optional<Place> after, int wanted, Instant now, int chars) {
        List<Event> found = new ArrayList<>();
        Place place = after.orElse(Place.before(now.getEpochSecond()));
        long latest = Math.min(now.getEpochSecond(), place.createdAt());
        int level = 0;
        int read = 0;
        // Where nothing is nothing is looked for: between forged dates and the first real ones lie decades.
        for (OptionalLong time = newest(latest); time.isPresent() && found.size() < wanted; time = newest(latest)) {
            String stretch = SearchLabels.anyOf(List.of(SearchLabels.stretch(time.getAsLong(), level)));
            List<EventRemoval.Key> keys = step(stretch + expression, place, wanted);
            for (int from = 0; from < keys.size(); from += AT_ONCE) {
                List<EventRemoval.Key> some = keys.subList(from, Math.min(from + AT_ONCE, keys.size()));
                List<Event> shown = shown(some, now);
                found.addAll(shown);
                read += shown.stream().mapToInt(Search::chars).sum();
                if (read >= chars) {
                    return new Walk(found, Optional.of(place(some.get(some.size() - 1))));
                }
            }
            if (keys.size() == wanted) {
                place = place(keys.get(wanted - 1));
                latest = place.createdAt();
            } else {
                latest = SearchLabels.beginOfStretch(time.getAsLong(), level) - 1;
                place = Place.before(latest);
                level = Math.min(level + 1, SearchLabels.LEVELS - 1);
            }
        }
        return new Walk(found, Optional.empty());
    }

    private static int chars(Event event) {
        return event.content().length()
                + event.tags().stream()
                        .flatMap(tag -> tag.values().stream())
                        .mapToInt(String::length)
                        .sum();
    }

    /** When the newest text was written that is not newer than this. */
    private OptionalLong newest(long latest) {
        return database
                .query(
                        "select created_at from search_document where created_at <= ? order by created_at desc limit 1",
                        row -> row.getLong("created_at"),
                        latest)
                .stream()
                .mapToLong(time -> time)
                .findFirst();
    }

    /** Materialised, because otherwise the index by time may be taken, and every text be read. */
    private List<EventRemoval.Key> step(String expression, Place place, int limit) {
        return database.query(
                """
                with found as materialized
                    (select event_id, created_at from search_document where words @@ ?::tsquery)
                select event_id, created_at from found where created_at < ? or created_at = ? and event_id > ?
                order by created_at desc, event_id limit ?""",
                row -> new EventRemoval.Key(Database.bytes(row, "event_id"), row.getLong("created_at")),
                expression,
                place.createdAt(),
                place.createdAt(),
                place.id(),
                limit);
    }

    /** In the order of the list. */
    private List<Event> shown(List<EventRemoval.Key> keys, Instant now) {
        return events.readShown(keys, now).stream()
                .sorted(Comparator.comparingLong(Event::createdAt).reversed().thenComparing(Event::id))
                .toList();
    }

    /**
     * What the words mean in each language: expressions, each with the labels of the languages that read them so. In most
     * languages a word has the same stem. None for languages in which all of them are too common to be indexed.
     */
    private Map<String, List<String>> readings(String words) {
        Map<String, List<String>> readings = new TreeMap<>();
        if (!words.isEmpty()) {
            database.query(
                    "select name, websearch_to_tsquery(name::regconfig, ?)::text as reading from unnest(?) as name",
                    row -> readings.computeIfAbsent(row.getString("reading"), reading -> new ArrayList<>())
                            .add(SearchLabels.configuration(row.getString("name"))),
                    words,
                    Column.of("text", Stemming.configurations(), name -> name));
            readings.remove("");
        }
        return readings;
    }

    /** The whole query but for time, as PostgreSQL's tsquery is written, to be put after what is said of time. */
    private static String expression(SearchQuery query, Map<String, List<String>> readings) {
        List<String> parts = new ArrayList<>();
        if (!readings.isEmpty()) {
            parts.add(readings.entrySet().stream()
                    .map(reading -> "((" + reading.getKey() + ") & " + SearchLabels.anyOf(reading.getValue()) + ")")
                    .collect(Collectors.joining(" | ", "(", ")")));
        }
        query.hashtags()
                .forEach(names -> parts.add(SearchLabels.anyOf(
                        names.stream().map(SearchLabels::hashtag).toList())));
        query.without().forEach(name -> parts.add("!" + SearchLabels.anyOf(List.of(SearchLabels.hashtag(name)))));
        // Of all kinds there is everything: no need to look it up.
        if (!query.kinds().equals(SearchQuery.KINDS)) {
            parts.add(SearchLabels.anyOf(
                    query.kinds().stream().map(SearchLabels::kind).toList()));
        }
        return parts.stream().map(part -> " & " + part).collect(Collectors.joining());
    }

    private static Set<String> stems(Set<String> readings) {
        Set<String> stems = new HashSet<>();
        for (String reading : readings) {
            Matcher lexeme = LEXEME.matcher(reading);
            while (lexeme.find()) {
                stems.add(lexeme.group(1));
            }
        }
        return stems;
    }

    private Map<Bytes, Note.Author> authors(List<Event> found) {
        Map<Bytes, Note.Author> authors = new HashMap<>();
        if (!found.isEmpty()) {
            database.query(
                    """
                    select pubkey, coalesce(display_name, name) as name, nip05, picture
                    from profile where pubkey = any (?)""",
                    row -> {
                        Bytes key = Database.bytes(row, "pubkey");
                        return authors.put(
                                key,
                                new Note.Author(
                                        key, row.getString("name"), row.getString("nip05"), row.getString("picture")));
                    },
                    Column.of(
                            "bytea",
                            found.stream().map(Event::pubkey).distinct().toList(),
                            key -> key));
        }
        return authors;
    }

    private static Place place(EventRemoval.Key key) {
        return new Place(key.createdAt(), key.id());
    }

    private static Place place(Event event) {
        return new Place(event.createdAt(), event.id());
    }
}
