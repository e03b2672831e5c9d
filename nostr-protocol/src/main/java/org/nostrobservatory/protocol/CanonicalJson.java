package org.nostrobservatory.protocol;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/**
 * The serialisation that an event's id is the SHA-256 of (NIP-01): {@code [0,pubkey,created_at,kind,tags,content]}
 * without white space, as UTF-8, with exactly the seven escapes {@code \n \" \\ \r \t \b \f}. Every other character
 * stands for itself, other control characters included.
 */
public final class CanonicalJson {

    private static final String HEX_DIGITS = "0123456789abcdef";

    private final boolean escapeControlCharacters;
    private byte[] buffer = new byte[2048];
    private int length;

    private CanonicalJson(boolean escapeControlCharacters) {
        this.escapeControlCharacters = escapeControlCharacters;
    }

    /**
     * The id of an event with these fields, 32 bytes.
     *
     * @throws InvalidEventException with {@link RejectionReason#LONE_SURROGATE} if a string has no UTF-8 form
     */
    public static Bytes id(Bytes pubkey, long createdAt, int kind, List<Tag> tags, String content)
            throws InvalidEventException {
        return new CanonicalJson(false).hash(pubkey, createdAt, kind, tags, content);
    }

    /**
     * The id under the reading that control characters without a short escape are written {@code \}{@code u00XX}, as
     * general JSON writers do. NIP-01 does not allow it; some clients published such events.
     */
    static Bytes escapeVariantId(Event event) throws InvalidEventException {
        return new CanonicalJson(true)
                .hash(event.pubkey(), event.createdAt(), event.kind(), event.tags(), event.content());
    }

    private Bytes hash(Bytes pubkey, long createdAt, int kind, List<Tag> tags, String content)
            throws InvalidEventException {
        ascii("[0,\"");
        ascii(pubkey.hex());
        ascii("\",");
        ascii(Long.toString(createdAt));
        ascii(",");
        ascii(Integer.toString(kind));
        ascii(",[");
        for (int i = 0; i < tags.size(); i++) {
            if (i > 0) {
                put(',');
            }
            put('[');
            List<String> values = tags.get(i).values();
            for (int j = 0; j < values.size(); j++) {
                if (j > 0) {
                    put(',');
                }
                string(values.get(j));
            }
            put(']');
        }
        ascii("],");
        string(content);
        put(']');
        MessageDigest sha256 = Bytes.newSha256();
        sha256.update(buffer, 0, length);
        return Bytes.of(sha256.digest());
    }

    private void ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            put(text.charAt(i));
        }
    }

    private void string(String text) throws InvalidEventException {
        put('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                i += multiByte(text, i, c);
            } else if (c >= 0x20 && c != '"' && c != '\\') {
                put(c);
            } else {
                escaped(c);
            }
        }
        put('"');
    }

    private void escaped(char c) {
        int shortEscape = switch (c) {
            case '"', '\\' -> c;
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\t' -> 't';
            case '\b' -> 'b';
            case '\f' -> 'f';
            default -> 0;
        };
        if (shortEscape != 0) {
            put('\\');
            put(shortEscape);
        } else if (escapeControlCharacters) {
            ascii("\\u00");
            put(HEX_DIGITS.charAt(c >> 4));
            put(HEX_DIGITS.charAt(c & 15));
        } else {
            put(c);
        }
    }

    /** Writes one non-ASCII code point as UTF-8. Answers how many further chars of the text it took: 0 or 1. */
    private int multiByte(String text, int index, char c) throws InvalidEventException {
        if (c < 0x800) {
            put(0xC0 | c >> 6);
            put(0x80 | c & 0x3F);
            return 0;
        }
        if (!Character.isSurrogate(c)) {
            put(0xE0 | c >> 12);
            put(0x80 | c >> 6 & 0x3F);
            put(0x80 | c & 0x3F);
            return 0;
        }
        if (!Character.isHighSurrogate(c)
                || index + 1 == text.length()
                || !Character.isLowSurrogate(text.charAt(index + 1))) {
            throw new InvalidEventException(
                    RejectionReason.LONE_SURROGATE, "unpaired surrogate U+%04X".formatted((int) c));
        }
        int codePoint = Character.toCodePoint(c, text.charAt(index + 1));
        put(0xF0 | codePoint >> 18);
        put(0x80 | codePoint >> 12 & 0x3F);
        put(0x80 | codePoint >> 6 & 0x3F);
        put(0x80 | codePoint & 0x3F);
        return 1;
    }

    private void put(int octet) {
        if (length == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        buffer[length++] = (byte) octet;
    }
}
