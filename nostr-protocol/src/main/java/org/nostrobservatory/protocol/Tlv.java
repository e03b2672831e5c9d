package org.nostrobservatory.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The list of fields in a NIP-19 text: a byte for the type, a byte for the length, so many bytes. */
final class Tlv {

    /** What the prefix says: a key, an id, an identifier. */
    static final int SPECIAL = 0;

    static final int RELAY = 1;
    static final int AUTHOR = 2;
    static final int KIND = 3;

    private static final int MAX_VALUE_LENGTH = 255;

    private record Field(int type, byte[] value) {}

    private final List<Field> fields = new ArrayList<>();

    /** @throws IllegalArgumentException if the last field ends too early */
    static Tlv read(byte[] data) {
        Tlv tlv = new Tlv();
        int i = 0;
        while (i < data.length) {
            int begin = i + 2;
            int end = begin <= data.length ? begin + (data[i + 1] & 0xFF) : begin;
            if (end > data.length) {
                throw new IllegalArgumentException("a field ends too early");
            }
            tlv.fields.add(new Field(data[i] & 0xFF, Arrays.copyOfRange(data, begin, end)));
            i = end;
        }
        return tlv;
    }

    byte[] one(int type) {
        return atMostOne(type).orElseThrow(() -> new IllegalArgumentException("a field is missing"));
    }

    /** @throws IllegalArgumentException if there are two, because it could be read in two ways */
    Optional<byte[]> atMostOne(int type) {
        List<byte[]> values = all(type);
        if (values.size() > 1) {
            throw new IllegalArgumentException("a field stands twice");
        }
        return values.stream().findFirst();
    }

    /** @throws IllegalArgumentException if one is not ASCII */
    List<String> relays() {
        return all(RELAY).stream()
                .map(value -> checkAscii(new String(value, StandardCharsets.ISO_8859_1)))
                .toList();
    }

    private List<byte[]> all(int type) {
        return fields.stream()
                .filter(field -> field.type() == type)
                .map(Field::value)
                .toList();
    }

    void add(int type, byte[] value) {
        if (value.length > MAX_VALUE_LENGTH) {
            throw new IllegalArgumentException("a field has at most " + MAX_VALUE_LENGTH + " bytes");
        }
        fields.add(new Field(type, value));
    }

    void addRelays(List<String> relays) {
        relays.forEach(relay -> addText(RELAY, checkAscii(relay)));
    }

    void addKind(int kind) {
        add(KIND, ByteBuffer.allocate(4).putInt(kind).array());
    }

    /** @throws IllegalArgumentException if the text has no UTF-8 form */
    void addText(int type, String text) {
        try {
            ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            add(type, Arrays.copyOf(utf8.array(), utf8.limit()));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("holds half of a surrogate pair", e);
        }
    }

    /** The text; what is no UTF-8 is refused, not replaced. */
    static String utf8(byte[] value) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(value))
                .toString();
    }

    private static String checkAscii(String relay) {
        if (!relay.chars().allMatch(c -> c < 128)) {
            throw new IllegalArgumentException("relays are ASCII");
        }
        return relay;
    }

    byte[] toArray() {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (Field field : fields) {
            data.write(field.type());
            data.write(field.value().length);
            data.writeBytes(field.value());
        }
        return data.toByteArray();
    }
}
