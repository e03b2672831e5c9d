package org.nostrobservatory.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** The elements of a frame: a JSON array whose first element is the verb. */
final class FrameReader {

    private FrameReader() {}

    static String openAndReadVerb(JsonParser parser) throws IOException, InvalidEventException {
        Json.open(parser, JsonToken.START_ARRAY, "a frame is an array");
        return readString(parser);
    }

    static String readString(JsonParser parser) throws IOException, InvalidEventException {
        if (parser.nextToken() != JsonToken.VALUE_STRING) {
            throw new InvalidEventException(
                    RejectionReason.BAD_FRAME, "expected a string, found " + parser.currentToken());
        }
        return parser.getText();
    }

    static boolean readBoolean(JsonParser parser) throws IOException, InvalidEventException {
        if (!parser.nextToken().isBoolean()) {
            throw new InvalidEventException(
                    RejectionReason.BAD_FRAME, "expected true or false, found " + parser.currentToken());
        }
        return parser.getBooleanValue();
    }

    /** Reads an event, which must be the last element, and the end of the frame. */
    static Event readLastEvent(JsonParser parser, int maxTags) throws IOException, InvalidEventException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new InvalidEventException(
                    RejectionReason.BAD_FRAME, "expected an event, found " + parser.currentToken());
        }
        EventJson.Draft draft = EventJson.read(parser, maxTags);
        expectClose(parser);
        return draft.toEvent();
    }

    /** Refuses further elements, and text after the frame. */
    static void expectClose(JsonParser parser) throws IOException, InvalidEventException {
        if (parser.nextToken() != JsonToken.END_ARRAY) {
            throw new InvalidEventException(RejectionReason.BAD_FRAME, "the frame has too many elements");
        }
        Json.expectEnd(parser);
    }
}
