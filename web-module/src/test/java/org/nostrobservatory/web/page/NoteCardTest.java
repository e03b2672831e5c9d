package org.nostrobservatory.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Nip19;
import org.nostrobservatory.web.page.NoteCard.Piece;

class NoteCardTest {

    private static final Bytes KEY = Bytes.fromHex("ab".repeat(32));

    @Test
    void linksWhatTheTextNames() {
        assertThat(card("See HTTPS://Example.com/a.jpg, nostr:" + Nip19.npub(KEY) + " #Nostr!")
                        .pieces())
                .containsExactly(
                        new Piece("See ", null),
                        new Piece("https://example.com/a.jpg", "https://example.com/a.jpg"),
                        new Piece(", ", null),
                        new Piece("@" + Format.shortNpub(KEY), "/user?key=" + Nip19.npub(KEY)),
                        new Piece(" ", null),
                        new Piece("#Nostr", "/search?q=%23Nostr"),
                        new Piece("!", null));
    }

    @Test
    void linksToNothingElse() {
        assertThat(card("javascript:alert(1) http://user@host/ nostr:nsec1xyz data:text/html,x /admin")
                        .pieces())
                .noneMatch(Piece::isLink);
        assertThat(card("http://" + "x".repeat(3000)).allPieces()).noneMatch(Piece::isLink);
    }

    @Test
    void cutsAndBounds() {
        NoteCard penguins = card("🐧".repeat(500));
        assertThat(penguins.isCut()).isTrue();
        assertThat(penguins.pieces()).containsExactly(new Piece("🐧".repeat(400) + "…", null));
        assertThat(penguins.allPieces()).containsExactly(new Piece("🐧".repeat(500), null));
        assertThat(card("#a ".repeat(10_000)).allPieces()).hasSize(201);
        assertThat(card("short").isCut()).isFalse();
    }

    @Test
    void showsHostileWordsQuietly() {
        assertThat(card("a\u202Eb\u0000c\n\n\n \n\nd\te").pieces()).containsExactly(new Piece("ab c\n\nd\te", null));
        assertThat(card("a\uFFFE\uFFFFb https://a.example/\uFFFF").allPieces())
                .as("no XML could hold the noncharacters")
                .containsExactly(new Piece("ab ", null), new Piece("https://a.example/", null));
        assertThat(card("z" + "\u0300".repeat(1000)).allPieces())
                .containsExactly(new Piece("z" + "\u0300".repeat(3), null));
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> card("\n ".repeat(200_000) + "x" + " ".repeat(200_000)).allPieces());
    }

    @Test
    void namesFewPictures() {
        assertThat(card("https://a.example/1.png https://a.example/page https://a.example/1.png http://b.example/2.gif"
                                + " https://c.example/3.jpg https://c.example/4.jpg https://c.example/5.jpg")
                        .pictures())
                .containsExactly(
                        "https://a.example/1.png",
                        "http://b.example/2.gif",
                        "https://c.example/3.jpg",
                        "https://c.example/4.jpg");
    }

    private static NoteCard card(String text) {
        return new NoteCard(KEY, new NoteCard.Author(KEY, null, null, null), Instant.EPOCH, text, null, null);
    }
}
