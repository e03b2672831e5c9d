package org.nostrobservatory.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.Writer;

/** How this package uses Jackson: strict JSON, bounded nesting; lengths are bounded by the caller's frame limit. */
final class Json {

    private static final int MAX_NESTING = 64;
    private static final int EXCERPT_CHARS = 80;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_NESTING)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            // Field names come from strangers: a table of them that outlives the call would grow for ever.
            .configure(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES, false)
            .build();

    private Json() {}

    static JsonParser parser(String text) throws IOException {
        return FACTORY.createParser(text);
    }

    static JsonGenerator generator(Writer out) throws IOException {
        return FACTORY.createGenerator(out);
    }

    /** Passes the first token of a text that must be a value of this kind. */
    static void open(JsonParser parser, JsonToken expected, String otherwise)
            throws IOException, InvalidEventException {
        JsonToken first = parser.nextToken();
        if (first == expected) {
            return;
        }
        if (first == null) {
            throw new InvalidEventException(RejectionReason.MALFORMED_JSON, "an empty text");
        }
        // The rest is read, so that a text which is no JSON at all is called so.
        parser.skipChildren();
        expectEnd(parser);
        throw new InvalidEventException(RejectionReason.BAD_FRAME, otherwise);
    }

    /** Refuses anything but white space after the value that has been read. */
    static void expectEnd(JsonParser parser) throws IOException, InvalidEventException {
        if (parser.nextToken() != null) {
            throw new InvalidEventException(RejectionReason.MALFORMED_JSON, "text after the end of the value");
        }
    }

    static InvalidEventException malformed(IOException cause) {
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return new InvalidEventException(
                RejectionReason.MALFORMED_JSON, message.lines().findFirst().orElse("not JSON"));
    }

    /** A stranger's text, short enough for a message. */
    static String excerpt(String text) {
        return '"' + (text.length() <= EXCERPT_CHARS ? text : text.substring(0, EXCERPT_CHARS) + "…") + '"';
    }
}
