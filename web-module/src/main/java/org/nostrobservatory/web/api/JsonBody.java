package org.nostrobservatory.web.api;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** A JSON object that somebody sent. What is wrong with it is a bad request, and said. */
public final class JsonBody {

    private static final int MAX_BYTES = 64 * 1024;

    private final JsonObject object;

    private JsonBody(JsonObject object) {
        this.object = object;
    }

    /**
     * Reads an object.
     *
     * @param fields what it may say; anything else is refused, so that a slip of the pen is noticed
     */
    public static JsonBody read(InputStream body, Set<String> fields) throws IOException {
        byte[] bytes = body.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new ProblemException(413, "The body takes " + MAX_BYTES + " bytes at most.");
        }
        try (JsonParser parser = Json.createParser(new ByteArrayInputStream(bytes))) {
            JsonObject object = parser.next() == JsonParser.Event.START_OBJECT ? parser.getObject() : null;
            if (object == null || parser.hasNext()) {
                throw refused();
            }
            for (String field : object.keySet()) {
                if (!fields.contains(field)) {
                    throw ProblemException.badRequest("A field is none of "
                            + String.join(", ", fields.stream().sorted().toList()) + ".");
                }
            }
            return new JsonBody(object);
        } catch (JsonException e) {
            throw refused();
        }
    }

    private static ProblemException refused() {
        return ProblemException.badRequest("The body is not one JSON object.");
    }

    /** Null where the field is absent or null. */
    public String text(String field) {
        JsonValue value = value(field);
        if (value == null || value instanceof JsonString) {
            return value == null ? null : ((JsonString) value).getString();
        }
        throw ProblemException.badRequest(field + " is a text.");
    }

    /** Null where the field is absent or null. */
    public Integer integer(String field) {
        JsonValue value = value(field);
        try {
            if (value == null || value instanceof JsonNumber) {
                return value == null ? null : ((JsonNumber) value).intValueExact();
            }
        } catch (ArithmeticException e) {
            // Refused below.
        }
        throw ProblemException.badRequest(field + " is a whole number.");
    }

    /** Null where the field is absent or null. */
    public Boolean flag(String field) {
        JsonValue value = value(field);
        if (value == null) {
            return null;
        }
        return switch (value.getValueType()) {
            case TRUE -> true;
            case FALSE -> false;
            default -> throw ProblemException.badRequest(field + " is true or false.");
        };
    }

    private JsonValue value(String field) {
        JsonValue value = object.get(field);
        return value == JsonValue.NULL ? null : value;
    }
}
