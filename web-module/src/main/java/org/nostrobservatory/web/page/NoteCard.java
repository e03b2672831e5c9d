package org.nostrobservatory.web.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Link;
import org.nostrobservatory.protocol.Nip19;
import org.nostrobservatory.protocol.NoteText;

/**
 * A note as {@code <o:note/>} shows it.
 *
 * @param text whole; the card cuts it
 * @param warning why it is folded (NIP-36), may be empty; null if it is not
 * @param counts null where they are not known
 */
public record NoteCard(Bytes id, Author author, Instant time, String text, String warning, Counts counts) {

    /**
     * Who wrote it.
     *
     * @param name null, as nip05 and picture, where no profile is known
     */
    public record Author(Bytes key, String name, String nip05, String picture) {}

    /** What others did with it. */
    public record Counts(long replies, long reposts, long reactions, long zaps, long sats) {}

    /**
     * A piece of its text.
     *
     * @param href where it leads to: an address of the web, or a page of ours that begins with a slash; null for mere words
     */
    public record Piece(String text, String href) {

        public boolean isLink() {
            return href != null;
        }

        /** Whether it leads away from here. */
        public boolean isForeign() {
            return href != null && !href.startsWith("/");
        }
    }

    /** In code points. */
    private static final int SHOWN = 400;

    private static final int LINK_SHOWN = 60;
    private static final int MAX_PIECES = 200;
    private static final int MAX_PICTURES = 4;

    /** Whether {@link #pieces} are not all of it. */
    public boolean isCut() {
        return text.codePointCount(0, text.length()) > SHOWN;
    }

    /** The text, cut. */
    public List<Piece> pieces() {
        return pieces(isCut() ? text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…" : text);
    }

    /** The text, as long as it is. */
    public List<Piece> allPieces() {
        return pieces(text);
    }

    /** Addresses of pictures in its text: not to be loaded before {@link Pictures#source}. */
    public List<String> pictures() {
        return NoteText.pieces(text).stream()
                .filter(piece -> piece.part() == NoteText.Part.URL)
                .flatMap(piece -> Link.parse(piece.text()).stream())
                .filter(link -> link.type() == Link.Type.IMAGE)
                .map(Link::url)
                .distinct()
                .limit(MAX_PICTURES)
                .toList();
    }

    private static List<Piece> pieces(String text) {
        List<Piece> pieces = new ArrayList<>();
        for (NoteText.Piece piece : NoteText.pieces(text)) {
            if (pieces.size() == MAX_PIECES) {
                pieces.add(new Piece(" …", null));
                break;
            }
            pieces.add(
                    switch (piece.part()) {
                        case WORDS -> words(piece.text());
                        case URL ->
                            Link.parse(piece.text())
                                    .map(link -> new Piece(Format.cut(link.url(), LINK_SHOWN), link.url()))
                                    .orElseGet(() -> words(piece.text()));
                        case REFERENCE -> reference(piece.text()).orElseGet(() -> words(piece.text()));
                        case HASHTAG ->
                            new Piece(
                                    "#" + Format.words(piece.text()), "/search?q=" + Format.encode("#" + piece.text()));
                    });
        }
        return pieces;
    }

    private static Piece words(String text) {
        return new Piece(Format.words(text), null);
    }

    private static Optional<Piece> reference(String text) {
        Optional<Piece> person = Nip19.publicKey(text)
                .map(key -> new Piece("@" + Format.shortNpub(key), "/user?key=" + Nip19.npub(key)));
        return person.or(() ->
                Nip19.eventId(text).map(id -> new Piece(Format.shortNote(id), "/note?id=" + Nip19.note(id))));
    }
}
