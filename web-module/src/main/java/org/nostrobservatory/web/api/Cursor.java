package org.nostrobservatory.web.api;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where the next part of a list begins; opaque, so that nobody builds one. */
public final class Cursor {

    private Cursor() {}

    /** The cursor that goes on after this key. */
    public static String after(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The key to go on after; the empty string for the first part of the list.
     *
     * @param cursor null for the first part
     */
    public static String key(String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return "";
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            String key = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (key.indexOf('\0') < 0) {
                return key;
            }
        } catch (IllegalArgumentException | CharacterCodingException e) {
            // Refused below.
        }
        throw refused();
    }

    /** For a cursor that none of our answers gave. */
    public static ProblemException refused() {
        return ProblemException.badRequest("cursor is the nextCursor of an earlier answer, as it was given.");
    }
}
