package org.nostrobservatory.ingest;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/** Beans of all components as the container would make them: their constructors are package-private. */
final class Beans {

    private Beans() {}

    /** @param parts what is injected, in the order of the constructor */
    static <T> T create(Class<T> type, Object... parts) {
        Constructor<?> found = Arrays.stream(type.getDeclaredConstructors())
                .filter(constructor -> fit(constructor.getParameterTypes(), parts))
                .findFirst()
                .orElseThrow();
        found.setAccessible(true);
        try {
            return type.cast(found.newInstance(parts));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Calls a method that takes the present as an argument, for tests alone. */
    static Object call(Object bean, String name, Object... arguments) {
        Method found = Arrays.stream(bean.getClass().getDeclaredMethods())
                .filter(method -> method.getName().equals(name) && fit(method.getParameterTypes(), arguments))
                .findFirst()
                .orElseThrow();
        found.setAccessible(true);
        try {
            return found.invoke(bean, arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean fit(Class<?>[] types, Object... values) {
        if (types.length != values.length) {
            return false;
        }
        for (int i = 0; i < types.length; i++) {
            if (!types[i].isInstance(values[i])) {
                return false;
            }
        }
        return true;
    }
}
