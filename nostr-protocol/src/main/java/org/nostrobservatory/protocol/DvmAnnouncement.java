package org.nostrobservatory.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What software that does jobs says of itself: a handler (kind 31990, NIP-89), which is a DVM if it names kinds of jobs; a
 * ContextVM server (kind 11316); a DVM that is talked to by encrypted messages alone (kind 11999).
 *
 * @param name at most {@value #MAX_NAME} characters
 * @param about at most {@value #MAX_ABOUT} characters
 * @param picture as written, which may be anything; at most {@value #MAX_ABOUT} characters, else none
 * @param kinds kinds of requests in {@code k} tags, each once, sorted
 */
public record DvmAnnouncement(
        Optional<String> name, Optional<String> about, Optional<String> picture, List<Integer> kinds) {

    public static final int MAX_NAME = 100;
    public static final int MAX_ABOUT = 2000;

    /** The name that ContextVM servers have in the Model Context Protocol. */
    private static final String SERVER = "serverInfo";

    public DvmAnnouncement {
        kinds = List.copyOf(kinds);
    }

    /** Reads an announcement; none for other kinds. A content that is no JSON object says nothing. */
    public static Optional<DvmAnnouncement> of(Event event) {
        if (event.kind() != Kinds.HANDLER_INFORMATION
                && event.kind() != Kinds.CONTEXTVM_SERVER
                && event.kind() != Kinds.ENCRYPTED_DVM) {
            return Optional.empty();
        }
        Map<String, String> content = content(event.content());
        return Optional.of(new DvmAnnouncement(
                first(content.get("name"), content.get("display_name"), tag(event, "name"), content.get(SERVER))
                        .map(text -> Text.cut(text, MAX_NAME)),
                first(content.get("about"), tag(event, "about")).map(text -> Text.cut(text, MAX_ABOUT)),
                first(content.get("picture"), content.get("image"), tag(event, "picture"), tag(event, "image"))
                        .filter(text -> text.length() <= MAX_ABOUT),
                event.tags("k")
                        .flatMap(tag -> tag.value().stream())
                        .flatMapToInt(value -> Kinds.parse(value).stream())
                        .filter(JobKind::isRequest)
                        .sorted()
                        .distinct()
                        .boxed()
                        .toList()));
    }

    private static String tag(Event event, String name) {
        return event.tagValue(name).orElse(null);
    }

    private static Optional<String> first(String... texts) {
        return Stream.of(texts)
                .filter(text -> text != null && !text.isBlank())
                .findFirst()
                .map(String::strip);
    }

    /** The texts among the members of an object, and the name of the server that it describes. */
    private static Map<String, String> content(String json) {
        Map<String, String> texts = new HashMap<>();
        try (JsonParser parser = Json.parser(json)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String member = parser.currentName();
                    JsonToken value = parser.nextToken();
                    if (value == JsonToken.VALUE_STRING) {
                        texts.putIfAbsent(member, parser.getText());
                    } else if (value == JsonToken.START_OBJECT && member.equals(SERVER)) {
                        serverName(parser).ifPresent(name -> texts.putIfAbsent(SERVER, name));
                    } else {
                        parser.skipChildren();
                    }
                }
            }
            return texts;
        } catch (IOException e) {
            return Map.of();
        }
    }

    private static Optional<String> serverName(JsonParser parser) throws IOException {
        Optional<String> name = Optional.empty();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isName = parser.currentName().equals("name");
            if (parser.nextToken() == JsonToken.VALUE_STRING && isName) {
                name = Optional.of(parser.getText());
            }
            parser.skipChildren();
        }
        return name;
    }
}
