package org.nostrobservatory.zap;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nostrobservatory.dial.Dialler;
import org.nostrobservatory.protocol.Bytes;

@Timeout(60)
class WalletServicesTest {

    private static final char[] PASSWORD = "password".toCharArray();
    private static final Bytes KEY = Receipts.PROVIDER.publicKey();

    @TempDir
    private static Path folder;

    private static HttpsServer server;
    private static SSLContext tls;
    private static final AtomicInteger REQUESTS = new AtomicInteger();

    private static int status = 200;
    private static String location;
    private static String document = "";

    @BeforeAll
    static void start() throws Exception {
        KeyStore store = keyStore("pay.example");
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/.well-known/lnurlp/bob", exchange -> {
            REQUESTS.incrementAndGet();
            if (location != null) {
                exchange.getResponseHeaders().add("Location", location);
            }
            byte[] body = document.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    private static KeyStore keyStore(String name) throws Exception {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-storetype",
                        "PKCS12",
                        "-alias",
                        "pay",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "SAN=dns:" + name,
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        store.setCertificateEntry("trusted", store.getCertificate("pay"));
        return store;
    }

    private static WalletServices services(boolean privateAllowed) {
        return new WalletServices(
                new Dialler(privateAllowed, host -> new InetAddress[] {InetAddress.getLoopbackAddress()}, tls));
    }

    private static String pay(String members) {
        return "{\"tag\":\"payRequest\",\"callback\":\"https://pay.example/cb\"," + members + "\"minSendable\":1}";
    }

    private static Providers.Outcome asked(int code, String redirect, String body) {
        status = code;
        location = redirect;
        document = body;
        return services(true).ask("https://pay.example:" + server.getAddress().getPort() + "/.well-known/lnurlp/bob");
    }

    @Test
    void saysWhoSignsReceipts() {
        String key = "\"allowsNostr\":true,\"nostrPubkey\":\"" + KEY + "\",";

        assertThat(asked(200, null, pay(key)).provider()).isEqualTo(KEY);
        assertThat(asked(200, null, pay(key)).error()).isNull();
        assertThat(asked(200, null, pay(key)).patience()).hasDays(1);
        assertThat(asked(200, null, pay("")).provider()).isEqualTo(WalletServices.NOBODY);
    }

    @Test
    void whatIsNoAnswerIsAFailure() {
        for (Providers.Outcome outcome : List.of(
                asked(404, null, pay("")),
                asked(200, null, "<html>"),
                asked(200, null, "{\"status\":\"ERROR\",\"reason\":\"no such user\"}"),
                asked(200, null, pay("\"metadata\":\"" + "x".repeat(70_000) + "\",")))) {
            assertThat(outcome.provider()).isNull();
            assertThat(outcome.error()).isNotEmpty();
            assertThat(outcome.patience()).hasHours(1);
        }
    }

    @Test
    void redirectsAreNotFollowed() {
        int before = REQUESTS.get();
        String here = "https://pay.example:" + server.getAddress().getPort() + "/.well-known/lnurlp/bob";

        assertThat(asked(302, here, "").error()).contains("302");
        assertThat(REQUESTS.get()).isEqualTo(before + 1);
    }

    @Test
    void aPrivateAddressIsNeverAsked() {
        int before = REQUESTS.get();
        String url = "https://pay.example:" + server.getAddress().getPort() + "/.well-known/lnurlp/bob";

        assertThat(services(false).ask(url).error()).contains("private address 127.0.0.1");
        assertThat(services(true)
                        .ask("https://127.0.0.1:" + server.getAddress().getPort() + "/x")
                        .error())
                .isEqualTo("is no Lightning address");
        assertThat(REQUESTS.get()).isEqualTo(before);
    }

    @Test
    void theCertificateHasToBeTheHosts() {
        String other = "https://other.example:" + server.getAddress().getPort() + "/.well-known/lnurlp/bob";

        assertThat(services(true).ask(other).error()).contains("SSL");
    }

    @Test
    void whatIsNoAddressIsNotAskedForALongTime() {
        for (String text :
                List.of("bob", "bob@", "http://pay.example/x", "lnurl1qqqq", "bob@" + "a".repeat(56) + ".onion")) {
            assertThat(services(true).ask(text).patience()).as(text).hasDays(30);
        }
    }
}
