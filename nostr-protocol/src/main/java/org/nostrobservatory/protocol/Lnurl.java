package org.nostrobservatory.protocol;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a recipient's wallet service says how to pay them: what stands behind the {@code lud16} and {@code lud06} of a
 * profile and the {@code lnurl} of a zap request. What is asked there is answered by a {@link LnurlPay}.
 */
public final class Lnurl {

    /** In characters; the longest URL that is read, 2050 octets, has 3292 as bech32. */
    private static final int MAX_LENGTH = 4096;

    private static final String SCHEME = "lightning:";
    private static final String PREFIX = "lnurl";
    /** Of the domain only that it is nothing more: its rules are those of {@link RelayUrl}. */
    private static final Pattern ADDRESS = Pattern.compile("([A-Za-z0-9._+-]{1,64})@([^/?#@:\\[\\]]{1,253})");

    private static final Pattern IPV4 = Pattern.compile("[0-9.]+");

    private Lnurl() {}

    /**
     * Reads a Lightning address ({@code name@domain}, LUD-16), an LNURL ({@code lnurl1…}, LUD-01), alone or behind
     * {@code lightning:}, or the URL itself; people write each into the field of the other. Upper case is taken, though
     * LUD-16 knows none.
     *
     * @return {@code https} to a public host or an onion service, {@code http} to an onion service, in the normal form of
     *     {@link RelayUrl}; empty for everything else. A public name may still resolve to a private address.
     */
    public static Optional<URI> parse(String text) {
        String stripped = text.strip();
        if (stripped.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        if (startsWith(stripped, SCHEME)) {
            stripped = stripped.substring(SCHEME.length());
        }
        if (startsWith(stripped, PREFIX + "1")) {
            return decode(stripped);
        }
        Matcher address = ADDRESS.matcher(stripped);
        return address.matches() ? ofAddress(address.group(1), address.group(2)) : webUrl(stripped);
    }

    private static Optional<URI> decode(String bech32) {
        try {
            Bech32.Decoded decoded = Bech32.decode(bech32);
            byte[] url = Bech32.regroup(decoded.groups(), 5, 8, false);
            return decoded.prefix().equals(PREFIX) ? webUrl(new String(url, StandardCharsets.UTF_8)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<URI> ofAddress(String name, String domain) {
        if (name.equals(".") || name.equals("..") || IPV4.matcher(domain).matches()) {
            return Optional.empty();
        }
        String rest = domain + "/.well-known/lnurlp/" + name.toLowerCase(Locale.ROOT);
        return webUrl("https://" + rest).map(url -> isOnion(url) ? URI.create("http://" + rest) : url);
    }

    /** Relay URLs have the same rules for hosts, ports, paths and escapes; only the schemes differ. */
    static Optional<URI> webUrl(String text) {
        boolean secure = startsWith(text, "https://");
        if (!secure && !startsWith(text, "http://")) {
            return Optional.empty();
        }
        return RelayUrl.parse("ws" + text.substring("http".length()))
                .filter(url -> switch (url.network()) {
                    case CLEARNET -> secure;
                    case TOR -> true;
                    case I2P, LOKI, LOCAL -> false;
                })
                .map(url -> URI.create("http" + url.value().substring("ws".length())))
                .filter(url -> url.getHost() != null);
    }

    private static boolean isOnion(URI url) {
        return url.getHost().endsWith(".onion");
    }

    private static boolean startsWith(String text, String beginning) {
        return text.regionMatches(true, 0, beginning, 0, beginning.length());
    }
}
