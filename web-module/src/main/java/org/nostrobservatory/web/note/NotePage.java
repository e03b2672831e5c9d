package org.nostrobservatory.web.note;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.nostrobservatory.ingest.Events;
import org.nostrobservatory.note.Looks;
import org.nostrobservatory.note.Note;
import org.nostrobservatory.note.Notes;
import org.nostrobservatory.note.Threads;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.EventJson;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.protocol.Nip19;
import org.nostrobservatory.protocol.Quote;
import org.nostrobservatory.protocol.Target;
import org.nostrobservatory.score.Score;
import org.nostrobservatory.score.SpamReason;
import org.nostrobservatory.web.event.EventCursor;
import org.nostrobservatory.web.page.Address;
import org.nostrobservatory.web.page.NoteCard;
import org.nostrobservatory.zap.Zaps;

/**
 * What {@code note.xhtml} shows. Its address: {@code id} of the event in any spelling, {@code cursor} where the answers go on.
 */
@Named
@RequestScoped
public class NotePage {

    /**
     * An event that led to this one.
     *
     * @param card null if it is not stored
     */
    public record Above(Bytes id, NoteCard card) {}

    /** An answer; {@code more} if there are answers to it that only its own page shows. */
    public record Below(int depth, NoteCard card, boolean more) {}

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int ANSWERS = 30;
    private static final int ZAPS = 20;
    private static final int SYMBOLS = 40;
    private static final int QUOTES = 5;
    /** Characters of the text, and of the JSON: more is had from the interface. */
    private static final int MAX_TEXT = 20_000;

    private static final int MAX_JSON = 50_000;

    @Inject
    private Address address;

    @Inject
    private Events events;

    @Inject
    private Notes notes;

    @Inject
    private Threads threads;

    @Inject
    private Zaps zaps;

    private final Instant now = Instant.now();

    private Bytes id;
    private Note note;
    private Events.Seen seen;
    private Threads.Part answers;

    // Asked for once, because a page reads each of them several times.
    private List<Above> above;
    private List<NoteCard> quoted;
    private Optional<Looks> looks;
    private List<Notes.Symbol> symbols;
    private List<Zaps.Zap> newestZaps;

    @PostConstruct
    void find() {
        id = Optional.ofNullable(address.get("id")).flatMap(Nip19::eventId).orElse(null);
        seen = id == null ? null : events.find(id).orElse(null);
        note = seen == null
                ? null
                : notes.find(id, seen.event().createdAt(), now.getEpochSecond()).orElse(null);
        if (note == null) {
            FacesContext.getCurrentInstance()
                    .getExternalContext()
                    .setResponseStatus(id == null ? BAD_REQUEST : NOT_FOUND);
        }
    }

    /** Whether the address names an event at all. */
    public boolean isNamed() {
        return id != null;
    }

    public boolean isFound() {
        return note != null;
    }

    public Bytes getId() {
        return id;
    }

    /** For the title of the page. */
    public String getTitle() {
        return isFound() && isText() ? "Note" : "Event";
    }

    /** Whether its content is words for people, as of notes and comments. */
    public boolean isText() {
        return note.kind() == Kinds.NOTE || note.kind() == Kinds.COMMENT;
    }

    public int getKind() {
        return note.kind();
    }

    /** With its whole text, or nearly. */
    public NoteCard getCard() {
        String text = seen.event().content();
        String shown = text.codePointCount(0, text.length()) <= MAX_TEXT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_TEXT)) + "…";
        return NoteCards.of(note, shown, null);
    }

    public NoteCard.Counts getCounts() {
        return NoteCards.counts(note.engagement());
    }

    public Score getScore() {
        return note.virality(now.getEpochSecond());
    }

    /** How well made it is, from 0 to 100; null for all but notes. */
    public Score getQuality() {
        return looks().map(it -> it.quality(note.engagement())).orElse(null);
    }

    /** Why it looks like spam, in words; empty if it does not. */
    public List<String> getSpamReasons() {
        return looks().stream()
                .flatMap(it -> it.spamReasons().stream())
                .map(SpamReason::description)
                .toList();
    }

    /** How people reacted, without dislikes. */
    public List<Notes.Symbol> getSymbols() {
        return symbols().filter(symbol -> !isDislike(symbol)).toList();
    }

    public long getDislikes() {
        return symbols()
                .filter(NotePage::isDislike)
                .mapToLong(Notes.Symbol::people)
                .sum();
    }

    /** What it answers, the beginning of the thread first. */
    public List<Above> getAbove() {
        if (above == null) {
            above = threads.ancestors(id, now.getEpochSecond()).stream()
                    .map(ancestor -> new Above(
                            ancestor.id(), ancestor.note().map(NoteCards::of).orElse(null)))
                    .toList();
        }
        return above;
    }

    public List<Below> getBelow() {
        return answers().replies().stream()
                .map(reply -> new Below(reply.depth(), NoteCards.of(reply.note()), reply.more()))
                .toList();
    }

    /** Where the answers go on; null if these were the last. */
    public String getCursor() {
        return answers().next().map(EventCursor::write).orElse(null);
    }

    /** Whether there are answers before these. */
    public boolean isContinued() {
        return start().isPresent();
    }

    /** What it quotes, as far as it is stored. */
    public List<NoteCard> getQuoted() {
        if (quoted == null) {
            List<Bytes> ids = Quote.of(seen.event()).stream()
                    .flatMap(quote ->
                            quote.target() instanceof Target.EventId event ? Stream.of(event.id()) : Stream.empty())
                    .limit(QUOTES)
                    .toList();
            quoted = notes.find(ids, now.getEpochSecond()).stream()
                    .map(NoteCards::of)
                    .toList();
        }
        return quoted;
    }

    /** The newest zaps on it. */
    public List<Zaps.Zap> getZaps() {
        if (newestZaps == null) {
            newestZaps = zaps.on(id, Events.Place.before(now.getEpochSecond()), ZAPS);
        }
        return newestZaps;
    }

    public List<Events.Sighting> getRelays() {
        return seen.relays();
    }

    /** The event as it was signed. */
    public String getJson() {
        String json = EventJson.write(seen.event());
        return json.length() <= MAX_JSON ? json : json.substring(0, MAX_JSON) + "…";
    }

    private Optional<Looks> looks() {
        if (looks == null) {
            looks = notes.looks(id);
        }
        return looks;
    }

    private Stream<Notes.Symbol> symbols() {
        if (symbols == null) {
            symbols = notes.symbols(id, SYMBOLS);
        }
        return symbols.stream();
    }

    private static boolean isDislike(Notes.Symbol symbol) {
        return symbol.symbol().equals("-");
    }

    private Threads.Part answers() {
        if (answers == null) {
            answers = threads.replies(id, start(), ANSWERS, now.getEpochSecond());
        }
        return answers;
    }

    private Optional<Events.Place> start() {
        return EventCursor.readOfPage(address.get("cursor"));
    }
}
