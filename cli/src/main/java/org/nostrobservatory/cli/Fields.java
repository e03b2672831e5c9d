package org.nostrobservatory.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Fields of an answer as text. What is missing or null is shown as a dash. */
final class Fields {

    static final String MISSING = "–";

    private Fields() {}

    /** A number with thousands separators. */
    static String number(JsonNode parent, String field) {
        JsonNode value = parent.path(field);
        if (!value.isNumber()) {
            return MISSING;
        }
        return value.isIntegralNumber()
                ? number(value.longValue())
                : String.format(Locale.ROOT, "%,.1f", value.doubleValue());
    }

    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    static String text(JsonNode parent, String field) {
        JsonNode value = parent.path(field);
        return value.isNull() || value.asText().isEmpty() ? MISSING : value.asText();
    }

    /** A point in time to the second, without the letters of ISO 8601. */
    static String time(JsonNode parent, String field) {
        return text(parent, field).replaceFirst("T", " ").replaceFirst("(\\.\\d+)?Z$", "");
    }
}
