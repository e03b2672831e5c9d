package org.nostrobservatory.web.api;

import jakarta.json.bind.serializer.JsonbSerializer;
import jakarta.json.bind.serializer.SerializationContext;
import jakarta.json.stream.JsonGenerator;
import java.lang.reflect.RecordComponent;

/** Records with their components in the order in which they are declared, which JSON-B has no name for. */
public class RecordSerializer implements JsonbSerializer<Record> {

    @Override
    public void serialize(Record object, JsonGenerator generator, SerializationContext context) {
        generator.writeStartObject();
        for (RecordComponent component : object.getClass().getRecordComponents()) {
            Object value = value(object, component);
            if (value == null) {
                generator.writeNull(component.getName());
            } else {
                context.serialize(component.getName(), value, generator);
            }
        }
        generator.writeEnd();
    }

    private static Object value(Record object, RecordComponent component) {
        try {
            return component.getAccessor().invoke(object);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }
}
