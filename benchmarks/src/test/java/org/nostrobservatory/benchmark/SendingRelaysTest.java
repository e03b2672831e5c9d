package org.nostrobservatory.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendingRelaysTest {

    @Test
    void aRelayEndsWhatIsStoredAndThenSendsItsShareOfTheCorpus(@TempDir Path directory) throws Exception {
        Path file = Corpus.make(directory, Corpus.Plan.of(1, 1000), Optional.empty());
        BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        try (Corpus corpus = Corpus.open(file);
                Sender sender = Sender.start(file)) {
            String[] urls = sender.relays(Delivery.RELAYS).split(",");
            for (int i = 0; i < urls.length; i++) {
                BlockingQueue<String> heard = i == 1 ? messages : new LinkedBlockingQueue<>();
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .buildAsync(URI.create(urls[i]), new Listener(heard))
                        .join()
                        .sendText("[\"REQ\",\"s\",{}]", true)
                        .join();
            }
            assertThat(messages.poll(10, TimeUnit.SECONDS)).isEqualTo("[\"EOSE\",\"s\"]");
            sender.awaitConnected(Delivery.RELAYS);
            sender.command("new 0 1000", line -> {});
            for (int event = 0; event < 1000; event++) {
                if (Delivery.sends(1, event, 0)) {
                    assertThat(messages.poll(10, TimeUnit.SECONDS))
                            .isEqualTo("[\"EVENT\",\"s\"," + corpus.json(event) + "]");
                }
            }
        }
    }

    private static final class Listener implements WebSocket.Listener {

        private final BlockingQueue<String> messages;
        private final StringBuilder text = new StringBuilder();

        Listener(BlockingQueue<String> messages) {
            this.messages = messages;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                messages.add(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
