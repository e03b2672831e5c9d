package org.nostrobservatory.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a subscription asks for (NIP-01): all fields must match, of a field's items any. A field that is absent (null)
 * matches everything; a field that is present and empty matches nothing.
 *
 * @param ids null for any
 * @param authors null for any
 * @param kinds null for any
 * @param tags by single-letter tag name, the values of which one must be the value of such a tag
 * @param since oldest {@code created_at}, inclusive
 * @param until newest {@code created_at}, inclusive
 * @param limit how many stored events at most; no part of {@link #matches}
 */
public record Filter(
        Set<Bytes> ids,
        Set<Bytes> authors,
        Set<Integer> kinds,
        Map<String, Set<String>> tags,
        OptionalLong since,
        OptionalLong until,
        OptionalInt limit) {

    private static final Pattern TAG_NAME = Pattern.compile("[a-zA-Z]");

    /** @throws IllegalArgumentException if NIP-01 does not allow such a filter; the message says why */
    public Filter {
        ids = copy(ids);
        authors = copy(authors);
        kinds = copy(kinds);
        Map<String, Set<String>> copies = new LinkedHashMap<>();
        tags.forEach((name, values) -> copies.put(name, copy(Objects.requireNonNull(values))));
        tags = Collections.unmodifiableMap(copies);
        check(
                all(ids, id -> id.length() == 32) && all(authors, key -> key.length() == 32),
                "ids and keys have 32 bytes");
        check(all(kinds, kind -> kind >= 0 && kind <= Kinds.MAX), "kinds are integers from 0 to " + Kinds.MAX);
        check(all(tags.keySet(), name -> TAG_NAME.matcher(name).matches()), "tags are named by one letter");
        check(
                all(tags.get("e"), value -> Keys.parse(value).isPresent())
                        && all(tags.get("p"), value -> Keys.parse(value).isPresent()),
                "#e and #p are 64 lower-case hex digits");
        check(limit.isEmpty() || limit.getAsInt() >= 0, "a limit is not negative");
    }

    private static <T> boolean all(Set<T> items, Predicate<T> rule) {
        return items == null || items.stream().allMatch(rule);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** In the same order, so that a filter is written as it was read. */
    private static <T> Set<T> copy(Set<T> items) {
        return items == null ? null : Collections.unmodifiableSet(new LinkedHashSet<>(items));
    }

    /** Matches every event. */
    public static final Filter ALL =
            new Filter(null, null, null, Map.of(), OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty());

    /** Every event of this time or later. */
    public static Filter since(long createdAt) {
        return new Filter(
                null, null, null, Map.of(), OptionalLong.of(createdAt), OptionalLong.empty(), OptionalInt.empty());
    }

    public boolean matches(Event event) {
        return (ids == null || ids.contains(event.id()))
                && (authors == null || authors.contains(event.pubkey()))
                && (kinds == null || kinds.contains(event.kind()))
                && (since.isEmpty() || event.createdAt() >= since.getAsLong())
                && (until.isEmpty() || event.createdAt() <= until.getAsLong())
                && tags.entrySet().stream().allMatch(wanted -> hasTag(event, wanted.getKey(), wanted.getValue()));
    }

    private static boolean hasTag(Event event, String name, Set<String> values) {
        return event.tags(name)
                .anyMatch(tag -> tag.value().filter(values::contains).isPresent());
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        writeKeys(json, "ids", ids);
        writeKeys(json, "authors", authors);
        if (kinds != null) {
            json.writeFieldName("kinds");
            json.writeStartArray();
            for (int kind : kinds) {
                json.writeNumber(kind);
            }
            json.writeEndArray();
        }
        for (Map.Entry<String, Set<String>> tag : tags.entrySet()) {
            json.writeFieldName("#" + tag.getKey());
            json.writeStartArray();
            for (String value : tag.getValue()) {
                json.writeString(value);
            }
            json.writeEndArray();
        }
        if (since.isPresent()) {
            json.writeNumberField("since", since.getAsLong());
        }
        if (until.isPresent()) {
            json.writeNumberField("until", until.getAsLong());
        }
        if (limit.isPresent()) {
            json.writeNumberField("limit", limit.getAsInt());
        }
        json.writeEndObject();
    }

    private static void writeKeys(JsonGenerator json, String name, Set<Bytes> keys) throws IOException {
        if (keys != null) {
            json.writeFieldName(name);
            json.writeStartArray();
            for (Bytes key : keys) {
                json.writeString(key.hex());
            }
            json.writeEndArray();
        }
    }

    /** Reads the filter whose opening brace the parser stands at. Fields that NIP-01 does not name are ignored. */
    static Filter read(JsonParser parser) throws IOException, InvalidEventException {
        Set<Bytes> ids = null;
        Set<Bytes> authors = null;
        Set<Integer> kinds = null;
        Map<String, Set<String>> tags = new LinkedHashMap<>();
        OptionalLong since = OptionalLong.empty();
        OptionalLong until = OptionalLong.empty();
        OptionalInt limit = OptionalInt.empty();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw bad("a filter is an object");
        }
        Set<String> names = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (!names.add(name)) {
                throw bad("field " + Json.excerpt(name) + " stands twice");
            }
            parser.nextToken();
            switch (name) {
                case "ids" -> ids = readKeys(parser);
                case "authors" -> authors = readKeys(parser);
                case "kinds" -> kinds = readKinds(parser);
                case "since" -> since = OptionalLong.of(readInteger(parser));
                case "until" -> until = OptionalLong.of(readInteger(parser));
                case "limit" ->
                    limit = OptionalInt.of((int) Math.max(0, Math.min(readInteger(parser), Integer.MAX_VALUE)));
                default -> {
                    if (name.startsWith("#")
                            && TAG_NAME.matcher(name.substring(1)).matches()) {
                        tags.put(name.substring(1), readStrings(parser));
                    } else {
                        parser.skipChildren();
                    }
                }
            }
        }
        try {
            return new Filter(ids, authors, kinds, tags, since, until, limit);
        } catch (IllegalArgumentException e) {
            throw bad(e.getMessage());
        }
    }

    private static Set<Bytes> readKeys(JsonParser parser) throws IOException, InvalidEventException {
        Set<Bytes> keys = new LinkedHashSet<>();
        for (String hex : readStrings(parser)) {
            keys.add(Keys.parse(hex).orElseThrow(() -> bad("ids and authors are 64 lower-case hex digits")));
        }
        return keys;
    }

    private static Set<String> readStrings(JsonParser parser) throws IOException, InvalidEventException {
        expectArray(parser);
        Set<String> strings = new LinkedHashSet<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                throw bad("expected an array of strings");
            }
            strings.add(parser.getText());
        }
        return strings;
    }

    private static Set<Integer> readKinds(JsonParser parser) throws IOException, InvalidEventException {
        expectArray(parser);
        Set<Integer> kinds = new LinkedHashSet<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            long kind = readInteger(parser);
            if (kind < 0 || kind > Kinds.MAX) {
                throw bad("kinds are integers from 0 to " + Kinds.MAX);
            }
            kinds.add((int) kind);
        }
        return kinds;
    }

    private static long readInteger(JsonParser parser) throws IOException, InvalidEventException {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
                || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw bad("expected an integer");
        }
        return parser.getLongValue();
    }

    private static void expectArray(JsonParser parser) throws InvalidEventException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw bad("expected an array");
        }
    }

    private static InvalidEventException bad(String detail) {
        return new InvalidEventException(RejectionReason.BAD_FRAME, detail);
    }
}
