package org.nostrobservatory.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Locale;

/** Fields of an answer as text. What is missing or null is shown as a dash. */
final class Fields {

    static final String MISSING = "–";

    private static final int NAME_COLUMNS = 20;
    private static final int ID_DIGITS = 16;

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

    /** The entries of a list, whether it comes in parts or not. */
    static JsonNode items(JsonNode list) {
        return list.isArray() ? list : list.path("items");
    }

    /** The name of somebody who calls himself something, else the beginning of the key. */
    static String person(JsonNode parent) {
        String name = TerminalText.cut(parent.path("name").asText(""), NAME_COLUMNS);
        return name.isEmpty() ? id(parent, "pubkey") : name;
    }

    /** As much of an id or key as tells it apart. */
    static String id(JsonNode parent, String field) {
        String id = text(parent, field);
        return id.substring(0, Math.min(ID_DIGITS, id.length()));
    }

    /** What somebody wrote, on one line. */
    static String excerpt(JsonNode parent, String field, int columns) {
        String text = TerminalText.cut(parent.path(field).asText(""), columns);
        return text.isEmpty() ? MISSING : text;
    }

    /** A point in time, ISO 8601 or unix seconds, to the second and without the letters of ISO 8601. */
    static String time(JsonNode parent, String field) {
        JsonNode value = parent.path(field);
        String text = value.isIntegralNumber() ? instant(value.longValue()) : text(parent, field);
        return text.replaceFirst("T", " ").replaceFirst("(\\.\\d+)?Z$", "");
    }

    private static String instant(long seconds) {
        long latest = Instant.MAX.getEpochSecond();
        return Instant.ofEpochSecond(Math.max(-latest, Math.min(latest, seconds)))
                .toString();
    }
}
