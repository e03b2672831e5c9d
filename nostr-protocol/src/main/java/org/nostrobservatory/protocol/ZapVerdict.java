package org.nostrobservatory.protocol;

import java.util.Locale;

/** What a zap receipt is worth. None is a proof that anybody paid (NIP-57 appendix E). */
public enum ZapVerdict {
    /** By all that NIP-57 lets anybody check, the recipient's own wallet service says so. */
    VERIFIED,
    /** Well formed; but it is not known that the service is the recipient's, or something that should be there is not. */
    PLAUSIBLE,
    /** Well formed, and most likely not what it seems to be. */
    SUSPICIOUS,
    /** Not a zap: it counts for nothing. */
    INVALID;

    /** For example {@code verified}: what is stored and shown; it never changes its meaning. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
