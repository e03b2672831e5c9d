package org.nostrobservatory.web.zap;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nostrobservatory.note.Note;
import org.nostrobservatory.protocol.ZapVerdict;
import org.nostrobservatory.web.note.NoteCards;
import org.nostrobservatory.web.page.Address;
import org.nostrobservatory.web.page.Chart;
import org.nostrobservatory.web.page.Choice;
import org.nostrobservatory.web.page.ChosenWindow;
import org.nostrobservatory.web.page.NoteCard;
import org.nostrobservatory.zap.Zaps;

/** What {@code zaps.xhtml} shows. */
@Named
@RequestScoped
public class ZapsPage {

    private static final int PEOPLE_SHOWN = 10;
    private static final int NOTES_SHOWN = 10;
    private static final String COUNTED = "counted";

    private static final Map<String, String> MEANINGS = Map.of(
            "verified", "The recipient's wallet service has signed it, and everything agrees.",
            "plausible", "Nothing speaks against it, but not everything is known or there.",
            "suspicious", "Most likely not what it seems to be. Does not count.",
            "copy", "Another receipt stands for the same payment. Does not count.",
            "invalid", "No zap by NIP-57. Does not count.");

    /**
     * A row of the panel of verdicts.
     *
     * @param share of all receipts of the window, 0 to 100
     */
    public record VerdictRow(Zaps.VerdictTotal total, String meaning, double share) {}

    /**
     * Somebody who sent or received.
     *
     * @param share of the first one's sats, 0 to 100
     */
    public record PartyRow(Zaps.Party party, double share) {}

    /**
     * A zapped event.
     *
     * @param card null where it is no stored note
     */
    public record NoteRow(Zaps.TopNote top, NoteCard card) {}

    @Inject
    private LatestZaps latest;

    @Inject
    private ChosenWindow window;

    @Inject
    private Address address;

    private List<Zaps.Bucket> timeline;
    private Zaps.Distribution distribution;

    /** What the address asks for: {@code ?verdict=suspicious}; what counts for anything unknown. */
    public String getVerdict() {
        String asked = address.get("verdict");
        return getVerdictChoices().stream().anyMatch(choice -> choice.code().equals(asked)) ? asked : COUNTED;
    }

    public List<Choice> getVerdictChoices() {
        return List.of(
                new Choice(COUNTED, "Counted", "Verified and plausible zaps"),
                new Choice("verified", "Verified", "Verified zaps only"),
                new Choice("plausible", "Plausible", "Plausible zaps only"),
                new Choice("suspicious", "Suspicious", "Suspicious zaps, which do not count"));
    }

    private Set<ZapVerdict> counted() {
        return getVerdict().equals(COUNTED) ? Zaps.COUNTING : ZapResource.counted(getVerdict());
    }

    public Zaps.Distribution getDistribution() {
        if (distribution == null) {
            distribution = latest.distribution(window.get(), counted());
        }
        return distribution;
    }

    /** Mean of the window. */
    public double getPerHour() {
        return (double) getDistribution().count() / window.get().hours();
    }

    /** Whether no receipt of any kind lies in the window. */
    public boolean isBlank() {
        return latest.verdicts(window.get()).stream().allMatch(total -> total.zaps() == 0);
    }

    public List<VerdictRow> getVerdicts() {
        List<Zaps.VerdictTotal> totals = latest.verdicts(window.get());
        long all = totals.stream().mapToLong(Zaps.VerdictTotal::zaps).sum();
        return totals.stream()
                .map(total ->
                        new VerdictRow(total, MEANINGS.get(total.verdict()), all == 0 ? 0 : 100.0 * total.zaps() / all))
                .toList();
    }

    public Chart getCounts() {
        return Chart.areas(times(), window.getInterval())
                .series("Zaps", "zaps", timeline(), Zaps.Bucket::zaps)
                .unit("zaps");
    }

    public Chart getAmounts() {
        return Chart.areas(times(), window.getInterval())
                .series("Sats", "zaps", timeline(), Zaps.Bucket::sats)
                .unit("sats");
    }

    private List<Instant> times() {
        return timeline().stream().map(Zaps.Bucket::time).toList();
    }

    private List<Zaps.Bucket> timeline() {
        if (timeline == null) {
            timeline = latest.timeline(window.get(), window.getInterval(), counted());
        }
        return timeline;
    }

    /** From the smallest to the largest zap. */
    public Chart getQuantiles() {
        Zaps.Distribution all = getDistribution();
        return Chart.bars(List.of("Smallest", "25 %", "Median", "Mean", "75 %", "95 %", "Largest"))
                .series(
                        "Sats",
                        "zaps",
                        List.of(
                                all.minSats(),
                                all.p25Sats(),
                                all.medianSats(),
                                all.meanSats(),
                                all.p75Sats(),
                                all.p95Sats(),
                                all.maxSats()))
                .unit("sats")
                .logarithmic();
    }

    /** How many are how large. */
    public Chart getSizes() {
        List<Zaps.SizeClass> sizes = getDistribution().sizes();
        return Chart.doughnut(sizes.stream().map(ZapsPage::label).toList())
                .series("Zaps", "8,5,3,2,7", sizes, Zaps.SizeClass::zaps)
                .unit("zaps");
    }

    private static String label(Zaps.SizeClass size) {
        return switch (size.name()) {
            case "below" -> "Below 1 sat";
            case "small" -> "1–100 sats";
            case "medium" -> "101–1,000 sats";
            case "large" -> "1,001–10,000 sats";
            default -> "Above 10,000 sats";
        };
    }

    public List<PartyRow> getSenders() {
        return rows(latest.senders(window.get(), counted(), PEOPLE_SHOWN));
    }

    public List<PartyRow> getRecipients() {
        return rows(latest.recipients(window.get(), counted(), PEOPLE_SHOWN));
    }

    private static List<PartyRow> rows(List<Zaps.Party> parties) {
        return parties.stream()
                .map(party -> new PartyRow(
                        party,
                        100.0 * party.totalSats() / Math.max(1, parties.get(0).totalSats())))
                .toList();
    }

    public List<NoteRow> getNotes() {
        return latest.topNotes(window.get(), counted(), NOTES_SHOWN).stream()
                .map(zapped -> new NoteRow(zapped.top(), card(zapped.top(), zapped.note())))
                .toList();
    }

    /** With the zaps of the window, not all there ever were. */
    private static NoteCard card(Zaps.TopNote top, Note note) {
        if (note == null) {
            return null;
        }
        NoteCard.Counts counts = new NoteCard.Counts(
                note.engagement().replies(),
                note.engagement().reposts(),
                note.engagement().reactions(),
                top.zapCount(),
                top.zapTotalSats());
        return NoteCards.of(note, note.text(), counts);
    }
}
