package org.nostrobservatory.profile;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.util.Map;
import java.util.Optional;
import org.nostrobservatory.schema.Database;

/** The content of a kind 0 event (NIP-01, NIP-24): a JSON object whose fields may be missing or of a wrong type. */
public final class ProfileContent {

    private static final int KEPT_CHARS = 2_000;

    /** Made once: {@link Json} itself looks for its provider at each call. */
    private static final JsonParserFactory JSON = Json.createParserFactory(Map.of());

    private final JsonObject fields;

    private ProfileContent(JsonObject fields) {
        this.fields = fields;
    }

    /** Empty where the content is no JSON object. */
    public static Optional<ProfileContent> parse(String content) {
        try (JsonParser parser = JSON.createParser(new StringReader(content))) {
            if (!parser.hasNext() || parser.next() != JsonParser.Event.START_OBJECT) {
                return Optional.empty();
            }
            ProfileContent profile = new ProfileContent(parser.getObject());
            // As in a browser, text after the object makes the whole no JSON.
            return parser.hasNext() ? Optional.empty() : Optional.of(profile);
        } catch (RuntimeException e) {
            // Parsers differ in what they throw for what is no JSON; too deep nesting is a bare RuntimeException.
            return Optional.empty();
        }
    }

    /** The text of a field, cut after 2,000 characters; null where it is missing, empty or no string. */
    public String text(String field) {
        if (!(fields.get(field) instanceof JsonString string)
                || string.getString().isBlank()) {
            return null;
        }
        return Database.text(string.getString().strip(), KEPT_CHARS);
    }
}
