package org.nostrobservatory.web.user;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.nostrobservatory.ingest.Events;
import org.nostrobservatory.note.AuthorNotes;
import org.nostrobservatory.note.Note;
import org.nostrobservatory.person.PersonDetails;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Link;
import org.nostrobservatory.protocol.Nip19;
import org.nostrobservatory.web.event.EventCursor;
import org.nostrobservatory.web.note.NoteCards;
import org.nostrobservatory.web.page.Address;
import org.nostrobservatory.web.page.Chart;
import org.nostrobservatory.web.page.Format;
import org.nostrobservatory.web.page.NoteCard;
import org.nostrobservatory.zap.Zaps;

/** What {@code user.xhtml} shows: one person. Words of the profile are the person's own. */
@Named
@RequestScoped
public class UserPage {

    /**
     * A summand of influence.
     *
     * @param share of all points, from 0 to 1
     */
    public record Part(String name, String measured, String points, double share) {}

    /** A zap of the lists. */
    public record ZapRow(Bytes other, String otherName, Instant time, Zaps.Zap zap) {

        public boolean isSuspicious() {
            return zap.verdict().equals("suspicious");
        }
    }

    private static final int NOTES = 10;
    private static final int ZAPS = 10;

    private static final Map<String, String> TERMS = Map.of(
            "followers", "Followers",
            "zaps", "Zaps received",
            "zapsPerNote", "Zaps a note",
            "notesPerDay", "Notes a day",
            "ageDays", "Days from first to last note");

    @Inject
    private LatestUsers latest;

    @Inject
    private AuthorNotes authorNotes;

    @Inject
    private Zaps zaps;

    @Inject
    private Address address;

    @Inject
    private Format format;

    private boolean looked;
    private Bytes key;
    private PersonDetails.Details details;
    private List<Note> best = List.of();
    private AuthorNotes.Part notes;
    private List<ZapRow> received;
    private List<ZapRow> sent;

    protected UserPage() {}

    /** Of somebody who has been looked up. */
    UserPage(PersonDetails.Details details) {
        this.details = details;
        key = details.pubkey();
        looked = true;
        format = new Format();
    }

    /** Looks the person up, and says in the answer's status whether there is one. */
    public void load() {
        if (getDetails() == null) {
            FacesContext.getCurrentInstance().getExternalContext().setResponseStatus(key == null ? 400 : 404);
        }
    }

    /** Null where nothing is known of the key, or it is none. */
    public PersonDetails.Details getDetails() {
        if (!looked) {
            String text = address.get("key");
            key = text == null ? null : Nip19.publicKey(text.strip()).orElse(null);
            Optional<LatestUsers.Person> person = Optional.ofNullable(key).flatMap(latest::find);
            details = person.map(LatestUsers.Person::details).orElse(null);
            best = person.map(LatestUsers.Person::best).orElse(List.of());
            looked = true;
        }
        return details;
    }

    public boolean isKnown() {
        return getDetails() != null;
    }

    /** Whether the address names a key at all. */
    public boolean isKeyed() {
        getDetails();
        return key != null;
    }

    public Bytes getKey() {
        getDetails();
        return key;
    }

    /** The profile; one without any words where there is none. */
    public PersonDetails.Profile getProfile() {
        return isKnown() && details.profile() != null
                ? details.profile()
                : new PersonDetails.Profile(0, null, null, null, null, null, null, null, null, null);
    }

    private String rawName() {
        PersonDetails.Profile profile = getProfile();
        return profile.displayName() == null ? profile.name() : profile.displayName();
    }

    public String getName() {
        return isKeyed() ? format.name(rawName(), key) : "Nobody";
    }

    /** The other name, where the profile has two that differ. */
    public String getOtherName() {
        PersonDetails.Profile profile = getProfile();
        return profile.name() == null
                        || profile.displayName() == null
                        || profile.name().equals(profile.displayName())
                ? null
                : format.excerpt(profile.name(), 40);
    }

    public String getNpub() {
        return isKeyed() ? Nip19.npub(key) : "";
    }

    /** What they say about themselves, with links; null where that is nothing. */
    public NoteCard getAbout() {
        String about = getProfile().about();
        return about == null
                ? null
                : new NoteCard(key, new NoteCard.Author(key, null, null, null), Instant.EPOCH, about, null, null);
    }

    /** The website, if it is an address of the web; null otherwise. */
    public String getWebsite() {
        String website = getProfile().website();
        return website == null ? null : Link.parse(website).map(Link::url).orElse(null);
    }

    public String getNip05() {
        return excerpt(getProfile().nip05());
    }

    public String getLightning() {
        return excerpt(getProfile().lud16());
    }

    private String excerpt(String words) {
        return words == null ? null : format.excerpt(words, 80);
    }

    /** Whole sats a zap; 0 without zaps. */
    public long getAverageReceived() {
        PersonDetails.Zaps sums = details.zaps();
        return sums.receivedCount() == 0 ? 0 : sums.receivedSats() / sums.receivedCount();
    }

    /** Whole sats a zap; 0 without zaps. */
    public long getAverageSent() {
        PersonDetails.Zaps sums = details.zaps();
        return sums.sentCount() == 0 ? 0 : sums.sentSats() / sums.sentCount();
    }

    public String getEngagementRate() {
        Double rate = details.engagementRate();
        return format.percent(rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate));
    }

    /** What it is the sum of. */
    public List<Part> getInfluence() {
        double all = details.influence().points();
        return details.influence().terms().stream()
                .map(term -> new Part(
                        TERMS.get(term.name()),
                        String.format(
                                Locale.ENGLISH,
                                term.measured() == Math.rint(term.measured()) ? "%,.0f" : "%,.2f",
                                term.measured()),
                        String.format(Locale.ENGLISH, "%,.2f", term.points()),
                        all == 0 ? 0 : term.points() / all))
                .toList();
    }

    /** At the end of each day on which the number changed, and now. */
    public Chart getFollowers() {
        Instant now = Instant.now();
        List<Instant> times = new ArrayList<>();
        List<Long> numbers = new ArrayList<>();
        for (PersonDetails.DayFollowers day : details.followersByDay()) {
            Instant end = day.day().plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
            if (end.isBefore(now)) {
                times.add(end);
                numbers.add(day.followers());
            }
        }
        if (!details.followersByDay().isEmpty()) {
            times.add(now);
            numbers.add(details.followers());
        }
        return Chart.lines(times).series("Followers", "1", numbers).unit("followers");
    }

    /** Of the last events. */
    public Chart getHours() {
        return Chart.columns(IntStream.range(0, 24)
                        .mapToObj(hour -> String.format(Locale.ROOT, "%02d", hour))
                        .toList())
                .series("Events", "1", details.hours().counts())
                .unit("events");
    }

    public List<NoteCard> getTopNotes() {
        return best.stream().map(NoteCards::of).toList();
    }

    public List<NoteCard> getNotes() {
        return part().notes().stream().map(NoteCards::of).toList();
    }

    /** A link to older notes; null at the end. */
    public String getOlder() {
        return part().next()
                .map(place -> address.with("cursor", EventCursor.write(place)))
                .orElse(null);
    }

    private AuthorNotes.Part part() {
        if (notes == null) {
            notes = authorNotes.latest(
                    key,
                    EventCursor.readOfPage(address.get("cursor")),
                    NOTES,
                    Instant.now().getEpochSecond());
        }
        return notes;
    }

    public List<ZapRow> getReceived() {
        if (received == null) {
            received = zaps.to(key, Events.Place.before(Instant.now().getEpochSecond()), ZAPS).stream()
                    .map(zap -> new ZapRow(zap.sender(), zap.senderName(), zap.time(), zap))
                    .toList();
        }
        return received;
    }

    public List<ZapRow> getSent() {
        if (sent == null) {
            sent = zaps.from(key, Events.Place.before(Instant.now().getEpochSecond()), ZAPS).stream()
                    .map(zap -> new ZapRow(zap.recipient(), zap.recipientName(), zap.time(), zap))
                    .toList();
        }
        return sent;
    }
}
