package org.nostrobservatory.web.user;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.nostrobservatory.ingest.Events;
import org.nostrobservatory.note.AuthorNotes;
import org.nostrobservatory.person.People;
import org.nostrobservatory.person.People.Order;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.web.api.Cursor;
import org.nostrobservatory.web.api.Parameters;
import org.nostrobservatory.web.api.ProblemException;
import org.nostrobservatory.web.event.EventCursor;
import org.nostrobservatory.web.note.NoteDocument;
import org.nostrobservatory.zap.Zaps;

/** People: keys that wrote notes, follow or are followed, zap or are zapped. */
@Path("/users")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "users")
public class UserResource {

    private static final String LIMIT = "Elements at most";
    private static final String CURSOR = "nextCursor of the answer before";
    private static final String KEY = "64 hexadecimal digits, npub1… or nprofile1…";
    private static final String UNKNOWN = "Nothing is known of this key";
    private static final int DEFAULT_LIMIT = 20;
    private static final int DEFAULT_FOUND = 10;

    /** A part of a list of people. */
    @Schema(name = "UserList")
    public record UserList(List<People.Entry> items, String nextCursor) {}

    /** A part of somebody's notes. */
    @Schema(name = "UserNotes")
    public record NoteList(List<NoteDocument> items, String nextCursor) {}

    /** A part of somebody's zaps. */
    @Schema(name = "UserZaps")
    public record ZapList(List<Zaps.Zap> items, String nextCursor) {}

    @Inject
    private LatestUsers latest;

    @Inject
    private People people;

    @Inject
    private AuthorNotes notes;

    @Inject
    private Zaps zaps;

    @GET
    @Operation(
            summary = "People in order of influence, followers, sats received or notes",
            description =
                    "The first is the highest. Who has nothing of what is asked for is not on the list. With trusted=true only"
                            + " people of the trust set are on it, and only their follows count. Some seconds old.")
    @APIResponse(responseCode = "200", description = "A part of the list")
    @APIResponse(responseCode = "400", description = "A parameter is not what it should be")
    public UserList list(
            @Parameter(
                            description = "What the list is sorted by",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"influence", "followers", "zaps", "notes"},
                                            defaultValue = "influence"))
                    @QueryParam("by")
                    String by,
            @Parameter(
                            description = "Whether only the trust set counts",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @QueryParam("trusted")
                    String trusted,
            @Parameter(
                            description = LIMIT,
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "1000",
                                            defaultValue = "20"))
                    @QueryParam("limit")
                    String limit,
            @Parameter(description = CURSOR) @QueryParam("cursor") String cursor) {
        Order order = Parameters.word("by", by, Order.INFLUENCE);
        People.Part part = latest.list(
                order,
                Parameters.flag("trusted", trusted),
                place(cursor, text -> People.Place.parse(order, text)).orElse(null),
                Parameters.limit(limit, DEFAULT_LIMIT));
        return new UserList(part.people(), next(part.next(), place -> Cursor.after(place.text())));
    }

    @GET
    @Path("/search")
    @Operation(
            summary = "People by name or key",
            description =
                    "By how the name or display name begins, in upper or lower case; by 8 or more first hexadecimal digits of the"
                            + " key, or by the key in any of its spellings. Who is called exactly so comes first, then the most"
                            + " influential.")
    @APIResponse(responseCode = "200", description = "Those found; nextCursor is always null")
    @APIResponse(responseCode = "400", description = "q is missing, or limit out of range")
    public UserList search(
            @Parameter(description = "A name or a key, or how it begins", required = true) @QueryParam("q") String text,
            @Parameter(
                            description = LIMIT,
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "100",
                                            defaultValue = "10"))
                    @QueryParam("limit")
                    String limit) {
        if (text == null || text.isBlank()) {
            throw ProblemException.badRequest("q is a name or a key, or how it begins.");
        }
        return new UserList(people.search(text, Parameters.integer("limit", limit, 1, 100, DEFAULT_FOUND)), null);
    }

    @GET
    @Path("/{key}")
    @Operation(
            summary = "Everything about one person",
            description = "Profile, activity, zaps, followers, and what influence is made of. Some seconds old.")
    @APIResponse(responseCode = "200", description = "The person")
    @APIResponse(responseCode = "400", description = "That is no public key")
    @APIResponse(responseCode = "404", description = UNKNOWN)
    public UserDocument user(@Parameter(description = KEY) @PathParam("key") String key) {
        return latest.find(Parameters.publicKey(key))
                .map(person -> UserDocument.of(
                        person.details(), person.best(), Instant.now().getEpochSecond()))
                .orElseThrow(() -> ProblemException.notFound(UNKNOWN + "."));
    }

    @GET
    @Path("/{key}/notes")
    @Operation(
            summary = "What somebody wrote, the latest first",
            description =
                    "Of the same second that with the lowest id first. Content is cut after 2,000 characters. Looks through"
                            + " ten events for each note that is asked for, of one year, so a part may have fewer notes, or"
                            + " none, and a nextCursor.")
    @APIResponse(responseCode = "200", description = "A part of the notes")
    @APIResponse(responseCode = "400", description = "A parameter is not what it should be")
    public NoteList notes(
            @Parameter(description = KEY) @PathParam("key") String key,
            @Parameter(
                            description = LIMIT,
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "100",
                                            defaultValue = "20"))
                    @QueryParam("limit")
                    String limit,
            @Parameter(description = CURSOR) @QueryParam("cursor") String cursor) {
        long now = Instant.now().getEpochSecond();
        AuthorNotes.Part part = notes.latest(
                Parameters.publicKey(key),
                EventCursor.read(cursor),
                Parameters.integer("limit", limit, 1, 100, DEFAULT_LIMIT),
                now);
        return new NoteList(
                part.notes().stream().map(note -> NoteDocument.of(note, now)).toList(),
                part.next().map(EventCursor::write).orElse(null));
    }

    @GET
    @Path("/{key}/zaps")
    @Operation(
            summary = "What somebody received or sent, the latest first",
            description =
                    "Of the receipts of a payment one is there. Suspicious ones as well: they count nowhere else.")
    @APIResponse(responseCode = "200", description = "A part of the zaps")
    @APIResponse(responseCode = "400", description = "A parameter is not what it should be")
    public ZapList zaps(
            @Parameter(description = KEY) @PathParam("key") String key,
            @Parameter(
                            description = "Which way they went",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"received", "sent"},
                                            defaultValue = "received"))
                    @QueryParam("direction")
                    String direction,
            @Parameter(
                            description = LIMIT,
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "1000",
                                            defaultValue = "20"))
                    @QueryParam("limit")
                    String limit,
            @Parameter(description = CURSOR) @QueryParam("cursor") String cursor) {
        Bytes person = Parameters.publicKey(key);
        int wanted = Parameters.limit(limit, DEFAULT_LIMIT);
        Events.Place after = EventCursor.read(cursor)
                .orElseGet(() -> Events.Place.before(Instant.now().getEpochSecond()));
        List<Zaps.Zap> found =
                sent(direction) ? zaps.from(person, after, wanted + 1) : zaps.to(person, after, wanted + 1);
        List<Zaps.Zap> items = found.stream().limit(wanted).toList();
        Zaps.Zap last = found.size() > wanted ? items.get(wanted - 1) : null;
        return new ZapList(items, next(last, zap -> EventCursor.write(zap.place())));
    }

    private static boolean sent(String direction) {
        if (direction == null || direction.equals("received")) {
            return false;
        }
        if (direction.equals("sent")) {
            return true;
        }
        throw ProblemException.badRequest("direction is received or sent.");
    }

    /** Where to go on; empty for the first part. */
    static <T> Optional<T> place(String cursor, Function<String, Optional<T>> parser) {
        String text = Cursor.key(cursor);
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(parser.apply(text).orElseThrow(Cursor::refused));
    }

    private static <T> String next(T place, Function<T, String> cursor) {
        return place == null ? null : cursor.apply(place);
    }
}
