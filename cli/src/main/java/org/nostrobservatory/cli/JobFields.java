package org.nostrobservatory.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** What is measured of jobs, as text; a dash where there was nothing to measure. */
final class JobFields {

    private JobFields() {}

    /** A share, 0 to 100. */
    static String percent(JsonNode parent, String field) {
        JsonNode value = parent.path(field);
        return value.isNumber() ? String.format(Locale.ROOT, "%.1f %%", value.doubleValue()) : Fields.MISSING;
    }

    /** A stretch of time in whole seconds. */
    static String seconds(JsonNode parent, String field) {
        JsonNode value = parent.path(field);
        return value.isNumber() ? Fields.number(value.longValue()) + " s" : Fields.MISSING;
    }

    /** An amount in millisatoshi as whole satoshi. */
    static String sats(JsonNode parent, String field) {
        JsonNode value = parent.path(field);
        return value.isNumber() ? Fields.number(value.longValue() / 1000) : Fields.MISSING;
    }
}
