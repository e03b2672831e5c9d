package org.nostrobservatory.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a relay says of itself (NIP-11), as far as it bears on a reader: the limits for what is sent to it. Whether it
 * demands authentication or payment is not read: it says so when it is asked.
 *
 * @param maxMessageLength bytes of a message that it takes
 * @param maxSubscriptions how many subscriptions a connection may have
 * @param maxLimit how many stored events it sends at once, whatever {@code limit} says
 */
public record RelayInformation(OptionalInt maxMessageLength, OptionalInt maxSubscriptions, OptionalInt maxLimit) {

    /** Of a relay that says nothing. */
    public static final RelayInformation UNKNOWN =
            new RelayInformation(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());

    /**
     * Reads a document. Members that are missing, no positive integers, or unknown are ignored.
     *
     * @return empty if this is no JSON object
     */
    public static Optional<RelayInformation> parse(String document) {
        try (JsonParser parser = Json.parser(document)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            RelayInformation information = UNKNOWN;
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                boolean limitation = parser.currentName().equals("limitation");
                if (parser.nextToken() == JsonToken.START_OBJECT && limitation) {
                    information = readLimitation(parser);
                } else {
                    parser.skipChildren();
                }
            }
            return Optional.of(information);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static RelayInformation readLimitation(JsonParser parser) throws IOException {
        RelayInformation read = UNKNOWN;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            OptionalInt value = positive(parser);
            read = switch (name) {
                case "max_message_length" -> new RelayInformation(value, read.maxSubscriptions, read.maxLimit);
                case "max_subscriptions" -> new RelayInformation(read.maxMessageLength, value, read.maxLimit);
                case "max_limit" -> new RelayInformation(read.maxMessageLength, read.maxSubscriptions, value);
                default -> read;
            };
            parser.skipChildren();
        }
        return read;
    }

    private static OptionalInt positive(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
                || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                || parser.getLongValue() <= 0) {
            return OptionalInt.empty();
        }
        return OptionalInt.of((int) Math.min(parser.getLongValue(), Integer.MAX_VALUE));
    }
}
