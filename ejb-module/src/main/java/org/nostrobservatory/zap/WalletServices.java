package org.nostrobservatory.zap;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.nostrobservatory.dial.Dialler;
import org.nostrobservatory.dial.HttpGet;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Lnurl;
import org.nostrobservatory.protocol.LnurlPay;

/** Asks wallet services who signs receipts (LUD-06, NIP-57 appendix C): by HTTPS, at public addresses, without redirects. */
final class WalletServices {

    /** Of nobody. */
    static final Bytes NOBODY = Bytes.of(new byte[0]);

    private static final Logger LOG = System.getLogger(WalletServices.class.getName());
    private static final Duration ANSWERED = Duration.ofDays(1);
    private static final Duration FAILED = Duration.ofHours(1);
    /** No time mends it. */
    private static final Duration HOPELESS = Duration.ofDays(30);

    private static final int HTTPS = 443;

    private final Dialler dialler;

    WalletServices(Dialler dialler) {
        this.dialler = dialler;
    }

    /** The host that this address leads to; empty if there is none. */
    static Optional<String> host(String address) {
        return Lnurl.parse(address).map(URI::getHost);
    }

    /**
     * Asks what stands behind an address; takes up to ten seconds, and the time of the name servers. Never fails.
     *
     * @param address as it stands in a profile
     */
    Providers.Outcome ask(String address) {
        Optional<URI> uri = Lnurl.parse(address);
        if (uri.isEmpty()) {
            return new Providers.Outcome(address, null, "is no Lightning address", HOPELESS);
        }
        if (!uri.get().getScheme().equals("https")) {
            return new Providers.Outcome(address, null, "cannot be reached by HTTPS", HOPELESS);
        }
        try (Socket socket = connect(uri.get())) {
            return LnurlPay.parse(HttpGet.send(socket, uri.get(), "application/json"))
                    .map(answer ->
                            new Providers.Outcome(address, answer.nostrPubkey().orElse(NOBODY), null, ANSWERED))
                    .orElseGet(
                            () -> new Providers.Outcome(address, null, "answers something else than LUD-06", FAILED));
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "No answer from " + uri.get(), e);
            return new Providers.Outcome(address, null, e.getClass().getSimpleName() + ": " + e.getMessage(), FAILED);
        }
    }

    private Socket connect(URI uri) throws IOException {
        return dialler.connect(uri.getHost(), uri.getPort() > 0 ? uri.getPort() : HTTPS, true);
    }
}
