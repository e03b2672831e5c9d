package org.nostrobservatory.search;

import org.nostrobservatory.protocol.Bytes;

/**
 * What a query names outright, so that nothing need be searched.
 *
 * @param id a public key or an event id
 */
public record Named(Type type, Bytes id) {

    /** What it is. */
    public enum Type {
        PERSON,
        EVENT
    }
}
