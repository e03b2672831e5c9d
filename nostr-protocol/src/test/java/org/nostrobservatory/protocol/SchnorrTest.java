package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nostrobservatory.protocol.Fixtures.ALICE;
import static org.nostrobservatory.protocol.Fixtures.BOB;
import static org.nostrobservatory.protocol.Fixtures.NOTE;
import static org.nostrobservatory.protocol.Fixtures.bytes;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SchnorrTest {

    @Test
    void officialVectorsOf32ByteMessages() {
        List<String> rows = SampleFiles.lines("vectors/bip340-test-vectors.csv");
        int checked = 0;
        for (String row : rows.subList(1, rows.size())) {
            String[] fields = row.split(",", -1);
            Bytes publicKey = hex(fields[2]);
            Bytes message = hex(fields[4]);
            Bytes signature = hex(fields[5]);
            if (message.length() != 32) {
                continue;
            }
            assertThat(Schnorr.verify(signature, message, publicKey)).as(row).isEqualTo(fields[6].equals("TRUE"));
            if (!fields[1].isEmpty()) {
                assertThat(SecretKey.of(hex(fields[1]).toArray()).publicKey())
                        .as(row)
                        .isEqualTo(publicKey);
            }
            checked++;
        }
        assertThat(checked).isEqualTo(15);
    }

    private static Bytes hex(String text) {
        return Bytes.fromHex(text.toLowerCase(Locale.ROOT));
    }

    @Test
    void aFlippedBitAnywhereIsNoticed() {
        assertThat(Schnorr.verify(NOTE.sig(), NOTE.id(), NOTE.pubkey())).isTrue();
        for (int bit = 0; bit < 512; bit++) {
            assertThat(Schnorr.verify(flip(NOTE.sig(), bit), NOTE.id(), NOTE.pubkey()))
                    .isFalse();
            assertThat(Schnorr.verify(NOTE.sig(), flip(NOTE.id(), bit % 256), NOTE.pubkey()))
                    .isFalse();
            assertThat(Schnorr.verify(NOTE.sig(), NOTE.id(), flip(NOTE.pubkey(), bit % 256)))
                    .isFalse();
        }
        assertThat(Schnorr.verify(NOTE.sig(), NOTE.id(), BOB.publicKey())).isFalse();
    }

    private static Bytes flip(Bytes value, int bit) {
        byte[] copy = value.toArray();
        copy[bit / 8] ^= (byte) (1 << bit % 8);
        return Bytes.of(copy);
    }

    @Test
    void aKeyThatIsNoPointOfTheCurveVerifiesNothing() {
        for (Bytes key : List.of(bytes(32, 0), bytes(32, 0xFF), bytes(32, 5))) {
            assertThat(Schnorr.verify(NOTE.sig(), NOTE.id(), key)).isFalse();
        }
    }

    @Test
    void wrongLengthsVerifyNothing() {
        for (int length : new int[] {0, 1, 31, 33, 63, 65, 1000}) {
            Bytes wrong = bytes(length, 1);
            assertThat(Schnorr.verify(wrong, NOTE.id(), NOTE.pubkey())).isFalse();
            assertThat(Schnorr.verify(NOTE.sig(), wrong, NOTE.pubkey())).isFalse();
            assertThat(Schnorr.verify(NOTE.sig(), NOTE.id(), wrong)).isFalse();
        }
    }

    @Test
    void signingIsDeterministic() {
        assertThat(ALICE.sign(NOTE.createdAt(), NOTE.kind(), NOTE.tags(), NOTE.content()))
                .isEqualTo(NOTE);
    }

    @Test
    void secretKeysAreOfTheField() {
        for (Bytes wrong : List.of(bytes(32, 0), bytes(32, 0xFF), bytes(31, 1), bytes(33, 1), bytes(0, 0))) {
            assertThatThrownBy(() -> SecretKey.of(wrong.toArray())).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void secretKeysAreNotPrinted() {
        assertThat(ALICE.toString()).isEqualTo("SecretKey[" + ALICE.publicKey() + "]");
    }

    @Test
    void whatNoEventMayHoldIsNotSigned() {
        assertThatThrownBy(() -> ALICE.sign(0, 1, List.of(), "\ud800")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ALICE.sign(-1, 1, List.of(), "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ALICE.sign(0, 65_536, List.of(), "")).isInstanceOf(IllegalArgumentException.class);
    }
}
