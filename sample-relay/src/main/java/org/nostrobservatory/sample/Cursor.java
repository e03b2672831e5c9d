package org.nostrobservatory.sample;

import java.io.Closeable;
import java.io.IOException;

/** Where a subscription stands in what is stored. Used by one thread at a time. */
interface Cursor extends Closeable {

    /** What {@link #step} answers for an element that the subscription did not ask for. */
    byte[] NOTHING = {};

    /** Passes one stored element: its JSON as UTF-8, {@link #NOTHING}, or null at the end. */
    byte[] step() throws IOException;

    @Override
    default void close() throws IOException {}
}
