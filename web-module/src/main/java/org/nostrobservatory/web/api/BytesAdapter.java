package org.nostrobservatory.web.api;

import jakarta.json.bind.adapter.JsonbAdapter;
import org.nostrobservatory.protocol.Bytes;

/** Ids and keys as lower-case hex. */
public class BytesAdapter implements JsonbAdapter<Bytes, String> {

    @Override
    public String adaptToJson(Bytes bytes) {
        return bytes.hex();
    }

    @Override
    public Bytes adaptFromJson(String hex) {
        return Bytes.fromHex(hex);
    }
}
