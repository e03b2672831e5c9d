package org.nostrobservatory.web.api;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.nostrobservatory.protocol.Bytes;

/** About how many bytes of memory an answer takes: records, and what they are made of. Right to within a factor of two. */
final class AnswerSize {

    private static final long OBJECT = 24;
    private static final long REFERENCE = 8;

    private AnswerSize() {}

    static long of(Object value) {
        if (value == null || value instanceof Enum || value instanceof Class) {
            return 0;
        }
        if (value instanceof String text) {
            return 2 * OBJECT + text.length();
        }
        if (value instanceof Bytes bytes) {
            return 2 * OBJECT + bytes.length();
        }
        if (value instanceof Collection<?> values) {
            return OBJECT
                    + values.stream().mapToLong(one -> REFERENCE + of(one)).sum();
        }
        if (value instanceof Map<?, ?> map) {
            return OBJECT
                    + map.entrySet().stream()
                            .mapToLong(entry -> 2 * OBJECT + of(entry.getKey()) + of(entry.getValue()))
                            .sum();
        }
        if (value instanceof Optional<?> optional) {
            return OBJECT + of(optional.orElse(null));
        }
        return OBJECT + (value instanceof Record answer ? components(answer) : 0);
    }

    private static long components(Record answer) {
        long size = 0;
        for (RecordComponent component : answer.getClass().getRecordComponents()) {
            size += REFERENCE;
            if (!component.getType().isPrimitive()) {
                size += of(value(answer, component));
            }
        }
        return size;
    }

    private static Object value(Record answer, RecordComponent component) {
        try {
            Method accessor = component.getAccessor();
            // Records of pages need not be public.
            accessor.setAccessible(true);
            return accessor.invoke(answer);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }
}
