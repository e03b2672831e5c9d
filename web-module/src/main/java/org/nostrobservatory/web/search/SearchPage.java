package org.nostrobservatory.web.search;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.nostrobservatory.note.Note;
import org.nostrobservatory.note.TrendingHashtags;
import org.nostrobservatory.profile.ProfileContent;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.ContentWarning;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.protocol.Nip19;
import org.nostrobservatory.protocol.UnixTime;
import org.nostrobservatory.score.Window;
import org.nostrobservatory.search.Preview;
import org.nostrobservatory.search.Search;
import org.nostrobservatory.search.SearchQuery;
import org.nostrobservatory.web.api.Parameters;
import org.nostrobservatory.web.api.ProblemException;
import org.nostrobservatory.web.event.EventCursor;
import org.nostrobservatory.web.page.Choice;
import org.nostrobservatory.web.page.Format;
import org.nostrobservatory.web.trending.LatestHashtags;

/** What {@code search.xhtml} shows. Its address: {@code q}, {@code type} and {@code cursor}. */
@Named
@RequestScoped
public class SearchPage {

    private enum Type {
        ALL("Everything", Kinds.NOTE, Kinds.COMMENT, Kinds.ARTICLE),
        PEOPLE("People", Kinds.PROFILE),
        NOTES("Notes", Kinds.NOTE),
        COMMENTS("Comments", Kinds.COMMENT),
        ARTICLES("Articles", Kinds.ARTICLE);

        private final String label;
        private final Set<Integer> kinds;

        Type(String label, Integer... kinds) {
            this.label = label;
            this.kinds = Set.of(kinds);
        }
    }

    /** A piece of a text; {@code match} if it is what was searched for. */
    public record Piece(String text, boolean match) {}

    /**
     * A text that was found.
     *
     * @param type what it is: note, comment, article, profile
     * @param href the page about it
     * @param warning as of notes: null without a warning
     */
    public record Hit(
            Bytes id, String type, Note.Author author, Instant time, List<Piece> pieces, String href, String warning) {}

    private static final int LIMIT = 20;
    private static final int PEOPLE_BESIDES = 5;
    private static final int SUGGESTIONS = 16;

    @Inject
    private Search search;

    @Inject
    private Searches searches;

    @Inject
    private LatestHashtags hashtags;

    @Inject
    private HttpServletRequest request;

    private List<Hit> hits = List.of();
    private List<Hit> people = List.of();
    private String next;
    private String problem;

    /** Searches, or goes where the query names something. */
    public void search(ExternalContext context) throws IOException {
        String text = getText();
        if (text.isBlank()) {
            return;
        }
        Optional<String> named = search.named(text).map(it -> switch (it.type()) {
            case PERSON -> "/user?key=" + Nip19.npub(it.id());
            case EVENT -> "/note?id=" + Nip19.note(it.id());
        });
        if (named.isPresent()) {
            context.redirect(context.getRequestContextPath() + named.get());
            return;
        }
        try {
            find(text);
        } catch (ProblemException e) {
            problem = e.getMessage();
        }
    }

    private void find(String text) {
        Instant now = Instant.now();
        String cursor = request.getParameter("cursor");
        Optional<SearchQuery> query = SearchResource.query(text, type().kinds);
        if (query.isEmpty()) {
            throw ProblemException.badRequest("There is no word in it to search for.");
        }
        Search.Part part = searches.find(query.get(), EventCursor.read(cursor), LIMIT, now);
        hits = part.found().stream().map(SearchPage::hit).toList();
        next = part.next()
                .map(place -> address("cursor", EventCursor.write(place)))
                .orElse(null);
        if (type() == Type.ALL && cursor == null) {
            SearchQuery ofPeople = SearchResource.query(text, Type.PEOPLE.kinds).orElseThrow();
            people = searches.find(ofPeople, Optional.empty(), PEOPLE_BESIDES, now).found().stream()
                    .map(SearchPage::hit)
                    .toList();
        }
    }

    /** What was typed. */
    public String getText() {
        return Objects.requireNonNullElse(request.getParameter("q"), "");
    }

    public boolean isAsked() {
        return !getText().isBlank() && problem == null;
    }

    /** Why nothing can be searched; null if something can. */
    public String getProblem() {
        return problem;
    }

    public List<Hit> getHits() {
        return hits;
    }

    /** Some people besides, where everything is searched. */
    public List<Hit> getPeople() {
        return people;
    }

    /** The address of the next part; null if this is the last. */
    public String getNext() {
        return next;
    }

    /** Whether this is not the first part. */
    public boolean isContinued() {
        return request.getParameter("cursor") != null;
    }

    /** As it stands in the address. */
    public String getType() {
        return Parameters.word(type());
    }

    public List<Choice> getTypes() {
        return Arrays.stream(Type.values())
                .map(type -> Choice.of(Parameters.word(type), type.label))
                .toList();
    }

    /** Hashtags of the day, for those who do not know what to search for. */
    public List<Piece> getSuggestions() {
        return hashtags.trending(Window.HOURS_24, TrendingHashtags.Order.SCORE, false, SUGGESTIONS).stream()
                .map(item -> new Piece("#" + item.hashtag(), false))
                .toList();
    }

    /** A link to this page that searches for something else. */
    public String address(String text) {
        return "/search?q=" + Format.encode(text);
    }

    private String address(String name, String value) {
        return address(getText()) + "&type=" + getType() + "&" + name + "=" + Format.encode(value);
    }

    private Type type() {
        String code = request.getParameter("type");
        return Arrays.stream(Type.values())
                .filter(type -> Parameters.word(type).equals(code))
                .findFirst()
                .orElse(Type.ALL);
    }

    private static Hit hit(Search.Found found) {
        Event event = found.event();
        boolean profile = event.kind() == Kinds.PROFILE;
        Optional<ContentWarning> warning = ContentWarning.of(event);
        return new Hit(
                event.id(),
                switch (event.kind()) {
                    case Kinds.PROFILE -> "profile";
                    case Kinds.COMMENT -> "comment";
                    case Kinds.ARTICLE -> "article";
                    default -> "note";
                },
                profile ? self(event) : found.author(),
                UnixTime.instant(event.createdAt()),
                pieces(found.preview()),
                profile ? "/user?key=" + Nip19.npub(event.pubkey()) : "/note?id=" + Nip19.note(event.id()),
                warning.map(it -> it.reason().orElse("")).orElse(null));
    }

    private static Note.Author self(Event profile) {
        Optional<ProfileContent> content = ProfileContent.parse(profile.content());
        return new Note.Author(
                profile.pubkey(),
                content.map(it -> it.text("display_name"))
                        .or(() -> content.map(it -> it.text("name")))
                        .orElse(null),
                content.map(it -> it.text("nip05")).orElse(null),
                content.map(it -> it.text("picture")).orElse(null));
    }

    static List<Piece> pieces(Preview preview) {
        List<Piece> pieces = new ArrayList<>();
        int end = 0;
        for (Preview.Range match : preview.matches()) {
            pieces.add(piece(preview, end, match.begin(), false));
            pieces.add(piece(preview, match.begin(), match.end(), true));
            end = match.end();
        }
        pieces.add(piece(preview, end, preview.text().length(), false));
        return pieces.stream().filter(piece -> !piece.text().isEmpty()).toList();
    }

    private static Piece piece(Preview preview, int begin, int end, boolean match) {
        return new Piece(Format.words(preview.text().substring(begin, end)), match);
    }
}
