package org.nostrobservatory.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** What a client says to a relay (NIP-01, NIP-42). */
public sealed interface ClientMessage {

    /** The longest name of a subscription (NIP-01). */
    int MAX_SUBSCRIPTION_LENGTH = 64;

    /** Publishes an event. */
    record Publish(Event event) implements ClientMessage {}

    /** Opens a subscription, or replaces the one of this id. */
    record Request(String subscription, List<Filter> filters) implements ClientMessage {
        /** @throws IllegalArgumentException for a name of a wrong length, and without filters */
        public Request {
            checkSubscription(subscription);
            filters = List.copyOf(filters);
            if (filters.isEmpty()) {
                throw new IllegalArgumentException("a request has at least one filter");
            }
        }
    }

    /** Ends a subscription. */
    record Close(String subscription) implements ClientMessage {
        /** @throws IllegalArgumentException for a name of a wrong length */
        public Close {
            checkSubscription(subscription);
        }
    }

    /** Answers a challenge with a signed event of kind 22242. */
    record Authenticate(Event event) implements ClientMessage {}

    /** The message as one frame. */
    default String toJson() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Json.generator(text)) {
            json.writeStartArray();
            if (this instanceof Publish publish) {
                json.writeString("EVENT");
                writeEvent(publish.event(), json);
            } else if (this instanceof Request request) {
                json.writeString("REQ");
                json.writeString(request.subscription());
                for (Filter filter : request.filters()) {
                    filter.write(json);
                }
            } else if (this instanceof Close close) {
                json.writeString("CLOSE");
                json.writeString(close.subscription());
            } else if (this instanceof Authenticate authenticate) {
                json.writeString("AUTH");
                writeEvent(authenticate.event(), json);
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new IllegalStateException("a StringWriter does not fail", e);
        }
        return text.toString();
    }

    /** Reads one frame as a relay does. */
    static ClientMessage parse(String frame, int maxTags) throws InvalidEventException {
        try (JsonParser parser = Json.parser(frame)) {
            String verb = FrameReader.openAndReadVerb(parser);
            return switch (verb) {
                case "EVENT" -> new Publish(FrameReader.readLastEvent(parser, maxTags));
                case "AUTH" -> new Authenticate(FrameReader.readLastEvent(parser, maxTags));
                case "CLOSE" -> readClose(parser);
                case "REQ" -> new Request(readSubscription(parser), readFilters(parser));
                default ->
                    throw new InvalidEventException(RejectionReason.UNKNOWN_VERB, "unknown verb " + Json.excerpt(verb));
            };
        } catch (IOException e) {
            throw Json.malformed(e);
        }
    }

    private static Close readClose(JsonParser parser) throws IOException, InvalidEventException {
        Close close = new Close(readSubscription(parser));
        FrameReader.expectClose(parser);
        return close;
    }

    private static String readSubscription(JsonParser parser) throws IOException, InvalidEventException {
        String subscription = FrameReader.readString(parser);
        try {
            checkSubscription(subscription);
        } catch (IllegalArgumentException e) {
            throw new InvalidEventException(RejectionReason.BAD_FRAME, e.getMessage());
        }
        return subscription;
    }

    private static void checkSubscription(String subscription) {
        if (subscription.isEmpty() || subscription.length() > MAX_SUBSCRIPTION_LENGTH) {
            throw new IllegalArgumentException("a subscription has 1 to " + MAX_SUBSCRIPTION_LENGTH + " characters");
        }
    }

    /** Reads the filters, at least one, and the end of the frame. */
    private static List<Filter> readFilters(JsonParser parser) throws IOException, InvalidEventException {
        List<Filter> filters = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            filters.add(Filter.read(parser));
        }
        if (filters.isEmpty()) {
            throw new InvalidEventException(RejectionReason.BAD_FRAME, "a request has at least one filter");
        }
        Json.expectEnd(parser);
        return filters;
    }

    private static void writeEvent(Event event, JsonGenerator json) throws IOException {
        json.writeStartObject();
        EventJson.writeFields(event, json);
        json.writeEndObject();
    }
}
