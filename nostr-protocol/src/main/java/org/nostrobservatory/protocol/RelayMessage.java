package org.nostrobservatory.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;

/** What a relay says to a client (NIP-01, NIP-42). */
public sealed interface RelayMessage {

    /** The verb of {@link EventFrame}, by far the most frequent. */
    String EVENT = "EVENT";

    /** An event that a subscription asked for. */
    record EventFrame(String subscription, Event event) implements RelayMessage {}

    /**
     * All stored events of a subscription have been sent, or as many as the relay sends at once; from here on they are
     * live.
     *
     * @param finished whether the relay says that nothing older matches (NIP-67)
     */
    record EndOfStored(String subscription, boolean finished) implements RelayMessage {

        public EndOfStored(String subscription) {
            this(subscription, false);
        }
    }

    /**
     * The relay ended a subscription. The message may begin with a machine-readable prefix such as {@code error:}; it is
     * empty where there is none.
     */
    record Closed(String subscription, String message) implements RelayMessage {}

    /** Free text for people. */
    record Notice(String message) implements RelayMessage {}

    /** Whether a published event was accepted. */
    record Ok(Bytes id, boolean accepted, String message) implements RelayMessage {}

    /** A challenge to authenticate (NIP-42); it replaces earlier ones. */
    record Challenge(String challenge) implements RelayMessage {}

    /**
     * The verb of a frame, found without reading the rest: the empty string where the text does not begin like a frame.
     * A collector decides by it who reads the frame.
     */
    static String verbOf(String frame) {
        int open = skipSpace(frame, 0);
        if (open == frame.length() || frame.charAt(open) != '[') {
            return "";
        }
        int quote = skipSpace(frame, open + 1);
        if (quote == frame.length() || frame.charAt(quote) != '"') {
            return "";
        }
        int end = quote + 1;
        while (end < frame.length() && end - quote <= 16 && frame.charAt(end) != '"') {
            end++;
        }
        return end < frame.length() && frame.charAt(end) == '"' ? frame.substring(quote + 1, end) : "";
    }

    private static int skipSpace(String text, int from) {
        int i = from;
        while (i < text.length() && " \t\n\r".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i;
    }

    /**
     * Reads one frame. Elements after the ones that NIP-01 names are ignored, because NIP-67 adds one to EOSE; not so
     * after an event, which must be the last.
     */
    static RelayMessage parse(String frame, int maxTags) throws InvalidEventException {
        try (JsonParser parser = Json.parser(frame)) {
            String verb = FrameReader.openAndReadVerb(parser);
            if (verb.equals(EVENT)) {
                return new EventFrame(FrameReader.readString(parser), FrameReader.readLastEvent(parser, maxTags));
            }
            RelayMessage message = switch (verb) {
                case "EOSE" -> readEndOfStored(parser);
                case "CLOSED" -> readClosed(parser);
                case "NOTICE" -> new Notice(FrameReader.readString(parser));
                case "OK" -> readOk(parser);
                case "AUTH" -> new Challenge(FrameReader.readString(parser));
                default ->
                    throw new InvalidEventException(RejectionReason.UNKNOWN_VERB, "unknown verb " + Json.excerpt(verb));
            };
            skipToClose(parser);
            Json.expectEnd(parser);
            return message;
        } catch (IOException e) {
            throw Json.malformed(e);
        }
    }

    private static EndOfStored readEndOfStored(JsonParser parser) throws IOException, InvalidEventException {
        String subscription = FrameReader.readString(parser);
        boolean finished = false;
        if (parser.nextToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                finished |= parser.currentToken() == JsonToken.VALUE_STRING
                        && parser.getText().equals("finish");
                parser.skipChildren();
            }
        }
        return new EndOfStored(subscription, finished);
    }

    private static Closed readClosed(JsonParser parser) throws IOException, InvalidEventException {
        String subscription = FrameReader.readString(parser);
        boolean hasMessage = parser.nextToken() == JsonToken.VALUE_STRING;
        return new Closed(subscription, hasMessage ? parser.getText() : "");
    }

    private static Ok readOk(JsonParser parser) throws IOException, InvalidEventException {
        Bytes id = Keys.parse(FrameReader.readString(parser))
                .orElseThrow(() -> new InvalidEventException(RejectionReason.BAD_FRAME, "OK names no event id"));
        boolean accepted = FrameReader.readBoolean(parser);
        return new Ok(id, accepted, FrameReader.readString(parser));
    }

    private static void skipToClose(JsonParser parser) throws IOException {
        while (!parser.getParsingContext().inRoot()) {
            parser.nextToken();
        }
    }

    /** The message as one frame. */
    default String toJson() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Json.generator(text)) {
            json.writeStartArray();
            if (this instanceof EventFrame frame) {
                json.writeString(EVENT);
                json.writeString(frame.subscription());
                json.writeStartObject();
                EventJson.writeFields(frame.event(), json);
                json.writeEndObject();
            } else if (this instanceof EndOfStored end) {
                writeStrings(json, "EOSE", end.subscription());
                if (end.finished()) {
                    json.writeStartArray();
                    json.writeString("finish");
                    json.writeEndArray();
                }
            } else if (this instanceof Closed closed) {
                writeStrings(json, "CLOSED", closed.subscription(), closed.message());
            } else if (this instanceof Notice notice) {
                writeStrings(json, "NOTICE", notice.message());
            } else if (this instanceof Ok ok) {
                writeStrings(json, "OK", ok.id().hex());
                json.writeBoolean(ok.accepted());
                json.writeString(ok.message());
            } else if (this instanceof Challenge challenge) {
                writeStrings(json, "AUTH", challenge.challenge());
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new IllegalStateException("a StringWriter does not fail", e);
        }
        return text.toString();
    }

    private static void writeStrings(JsonGenerator json, String... values) throws IOException {
        for (String value : values) {
            json.writeString(value);
        }
    }
}
