package org.nostrobservatory.protocol;

import java.net.IDN;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a relay in its normal form (RFC 3986 section 6, NIP-01): scheme and host in lower case, host in
 * ASCII, no default port, no fragment, no user, no dot segments, an empty path written {@code /}; all of it ASCII. Paths
 * and queries are kept: relays may differ by them.
 */
public record RelayUrl(String value) implements Comparable<RelayUrl> {

    /** How a relay is reached. */
    public enum Network {
        CLEARNET,
        TOR,
        I2P,
        LOKI,
        /** Loopback, private and other addresses and names that are not of the public Internet. */
        LOCAL
    }

    private static final int MAX_LENGTH = 2048;
    private static final int MAX_HOST_LENGTH = 253;
    private static final Pattern FORBIDDEN = Pattern.compile("[\\p{Z}\\p{Cc}\\p{Cf}\\p{Cs}\"<>\\\\^`{|}]");
    private static final Pattern HOST = Pattern.compile("(?!-)[a-z0-9_-]{1,63}(?<!-)(\\.(?!-)[a-z0-9_-]{1,63}(?<!-))*");
    /** What ends like this is an IP address to every resolver, so it must be one. */
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?(\\d+|0x[0-9a-f]*)");

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern PRIVATE_IPV4 =
            Pattern.compile("(0|10|127)\\..*|169\\.254\\..*|192\\.168\\..*|192\\.0\\.0\\..*|198\\.1[89]\\..*"
                    + "|172\\.(1[6-9]|2\\d|3[01])\\..*|100\\.(6[4-9]|[7-9]\\d|1[01]\\d|12[0-7])\\..*"
                    + "|(22[4-9]|2[3-5]\\d)\\..*");
    private static final Pattern LOCAL_NAME =
            Pattern.compile("localhost|.*\\.(localhost|local|lan|internal|home\\.arpa)");
    private static final Pattern ZERO_GROUPS = Pattern.compile("(?<![^:])0(:0)+(?![^:])");
    private static final Pattern ONION = Pattern.compile("(.+\\.)?[a-z2-7]{56}\\.onion");
    private static final Pattern PORT = Pattern.compile("\\d{1,5}");
    private static final Pattern ESCAPE = Pattern.compile("%[0-9a-fA-F]{2}");

    /** @throws IllegalArgumentException if this is no usable relay address; the message says why */
    public RelayUrl {
        value = normalise(value);
    }

    /** The address, or empty where the text is none. */
    public static Optional<RelayUrl> parse(String text) {
        try {
            return Optional.of(new RelayUrl(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** For a host with an underscore, {@link URI#getHost()} is null: ask {@link #host()}. */
    public URI toUri() {
        return URI.create(value);
    }

    /** The host without the port; an IPv6 address in brackets. */
    public String host() {
        return hostOf(toUri().getRawAuthority());
    }

    /** Judged by the address alone: a public name may still resolve to a private address. */
    public Network network() {
        return networkOf(host());
    }

    private static String normalise(String text) {
        String trimmed = text.strip();
        check(!trimmed.isEmpty(), "is empty");
        checkLength(trimmed);
        check(!FORBIDDEN.matcher(trimmed).find(), "holds white space or another character that no URL has");
        URI uri;
        try {
            uri = new URI(trimmed);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is not a URL: " + e.getReason(), e);
        }
        check(uri.getScheme() != null && uri.getRawAuthority() != null, "does not begin with ws:// or wss://");
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        check(scheme.equals("ws") || scheme.equals("wss"), "does not begin with ws:// or wss://");
        String authority = uri.getRawAuthority().substring(uri.getRawAuthority().lastIndexOf('@') + 1);
        String host = normaliseHost(hostOf(authority));
        int port = portOf(authority);
        boolean defaultPort = port == -1 || port == (scheme.equals("ws") ? 80 : 443);
        String path = normaliseEscapes(removeDotSegments(uri.getRawPath()));
        String query = uri.getRawQuery() == null ? "" : "?" + normaliseEscapes(uri.getRawQuery());
        String normal = scheme + "://" + host + (defaultPort ? "" : ":" + port) + path + query;
        checkLength(normal);
        return normal;
    }

    /** The part of an authority without user before its port. */
    static String hostOf(String authority) {
        return authority.substring(0, endOfHost(authority));
    }

    /**
     * The port of an authority; -1 if it names none.
     *
     * @throws IllegalArgumentException if it is no port
     */
    static int portOf(String authority) {
        int end = endOfHost(authority);
        if (end + 1 >= authority.length()) {
            return -1;
        }
        String digits = authority.substring(end + 1);
        check(PORT.matcher(digits).matches(), "has a port that is no number");
        int port = Integer.parseInt(digits);
        check(port > 0 && port < 65_536, "has a port that is not between 1 and 65535");
        return port;
    }

    /** Where the colon before the port is, or would be. */
    private static int endOfHost(String authority) {
        int colon = authority.lastIndexOf(':');
        return colon > authority.lastIndexOf(']') ? colon : authority.length();
    }

    /**
     * A domain name in lower-case ASCII, or an IP address.
     *
     * @throws IllegalArgumentException if it can be neither
     */
    static String normaliseHost(String raw) {
        if (raw.startsWith("[")) {
            return "[" + canonicalIpv6(raw) + "]";
        }
        String host;
        try {
            host = IDN.toASCII(raw, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("has a host that is no domain name", e);
        }
        if (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        check(host.length() <= MAX_HOST_LENGTH && HOST.matcher(host).matches(), "has a host that is no domain name");
        check(host.contains(".") || host.equals("localhost"), "has a host without a dot");
        check(!host.endsWith(".onion") || ONION.matcher(host).matches(), "has an onion address that is not version 3");
        check(
                !ENDS_IN_NUMBER.matcher(host).matches() || IPV4.matcher(host).matches(),
                "has an IP address that is none");
        return host;
    }

    /** As RFC 5952 demands: the longest run of zeros is left out. */
    private static String canonicalIpv6(String bracketed) {
        check(!bracketed.contains("%"), "has an IPv6 address of one network interface");
        InetAddress address = literal(bracketed);
        if (address instanceof Inet4Address) {
            return "::ffff:" + address.getHostAddress();
        }
        String groups = address.getHostAddress();
        Matcher zeros = ZERO_GROUPS.matcher(groups);
        int start = 0;
        int end = 0;
        while (zeros.find()) {
            if (zeros.end() - zeros.start() > end - start) {
                start = zeros.start();
                end = zeros.end();
            }
        }
        return end == 0
                ? groups
                : groups.substring(0, Math.max(0, start - 1)) + "::"
                        + groups.substring(Math.min(groups.length(), end + 1));
    }

    /** The address that an IPv6 literal in brackets stands for; no name server is asked. */
    private static InetAddress literal(String bracketed) {
        try {
            return InetAddress.getByName(bracketed);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("has an IPv6 address that is none", e);
        }
    }

    private static Network networkOf(String host) {
        if (host.endsWith(".onion")) {
            return Network.TOR;
        }
        if (host.endsWith(".i2p")) {
            return Network.I2P;
        }
        if (host.endsWith(".loki")) {
            return Network.LOKI;
        }
        boolean local = host.startsWith("[")
                ? isPrivate(literal(host))
                : LOCAL_NAME.matcher(host).matches() || isPrivateIpv4(host);
        return local ? Network.LOCAL : Network.CLEARNET;
    }

    /** Whether this is an address of the public Internet. */
    public static boolean isPublic(InetAddress address) {
        return !isPrivate(address);
    }

    /**
     * Of IPv6, only 2000::/3 is public; an IPv4 address mapped into it counts as itself. 6to4 (2002::/16) and Teredo
     * (2001::/32) carry any IPv4 address, private ones too, to a gateway that hardly anybody has any more (RFC 7526).
     */
    private static boolean isPrivate(InetAddress address) {
        if (address instanceof Inet4Address) {
            return isPrivateIpv4(address.getHostAddress());
        }
        ByteBuffer bits = ByteBuffer.wrap(address.getAddress());
        return (bits.get(0) & 0xE0) != 0x20 || bits.getShort(0) == 0x2002 || bits.getInt(0) == 0x2001_0000;
    }

    private static boolean isPrivateIpv4(String host) {
        return IPV4.matcher(host).matches() && PRIVATE_IPV4.matcher(host).matches();
    }

    /** RFC 3986 section 5.2.4; unlike {@link URI#normalize()}, which keeps leading dots and drops empty segments. */
    private static String removeDotSegments(String path) {
        String[] segments = path.split("/", -1);
        Deque<String> kept = new ArrayDeque<>();
        for (int i = 1; i < segments.length; i++) {
            boolean up = segments[i].equals("..");
            boolean dots = up || segments[i].equals(".");
            if (up) {
                kept.pollLast();
            }
            if (!dots) {
                kept.addLast(segments[i]);
            } else if (i == segments.length - 1) {
                kept.addLast("");
            }
        }
        return "/" + String.join("/", kept);
    }

    /** Escapes what is not ASCII, and writes all escapes in upper case. */
    private static String normaliseEscapes(String text) {
        StringBuilder ascii = new StringBuilder(text.length());
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (octet < 0) {
                ascii.append('%').append(Integer.toHexString(octet & 0xFF));
            } else {
                ascii.append((char) octet);
            }
        }
        return ESCAPE.matcher(ascii).replaceAll(escape -> escape.group().toUpperCase(Locale.ROOT));
    }

    private static void checkLength(String text) {
        check(text.length() <= MAX_LENGTH, "is longer than " + MAX_LENGTH + " characters");
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    @Override
    public int compareTo(RelayUrl other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
