package org.nostrobservatory.web.user;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nostrobservatory.person.Newcomers;
import org.nostrobservatory.person.People;
import org.nostrobservatory.person.People.Entry;
import org.nostrobservatory.person.People.Order;
import org.nostrobservatory.web.api.Cursor;
import org.nostrobservatory.web.api.Parameters;
import org.nostrobservatory.web.api.ProblemException;
import org.nostrobservatory.web.page.Address;
import org.nostrobservatory.web.page.Chart;
import org.nostrobservatory.web.page.Choice;
import org.nostrobservatory.web.page.Format;

/** What {@code users.xhtml} shows: a list of people, or those that were looked for. */
@Named
@RequestScoped
public class UsersPage {

    /** Somebody in the table. */
    public record Row(int rank, Entry person) {

        /** Whole sats; 0 without zaps. */
        public long averageZap() {
            return person.zapsReceived() == 0 ? 0 : person.receivedSats() / person.zapsReceived();
        }
    }

    /** Where a part of the list begins. */
    private record Start(int rank, People.Place after) {}

    private static final int SHOWN = 20;
    private static final int FOUND = 10;
    private static final int BARS = 15;
    private static final int SHARES = 8;
    private static final Pattern CURSOR = Pattern.compile("([0-9]{1,9}) (.*)");

    @Inject
    private LatestUsers latest;

    @Inject
    private People people;

    @Inject
    private Address address;

    @Inject
    private Format format;

    private List<Entry> found;
    private People.Part part;

    public Order getOrder() {
        return address.word("by", Order.INFLUENCE);
    }

    /** As it stands in the address. */
    public String getBy() {
        return Parameters.word(getOrder());
    }

    public List<Choice> getOrders() {
        return Arrays.stream(Order.values())
                .map(order -> new Choice(Parameters.word(order), label(order), "Sorted by " + label(order)))
                .toList();
    }

    private static String label(Order order) {
        return switch (order) {
            case INFLUENCE -> "Influence";
            case FOLLOWERS -> "Followers";
            case ZAPS -> "Sats received";
            case NOTES -> "Notes";
        };
    }

    /** What the list is sorted by, for headings. */
    public String getMeasure() {
        return label(getOrder());
    }

    public boolean isTrusted() {
        return address.flag("trusted");
    }

    public List<Choice> getCircles() {
        return List.of(
                new Choice("false", "Everyone", "Everyone, and every follow counts"),
                new Choice("true", "Trusted", "The trust set alone, and only its follows count"));
    }

    /** What is looked for; empty where the list is wanted. */
    public String getQuery() {
        String query = address.get("q");
        return query == null ? "" : query.strip();
    }

    public List<Entry> getFound() {
        if (found == null) {
            found = getQuery().isEmpty() ? List.of() : people.search(getQuery(), FOUND);
        }
        return found;
    }

    private Start start() {
        try {
            Matcher cursor = CURSOR.matcher(Cursor.key(address.get("cursor")));
            if (cursor.matches()) {
                return People.Place.parse(getOrder(), cursor.group(2))
                        .map(place -> new Start(Integer.parseInt(cursor.group(1)), place))
                        .orElse(new Start(1, null));
            }
        } catch (ProblemException e) {
            // An address that somebody wrote: the list from its beginning.
        }
        return new Start(1, null);
    }

    private People.Part part() {
        if (part == null) {
            part = latest.list(getOrder(), isTrusted(), start().after(), SHOWN);
        }
        return part;
    }

    public List<Row> getRows() {
        int rank = start().rank();
        List<Row> rows = new ArrayList<>();
        for (Entry person : part().people()) {
            rows.add(new Row(rank++, person));
        }
        return rows;
    }

    /** A link to the next part of the list; null at its end. */
    public String getNext() {
        People.Place next = part().next();
        return next == null ? null : address.with("cursor", Cursor.after(start().rank() + SHOWN + " " + next.text()));
    }

    /** The highest of all that the list is sorted by. */
    public double getHighest() {
        return part().people().stream().mapToDouble(this::value).max().orElse(0);
    }

    /** What somebody is in the list for. */
    public double value(Entry person) {
        return switch (getOrder()) {
            case INFLUENCE -> isTrusted() ? person.trustedInfluence() : person.influence();
            case FOLLOWERS -> isTrusted() ? person.trustedFollowers() : person.followers();
            case ZAPS -> person.receivedSats();
            case NOTES -> person.notes();
        };
    }

    private List<Entry> first(int count) {
        return part().people().stream().limit(count).toList();
    }

    private String name(Entry person) {
        return format.name(person.displayName() == null ? person.name() : person.displayName(), person.pubkey());
    }

    /** The first of the list. */
    public Chart getBars() {
        List<Entry> shown = first(BARS);
        return Chart.bars(shown.stream().map(this::name).toList()).series(getMeasure(), "1", shown, this::value);
    }

    /** How the sats are shared among the first of the list. */
    public Chart getShares() {
        List<Entry> shown = first(SHARES);
        return Chart.doughnut(shown.stream().map(this::name).toList())
                .series("Sats received", "", shown, Entry::receivedSats)
                .unit("sats");
    }

    /** Notes against influence, sized by sats. */
    public Chart getCreators() {
        Chart chart = Chart.bubbles("Notes", "Influence").unit("sats");
        part().people()
                .forEach(person ->
                        chart.bubble(name(person), person.notes(), person.influence(), person.receivedSats()));
        return chart;
    }

    /** People by the day of their first event. */
    public Chart getNewcomers() {
        return Chart.columns(times(), Duration.ofDays(1))
                .series("New people", "1", latest.newcomers(), Newcomers.Day::people)
                .unit("people");
    }

    /** How many of them come back. */
    public Chart getRetention() {
        return Chart.lines(times())
                .series("after 1 day", "1", latest.newcomers(), Newcomers.Day::retention1)
                .series("after 7 days", "2", latest.newcomers(), Newcomers.Day::retention7)
                .series("after 30 days", "3", latest.newcomers(), Newcomers.Day::retention30)
                .unit("%");
    }

    private List<Instant> times() {
        return latest.newcomers().stream()
                .map(day -> day.day().atStartOfDay().toInstant(ZoneOffset.UTC))
                .toList();
    }
}
