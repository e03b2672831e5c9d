package org.nostrobservatory.protocol;

/** Why a frame or an event was refused. The code is what is stored, counted and shown; it never changes its meaning. */
public enum RejectionReason {
    MALFORMED_JSON("malformed-json", "The text is not one complete JSON value."),
    BAD_FRAME("bad-frame", "The frame is JSON, but not an array of the shape its verb demands (NIP-01)."),
    UNKNOWN_VERB("unknown-verb", "The frame's first element is no relay message that we know."),
    FRAME_TOO_LARGE("frame-too-large", "The frame is longer than the configured limit."),
    OFF_FILTER("off-filter", "The event is none that the relay was asked for."),
    DUPLICATE_KEY("duplicate-key", "The event object names a field twice, so that it can be read in two ways."),
    MISSING_FIELD("missing-field", "The event object lacks one of its seven fields."),
    BAD_ID("bad-id", "The id is not a string of lower-case hex digits."),
    BAD_ID_LENGTH("bad-id-length", "The id is not 64 digits long."),
    BAD_PUBKEY("bad-pubkey", "The pubkey is not a string of lower-case hex digits."),
    BAD_PUBKEY_LENGTH("bad-pubkey-length", "The pubkey is not 64 digits long."),
    BAD_SIG("bad-sig", "The sig is not a string of lower-case hex digits."),
    BAD_SIG_LENGTH("bad-sig-length", "The sig is not 128 digits long."),
    BAD_CREATED_AT("bad-created-at", "created_at is not a non-negative 64-bit integer."),
    BAD_KIND("bad-kind", "The kind is not an integer from 0 to 65535."),
    BAD_TAGS("bad-tags", "The tags are not an array of arrays of strings."),
    BAD_CONTENT("bad-content", "The content is not a string."),
    TOO_MANY_TAGS("too-many-tags", "The event has more tags than the configured limit."),
    LONE_SURROGATE("lone-surrogate", "A string holds half of a surrogate pair, which UTF-8 cannot express."),
    ID_MISMATCH("id-mismatch", "The id is not the hash of the event."),
    ID_ESCAPE_VARIANT(
            "id-escape-variant", "The id is the hash of a serialisation that escapes control characters as \\u00XX."),
    SIG_INVALID("sig-invalid", "The signature does not verify (BIP-340)."),
    NOT_PROCESSED("not-processed", "We failed to process it, again and again: a defect of ours.");

    private final String code;
    private final String description;

    RejectionReason(String code, String description) {
        this.code = code;
        this.description = description;
    }

    /** Kebab-case, for example {@code id-mismatch}. */
    public String code() {
        return code;
    }

    /** One sentence for people. */
    public String description() {
        return description;
    }
}
