package org.nostrobservatory.protocol;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A web address that is safe to link to: {@code http} or {@code https} and nothing else, with a host and without a user.
 *
 * @param url scheme and host in lower case, host in ASCII, no default port; the rest as written, an empty path as
 *     {@code /}. Still a stranger's text: to be escaped in pages
 * @param host domain name or IP address
 * @param type what the end of the path promises
 */
public record Link(String url, String host, Type type) {

    /** What is to be found at an address. */
    public enum Type {
        PAGE,
        IMAGE,
        VIDEO,
        AUDIO
    }

    /** In characters. */
    public static final int MAX_LENGTH = 2048;

    private static final Map<String, Type> TYPES = Stream.of(
                    Map.entry(Type.IMAGE, "jpg jpeg png gif webp avif apng bmp heic heif svg"),
                    Map.entry(Type.VIDEO, "mp4 m4v mov webm mkv avi ogv m3u8"),
                    Map.entry(Type.AUDIO, "mp3 m4a aac ogg oga opus wav flac"))
            .flatMap(entry ->
                    Stream.of(entry.getValue().split(" ")).map(extension -> Map.entry(extension, entry.getKey())))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    /**
     * White space, control and format characters, halves of pairs, what XML cannot hold; what ends an address in a text or to
     * browsers.
     */
    private static final Pattern FORBIDDEN =
            Pattern.compile("[\\p{Z}\\p{Cc}\\p{Cf}\\p{Cs}\\x{FFFE}\\x{FFFF}\"<>`\\\\]");

    /** The address; none where it is longer than {@link #MAX_LENGTH} or anything else than the web's. */
    public static Optional<Link> parse(String text) {
        if (text.length() > MAX_LENGTH || FORBIDDEN.matcher(text).find()) {
            return Optional.empty();
        }
        boolean secure = startsWith(text, "https://");
        if (!secure && !startsWith(text, "http://")) {
            return Optional.empty();
        }
        int begin = text.indexOf("//") + 2;
        int end = endOfAuthority(text, begin);
        String authority = text.substring(begin, end);
        if (authority.contains("@")) {
            // A user before the host is there to be mistaken for the host.
            return Optional.empty();
        }
        try {
            String host = RelayUrl.normaliseHost(RelayUrl.hostOf(authority));
            int port = RelayUrl.portOf(authority);
            String address = host + (port == -1 || port == (secure ? 443 : 80) ? "" : ":" + port);
            String rest = text.startsWith("/", end) ? text.substring(end) : "/" + text.substring(end);
            String url = (secure ? "https://" : "http://") + address + rest;
            return Optional.of(new Link(url, host, typeOf(rest))).filter(link -> url.length() <= MAX_LENGTH);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The same address, about which more is known. */
    Link withType(Type better) {
        return new Link(url, host, better);
    }

    private static boolean startsWith(String text, String scheme) {
        return text.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    private static int endOfAuthority(String text, int begin) {
        int end = begin;
        while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private static Type typeOf(String rest) {
        String path = rest.split("[?#]", 2)[0];
        int dot = path.lastIndexOf('.');
        String extension = dot > path.lastIndexOf('/') ? path.substring(dot + 1) : "";
        return TYPES.getOrDefault(extension.toLowerCase(Locale.ROOT), Type.PAGE);
    }
}
