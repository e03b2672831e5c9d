package org.nostrobservatory.sample;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;

/** Small JSON documents: profiles, announcements, the relay's information document. */
final class JsonText {

    /** What is written into the open generator. */
    @FunctionalInterface
    interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonText() {}

    static String of(Body body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            body.write(json);
        } catch (IOException e) {
            throw new IllegalStateException("a StringWriter does not fail", e);
        }
        return text.toString();
    }

    /** An object of string fields: name, value, name, value … Fields whose value is null are left out. */
    static String object(String... fields) {
        return of(json -> {
            json.writeStartObject();
            for (int i = 0; i < fields.length; i += 2) {
                if (fields[i + 1] != null) {
                    json.writeStringField(fields[i], fields[i + 1]);
                }
            }
            json.writeEndObject();
        });
    }

    /** The text as a JSON string, quotes included. */
    static String quote(String text) {
        return of(json -> json.writeString(text));
    }
}
