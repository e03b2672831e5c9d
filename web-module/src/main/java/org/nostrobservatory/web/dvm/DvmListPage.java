package org.nostrobservatory.web.dvm;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import org.nostrobservatory.dvm.Dvms;
import org.nostrobservatory.web.api.Parameters;
import org.nostrobservatory.web.api.ProblemException;
import org.nostrobservatory.web.page.Address;
import org.nostrobservatory.web.page.Choice;
import org.nostrobservatory.web.page.ChosenJobWindow;

/** What {@code dvm-list.xhtml} shows: data vending machines, searched and sorted, as cards or as a table. */
@Named
@RequestScoped
public class DvmListPage {

    private static final int SHOWN = 24;

    @Inject
    private LatestDvms latest;

    @Inject
    private ChosenJobWindow window;

    @Inject
    private Address address;

    private Slice<Dvms.Entry> slice;

    /** What is looked for; empty where all are wanted. */
    public String getQuery() {
        String query = address.get("q");
        return query == null ? "" : query.strip();
    }

    public String getBy() {
        return Parameters.word(order());
    }

    private DvmOrder order() {
        return address.word("by", DvmOrder.RESPONSES);
    }

    public List<Choice> getOrders() {
        return Arrays.stream(DvmOrder.values())
                .map(order -> new Choice(Parameters.word(order), label(order), "Sorted by " + label(order)))
                .toList();
    }

    private static String label(DvmOrder order) {
        return switch (order) {
            case RESPONSES -> "Responses";
            case FEEDBACK -> "Feedback";
            case JOBS -> "Jobs";
            case ANSWERED -> "Answered";
            case LATENCY -> "Fastest";
            case ERRORS -> "Errors";
            case EARNED -> "Earned";
            case CUSTOMERS -> "Customers";
            case KINDS -> "Kinds";
            case SEEN -> "Last seen";
            case NAME -> "Name";
        };
    }

    public List<Choice> getDirections() {
        return List.of(new Choice("false", "↓", "The best first"), new Choice("true", "↑", "The other way round"));
    }

    public boolean isReversed() {
        return address.flag("reversed");
    }

    public List<Choice> getViews() {
        return List.of(Choice.of("cards", "Cards"), Choice.of("table", "Table"));
    }

    public String getView() {
        return "table".equals(address.get("view")) ? "table" : "cards";
    }

    private Slice<Dvms.Entry> slice() {
        if (slice == null) {
            List<Dvms.Entry> found = Slice.search(latest.dvms(window.get()).dvms(), getQuery());
            slice = slice(found, address.get("cursor"));
        }
        return slice;
    }

    private Slice<Dvms.Entry> slice(List<Dvms.Entry> found, String cursor) {
        try {
            return Slice.of(found, order().comparator(isReversed()), cursor, SHOWN);
        } catch (ProblemException e) {
            // An address that somebody wrote: the list from its beginning.
            return slice(found, null);
        }
    }

    public List<Dvms.Entry> getDvms() {
        return slice().items();
    }

    /** How many there are; of a search, how many were found. */
    public int getTotal() {
        return slice().total();
    }

    /** A link to the next part; null at the end. */
    public String getNext() {
        return slice().nextCursor() == null ? null : address.with("cursor", slice().nextCursor());
    }
}
