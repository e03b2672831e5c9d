package org.nostrobservatory.protocol;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Event kinds by their names in the NIPs, and the classes NIP-01 sorts them into. */
public final class Kinds {

    public static final int PROFILE = 0;
    public static final int NOTE = 1;
    public static final int FOLLOW_LIST = 3;
    public static final int DELETION = 5;
    public static final int REPOST = 6;
    public static final int REACTION = 7;
    public static final int GENERIC_REPOST = 16;
    public static final int VANISH = 62;
    public static final int GIFT_WRAP = 1059;
    public static final int COMMENT = 1111;
    public static final int REPORT = 1984;
    public static final int ZAP_REQUEST = 9734;
    public static final int ZAP_RECEIPT = 9735;
    public static final int JOB_FEEDBACK = 7000;
    public static final int RELAY_LIST = 10002;
    public static final int CONTEXTVM_SERVER = 11316;
    public static final int ENCRYPTED_DVM = 11999;
    public static final int CLIENT_AUTHENTICATION = 22242;
    public static final int ARTICLE = 30023;
    public static final int WIKI_ARTICLE = 30818;
    public static final int HANDLER_INFORMATION = 31990;

    /** The largest kind there is: kinds are 16-bit numbers. */
    public static final int MAX = 65_535;

    /** What a relay, and so an archive, does with events of a kind (NIP-01). */
    public enum Class {
        /** Stored, every one. */
        REGULAR,
        /** Only the newest by (pubkey, kind) is current. */
        REPLACEABLE,
        /** Not stored. */
        EPHEMERAL,
        /** Only the newest by (pubkey, kind, d tag) is current. */
        ADDRESSABLE
    }

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");

    private Kinds() {}

    /** Reads the value of a {@code k} tag; none if it is no kind. */
    static OptionalInt parse(String text) {
        int kind = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : MAX + 1;
        return kind <= MAX ? OptionalInt.of(kind) : OptionalInt.empty();
    }

    /** The class of a kind. Kinds that NIP-01 leaves open are regular. */
    public static Class classOf(int kind) {
        if (kind == PROFILE || kind == FOLLOW_LIST || kind >= 10_000 && kind < 20_000) {
            return Class.REPLACEABLE;
        }
        if (kind >= 20_000 && kind < 30_000) {
            return Class.EPHEMERAL;
        }
        if (kind >= 30_000 && kind < 40_000) {
            return Class.ADDRESSABLE;
        }
        return Class.REGULAR;
    }
}
