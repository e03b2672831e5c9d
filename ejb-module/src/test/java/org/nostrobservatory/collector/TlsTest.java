package org.nostrobservatory.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.websocket.Session;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nostrobservatory.coordination.Leases;
import org.nostrobservatory.dial.Dialler;
import org.nostrobservatory.ingest.KnownEvents;
import org.nostrobservatory.ingest.SampleEvents;
import org.nostrobservatory.protocol.RelayUrl;
import org.nostrobservatory.relay.Relays;

/** Certificates are for the name, although the address is dialled. */
@Timeout(60)
class TlsTest {

    private static final char[] PASSWORD = "password".toCharArray();

    @TempDir
    private Path folder;

    @Test
    void aCertificateForTheNameIsAccepted() throws Exception {
        assertThat(reasonFor("relay.example", keyStore("relay.example"), true)).isEmpty();
    }

    @Test
    void aHostWithAnUnderscoreIsRefusedInWords() throws Exception {
        assertThat(reasonFor("my_relay.example", keyStore("*.example"), true))
                .contains("TLS: no certificate can be checked for a host name with an underscore");
    }

    @Test
    void aCertificateForAnotherHostIsNot() throws Exception {
        assertThat(reasonFor("other.example", keyStore("relay.example"), true))
                .contains("TLS: the certificate is for another host");
    }

    @Test
    void anExpiredCertificateIsNot() throws Exception {
        assertThat(reasonFor("relay.example", keyStore("relay.example", "-startdate", "-10d", "-validity", "1"), true))
                .contains("TLS: the certificate has expired");
    }

    @Test
    void aRelayWhoseCertificateHasExpiredIsAFailureAndAskedAgainAfterAQuarterOfAnHour() throws Exception {
        KeyStore store = keyStore("relay.example", "-startdate", "-10d", "-validity", "1");
        TestClock clock = new TestClock();
        try (ScriptedRelay relay = relay(store)) {
            RelayConnection connection = new RelayConnection(
                    new Leases.Lease(new Relays.Target(1, new RelayUrl("wss://relay.example:" + relay.port())), 1),
                    Optional.empty(),
                    new RelayConnection.Terms(
                            new FrameBuffer(1 << 20),
                            new KnownEvents(),
                            Optional.empty(),
                            1 << 20,
                            SampleEvents.ALICE,
                            clock));
            connection.claimAttempt();
            connection.connect(webSockets(trusting(store)));

            assertThat(connection.status().lastError()).isEqualTo("TLS: the certificate has expired");
            assertThat(connection.status().failures()).isEqualTo(1);
            assertThat(relay.requestHead()).as("no request was sent").isEmpty();
            clock.advance(Duration.ofMinutes(15).minusMillis(1));
            assertThat(connection.claimAttempt()).isFalse();
            clock.advance(Duration.ofMillis(1));
            assertThat(connection.claimAttempt()).isTrue();
        }
    }

    @Test
    void aCertificateOfNobodyKnownIsNot() throws Exception {
        assertThat(reasonFor("relay.example", keyStore("relay.example"), false))
                .contains("TLS: the certificate is of no known authority");
    }

    private Optional<String> reasonFor(String host, KeyStore store, boolean trusted) throws Exception {
        try (ScriptedRelay relay = relay(store)) {
            WebSockets webSockets = webSockets(trusted ? trusting(store) : Dialler.publicAuthorities());
            Session[] session = new Session[1];
            Throwable failure = catchThrowable(() -> session[0] = webSockets.connect(
                    new WebSocketsTest.Silent(), new RelayUrl("wss://" + host + ":" + relay.port())));
            if (session[0] != null) {
                session[0].close();
            }
            return Optional.ofNullable(failure)
                    .map(e -> FailedHandshake.setback(e).reason());
        }
    }

    private static ScriptedRelay relay(KeyStore store) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext server = SSLContext.getInstance("TLS");
        server.init(keys.getKeyManagers(), null, null);
        return new ScriptedRelay(
                "", server.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    private static WebSockets webSockets(SSLContext trust) {
        return new WebSockets(
                true,
                Optional.empty(),
                name -> new InetAddress[] {InetAddress.getLoopbackAddress()},
                trust,
                Duration.ofSeconds(15));
    }

    private static SSLContext trusting(KeyStore store) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("relay", store.getCertificate("ca"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private KeyStore keyStore(String name, String... options) throws Exception {
        Path file = folder.resolve("keys.p12");
        keytool(file, "ca", "CN=authority", "-ext", "bc:c");
        List<String> all = new ArrayList<>(List.of("-signer", "ca", "-ext", "SAN=dns:" + name));
        all.addAll(List.of(options));
        keytool(file, "relay", "CN=relay", all.toArray(String[]::new));
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private void keytool(Path file, String alias, String name, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-alias",
                alias,
                "-dname",
                name,
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD)));
        command.addAll(List.of(options));
        Path log = folder.resolve("keytool.log");
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(keytool.waitFor()).as(Files.readString(log)).isZero();
    }
}
