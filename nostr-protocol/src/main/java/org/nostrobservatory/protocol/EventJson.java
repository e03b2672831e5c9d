package org.nostrobservatory.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Events as JSON objects (NIP-01): strict reading, exact writing. Unknown fields are ignored; everything else that can
 * be read in two ways is refused.
 */
public final class EventJson {

    private EventJson() {}

    /**
     * Reads one event.
     *
     * @param json one JSON object and nothing after it
     * @param maxTags more tags than this are {@link RejectionReason#TOO_MANY_TAGS}
     */
    public static Event parse(String json, int maxTags) throws InvalidEventException {
        try (JsonParser parser = Json.parser(json)) {
            Json.open(parser, JsonToken.START_OBJECT, "an event is a JSON object");
            Draft draft = read(parser, maxTags);
            Json.expectEnd(parser);
            return draft.toEvent();
        } catch (IOException e) {
            throw Json.malformed(e);
        }
    }

    /** Reads the event whose opening brace the parser has just passed; fails for nothing but text that is no JSON. */
    static Draft read(JsonParser parser, int maxTags) throws IOException {
        Draft draft = new Draft();
        Set<String> names = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (!names.add(name)) {
                draft.refuse(RejectionReason.DUPLICATE_KEY, "field " + Json.excerpt(name) + " stands twice");
            }
            parser.nextToken();
            draft.field(name, parser, maxTags);
        }
        return draft;
    }

    /** Writes the event as one line of JSON: NIP-01's fields in NIP-01's order. */
    public static String write(Event event) {
        StringWriter text = new StringWriter(512 + event.content().length());
        try (JsonGenerator json = Json.generator(text)) {
            json.writeStartObject();
            writeFields(event, json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("a StringWriter does not fail", e);
        }
        return text.toString();
    }

    /** Writes the event's seven fields into the object that is open. */
    static void writeFields(Event event, JsonGenerator json) throws IOException {
        json.writeStringField("id", event.id().hex());
        json.writeStringField("pubkey", event.pubkey().hex());
        json.writeNumberField("created_at", event.createdAt());
        json.writeNumberField("kind", event.kind());
        json.writeFieldName("tags");
        writeTags(event.tags(), json);
        json.writeStringField("content", event.content());
        json.writeStringField("sig", event.sig().hex());
    }

    /** Tags alone, as a JSON array of arrays. */
    public static String writeTags(List<Tag> tags) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Json.generator(text)) {
            writeTags(tags, json);
        } catch (IOException e) {
            throw new IllegalStateException("a StringWriter does not fail", e);
        }
        return text.toString();
    }

    private static void writeTags(List<Tag> tags, JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (Tag tag : tags) {
            json.writeStartArray();
            for (String value : tag.values()) {
                json.writeString(value);
            }
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    /**
     * Reads what {@link #writeTags(List)} wrote.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static List<Tag> parseTags(String json) {
        try (JsonParser parser = Json.parser(json)) {
            parser.nextToken();
            List<Tag> tags = readTags(parser, Integer.MAX_VALUE);
            if (tags == null) {
                throw new IllegalArgumentException("not an array of arrays of strings");
            }
            Json.expectEnd(parser);
            return tags;
        } catch (IOException | InvalidEventException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Reads the value at the parser as tags; null if it is something else, which is then skipped. */
    private static List<Tag> readTags(JsonParser parser, int keep) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return null;
        }
        List<Tag> tags = new ArrayList<>();
        boolean wellFormed = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                wellFormed = false;
                parser.skipChildren();
                continue;
            }
            List<String> values = new ArrayList<>(4);
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() == JsonToken.VALUE_STRING) {
                    values.add(parser.getText());
                } else {
                    wellFormed = false;
                    parser.skipChildren();
                }
            }
            // One more than allowed is kept, so that the caller sees that there are too many.
            if (tags.size() <= keep) {
                tags.add(new Tag(values));
            }
        }
        return wellFormed ? tags : null;
    }

    /**
     * What has been read of an object so far. The first thing wrong decides the reason, but reading goes on, so that
     * the claimed id is known even if it stands last.
     */
    static final class Draft {
        private String id;
        private String pubkey;
        private String sig;
        private String content;
        private long createdAt = -1;
        private int kind = -1;
        private List<Tag> tags;
        private RejectionReason problem;
        private String detail;

        void field(String name, JsonParser parser, int maxTags) throws IOException {
            switch (name) {
                case "id" -> id = string(parser, RejectionReason.BAD_ID);
                case "pubkey" -> pubkey = string(parser, RejectionReason.BAD_PUBKEY);
                case "sig" -> sig = string(parser, RejectionReason.BAD_SIG);
                case "content" -> content = string(parser, RejectionReason.BAD_CONTENT);
                case "created_at" -> createdAt = integer(parser, Long.MAX_VALUE, RejectionReason.BAD_CREATED_AT);
                case "kind" -> kind = (int) integer(parser, Kinds.MAX, RejectionReason.BAD_KIND);
                case "tags" -> tags(parser, maxTags);
                default -> parser.skipChildren();
            }
        }

        void refuse(RejectionReason reason, String why) {
            if (problem == null) {
                problem = reason;
                detail = why;
            }
        }

        private String string(JsonParser parser, RejectionReason otherwise) throws IOException {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                return parser.getText();
            }
            refuse(otherwise, "expected a string, found " + parser.currentToken());
            parser.skipChildren();
            return "";
        }

        private long integer(JsonParser parser, long max, RejectionReason otherwise) throws IOException {
            if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                    && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
                    && parser.getLongValue() >= 0
                    && parser.getLongValue() <= max) {
                return parser.getLongValue();
            }
            refuse(otherwise, "expected an integer from 0 to " + max + ", found " + Json.excerpt(parser.getText()));
            parser.skipChildren();
            return 0;
        }

        private void tags(JsonParser parser, int maxTags) throws IOException {
            tags = readTags(parser, maxTags);
            if (tags == null) {
                tags = List.of();
                refuse(RejectionReason.BAD_TAGS, "expected an array of arrays of strings");
            } else if (tags.size() > maxTags) {
                refuse(RejectionReason.TOO_MANY_TAGS, "more than " + maxTags + " tags");
            }
        }

        Event toEvent() throws InvalidEventException {
            if (id == null
                    || pubkey == null
                    || sig == null
                    || content == null
                    || tags == null
                    || createdAt < 0
                    || kind < 0) {
                refuse(RejectionReason.MISSING_FIELD, "an event has id, pubkey, created_at, kind, tags, content, sig");
            }
            hex(id, 64, RejectionReason.BAD_ID_LENGTH, RejectionReason.BAD_ID);
            hex(pubkey, 64, RejectionReason.BAD_PUBKEY_LENGTH, RejectionReason.BAD_PUBKEY);
            hex(sig, 128, RejectionReason.BAD_SIG_LENGTH, RejectionReason.BAD_SIG);
            if (problem != null) {
                throw new InvalidEventException(problem, detail, id);
            }
            return new Event(
                    Bytes.fromHex(id), Bytes.fromHex(pubkey), createdAt, kind, tags, content, Bytes.fromHex(sig));
        }

        private void hex(String text, int digits, RejectionReason wrongLength, RejectionReason notHex) {
            if (text == null) {
                return;
            }
            if (text.length() != digits) {
                refuse(wrongLength, "expected " + digits + " digits, found " + text.length());
            } else if (!Bytes.isLowerCaseHex(text)) {
                refuse(notHex, "expected lower-case hex, found " + Json.excerpt(text));
            }
        }
    }
}
