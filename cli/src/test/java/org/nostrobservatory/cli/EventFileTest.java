package org.nostrobservatory.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class EventFileTest {

    private static final byte[] TEXT = "{\"a\":1}\n{\"b\":2}\n".repeat(5000).getBytes(StandardCharsets.UTF_8);

    @Test
    void theFirstBytesTellWhatItIs() throws IOException {
        assertThat(read(TEXT)).isEqualTo(TEXT);
        assertThat(read(gzip(TEXT))).isEqualTo(TEXT);
        assertThat(read(Zstd.compress(TEXT))).isEqualTo(TEXT);
        assertThat(read(new byte[0])).isEmpty();
        assertThat(read(new byte[] {0x1f})).hasSize(1);
        assertThat(read(new byte[] {0x28, (byte) 0xb5})).hasSize(2);
    }

    @Test
    void filesThatWereJoinedAreReadToTheEnd() throws IOException {
        assertThat(read(twice(gzip(TEXT)))).isEqualTo(twice(TEXT));
        assertThat(read(twice(Zstd.compress(TEXT)))).isEqualTo(twice(TEXT));
    }

    @Test
    void aFileThatBreaksOffIsAnErrorAfterWhatIsInIt() throws IOException {
        for (byte[] compressed : new byte[][] {gzip(TEXT), Zstd.compress(TEXT)}) {
            EventFile file = open(Arrays.copyOf(compressed, compressed.length - 9));
            assertThatThrownBy(() -> file.text().transferTo(new ByteArrayOutputStream()))
                    .isInstanceOf(IOException.class);
            file.close();
        }
        assertThatThrownBy(() -> open(new byte[] {0x1f, (byte) 0x8b, 8})).isInstanceOf(IOException.class);
    }

    @Test
    void whatWasReadIsCountedAsItLiesOnTheDisk() throws IOException {
        byte[] compressed = gzip(TEXT);
        try (EventFile file = open(compressed)) {
            file.text().readAllBytes();
            assertThat(file.bytesRead()).isEqualTo(compressed.length);
        }
    }

    private static byte[] read(byte[] content) throws IOException {
        try (EventFile file = open(content)) {
            return file.text().readAllBytes();
        }
    }

    /** As a pipe gives it: little at a time, and never more at hand. */
    private static EventFile open(byte[] content) throws IOException {
        InputStream pipe = new ByteArrayInputStream(content) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 3));
            }

            @Override
            public synchronized int available() {
                return 0;
            }
        };
        return EventFile.of(pipe);
    }

    private static byte[] twice(byte[] content) {
        byte[] both = Arrays.copyOf(content, 2 * content.length);
        System.arraycopy(content, 0, both, content.length, content.length);
        return both;
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }
}
