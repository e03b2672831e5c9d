package org.nostrobservatory.web.api;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;

/** How records become JSON: ids as hex, absent values as null, fields in the order of the record. */
@Provider
public class JsonFormat implements ContextResolver<Jsonb> {

    private final Jsonb jsonb = create();

    /** Such a writer. */
    public static Jsonb create() {
        return JsonbBuilder.create(new JsonbConfig()
                .withAdapters(new BytesAdapter())
                .withSerializers(new RecordSerializer())
                .withNullValues(true));
    }

    @Override
    public Jsonb getContext(Class<?> type) {
        return jsonb;
    }
}
