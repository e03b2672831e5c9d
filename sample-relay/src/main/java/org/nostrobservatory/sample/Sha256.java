package org.nostrobservatory.sample;

import java.nio.charset.StandardCharsets;
import org.nostrobservatory.protocol.Bytes;

/** The hash that Nostr and Lightning share, of text in UTF-8. */
final class Sha256 {

    private Sha256() {}

    static Bytes of(String text) {
        return Bytes.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
