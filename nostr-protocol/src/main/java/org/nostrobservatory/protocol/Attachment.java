package org.nostrobservatory.protocol;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an {@code imeta} tag (NIP-92, fields of NIP-94) claims of a file. Nobody has looked at the file.
 *
 * @param link its address; the type is that of the claimed MIME type where it has one
 * @param mimeType {@code m}, in lower case, such as {@code image/jpeg}
 * @param dimensions {@code dim}
 * @param alt description for those who cannot see it, cut to {@link #MAX_ALT_LENGTH} characters
 * @param sha256 {@code x}, of the file
 * @param size in bytes
 */
public record Attachment(
        Link link,
        Optional<String> mimeType,
        Optional<Dimensions> dimensions,
        Optional<String> alt,
        Optional<Bytes> sha256,
        OptionalLong size) {

    /** In pixels, each from 1 to 99,999. */
    public record Dimensions(int width, int height) {}

    /** In characters. */
    public static final int MAX_ALT_LENGTH = 1000;

    private static final Pattern DIMENSIONS = Pattern.compile("([1-9][0-9]{0,4})[xX]([1-9][0-9]{0,4})");
    private static final Pattern MIME_TYPE = Pattern.compile("[a-z0-9.+-]{1,63}/[a-z0-9.+-]{1,63}");
    private static final Pattern SIZE = Pattern.compile("[0-9]{1,18}");

    /** Reads an {@code imeta} tag; none without a web address. A field that stands twice counts as it stands first. */
    static Optional<Attachment> of(Tag imeta) {
        Map<String, String> fields = new HashMap<>();
        for (String field : imeta.values().subList(1, imeta.values().size())) {
            int space = field.indexOf(' ');
            if (space > 0) {
                fields.putIfAbsent(
                        field.substring(0, space), field.substring(space + 1).strip());
            }
        }
        return field(fields, "url").flatMap(Link::parse).map(link -> of(link, fields));
    }

    private static Attachment of(Link link, Map<String, String> fields) {
        Optional<String> mimeType = field(fields, "m")
                .map(text -> text.toLowerCase(Locale.ROOT))
                .filter(text -> MIME_TYPE.matcher(text).matches());
        Optional<String> size =
                field(fields, "size").filter(text -> SIZE.matcher(text).matches());
        return new Attachment(
                link.withType(mimeType.flatMap(Attachment::typeOf).orElse(link.type())),
                mimeType,
                field(fields, "dim").flatMap(Attachment::dimensions),
                field(fields, "alt").map(text -> Text.cut(text, MAX_ALT_LENGTH)),
                field(fields, "x").flatMap(Keys::parse),
                size.isPresent() ? OptionalLong.of(Long.parseLong(size.get())) : OptionalLong.empty());
    }

    private static Optional<String> field(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name)).filter(text -> !text.isEmpty());
    }

    private static Optional<Dimensions> dimensions(String text) {
        Matcher matcher = DIMENSIONS.matcher(text);
        return matcher.matches()
                ? Optional.of(new Dimensions(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    private static Optional<Link.Type> typeOf(String mimeType) {
        return switch (mimeType.substring(0, mimeType.indexOf('/'))) {
            case "image" -> Optional.of(Link.Type.IMAGE);
            case "video" -> Optional.of(Link.Type.VIDEO);
            case "audio" -> Optional.of(Link.Type.AUDIO);
            default -> Optional.empty();
        };
    }
}
