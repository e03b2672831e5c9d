package org.nostrobservatory.web.trending;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.nostrobservatory.note.Note;
import org.nostrobservatory.note.Notes;
import org.nostrobservatory.score.Score;
import org.nostrobservatory.web.api.Parameters;
import org.nostrobservatory.web.note.NoteCards;
import org.nostrobservatory.web.page.Address;
import org.nostrobservatory.web.page.Chart;
import org.nostrobservatory.web.page.Choice;
import org.nostrobservatory.web.page.ChosenWindow;
import org.nostrobservatory.web.page.Format;
import org.nostrobservatory.web.page.NoteCard;

/**
 * The notes of {@code trending.xhtml}. Its address: {@code window}, {@code by}, {@code notes} (how many) and {@code trusted}.
 */
@Named
@RequestScoped
public class TrendingPage {

    /** A note of the list. */
    public record Row(int rank, NoteCard card, Score score, double value) {}

    /** What all notes of the list have together; of none, zeros. */
    public record Totals(
            long zaps,
            long sats,
            long replies,
            long reposts,
            long reactions,
            double averageVirality,
            double maxVirality) {}

    private static final List<String> NUMBERS = List.of("5", "10", "20", "50");
    private static final String USUAL_NUMBER = "10";
    private static final int BARS = 10;
    private static final int LABEL_SHOWN = 60;
    private static final int MSAT_PER_SAT = 1000;

    @Inject
    private LatestNotes latest;

    @Inject
    private ChosenWindow window;

    @Inject
    private Address address;

    @Inject
    private Format format;

    private final long now = Instant.now().getEpochSecond();

    private List<Row> rows;

    /** As it stands in the address. */
    public String getBy() {
        return Parameters.word(by());
    }

    public List<Choice> getSortings() {
        return List.of(
                new Choice(Parameters.word(Notes.By.VIRALITY), "Virality", "By virality"),
                new Choice(Parameters.word(Notes.By.ZAPS), "Sats", "By sats"),
                new Choice(Parameters.word(Notes.By.REPLIES), "Replies", "By replies"),
                new Choice(Parameters.word(Notes.By.REPOSTS), "Reposts", "By reposts"),
                new Choice(Parameters.word(Notes.By.REACTIONS), "Reactions", "By reactions"));
    }

    /** How many notes, as it stands in the address. */
    public String getNumber() {
        String number = address.get("notes");
        return number != null && NUMBERS.contains(number) ? number : USUAL_NUMBER;
    }

    public List<Choice> getNumbers() {
        return NUMBERS.stream()
                .map(number -> new Choice(number, number, number + " notes"))
                .toList();
    }

    public boolean isTrusted() {
        return address.flag("trusted");
    }

    public List<Choice> getCircles() {
        return List.of(
                new Choice("false", "Everyone", "What everyone did counts"),
                new Choice("true", "Trusted", "Only what people in the trust set did counts"));
    }

    public List<Row> getRows() {
        if (rows == null) {
            List<Note> notes = latest.trending(window.get(), by(), isTrusted(), Integer.parseInt(getNumber()));
            rows = Stream.iterate(0, i -> i < notes.size(), i -> i + 1)
                    .map(i -> row(i + 1, notes.get(i)))
                    .toList();
        }
        return rows;
    }

    public Totals getTotals() {
        return new Totals(
                sum(NoteCard.Counts::zaps),
                sum(NoteCard.Counts::sats),
                sum(NoteCard.Counts::replies),
                sum(NoteCard.Counts::reposts),
                sum(NoteCard.Counts::reactions),
                getRows().stream().mapToDouble(Row::value).average().orElse(0),
                getRows().stream().mapToDouble(Row::value).max().orElse(0));
    }

    /** The notes of the window with the most sats. */
    public Chart getMostZapped() {
        List<Note> notes = latest.trending(window.get(), Notes.By.ZAPS, isTrusted(), BARS);
        return Chart.bars(notes.stream().map(note -> label(NoteCards.of(note))).toList())
                .series("Zapped", "zaps", notes, note -> note.engagement().msat() / MSAT_PER_SAT)
                .unit("sats");
    }

    /** What people did to the notes of the list. */
    public Chart getDeeds() {
        Totals totals = getTotals();
        return Chart.doughnut(List.of("Zaps", "Replies", "Reposts", "Reactions"))
                .series(
                        "Deeds",
                        "zaps,notes,reposts,reactions",
                        List.of(totals.zaps(), totals.replies(), totals.reposts(), totals.reactions()));
    }

    /** How much was done to each note of the list, against its virality; the larger, the more sats. */
    public Chart getEngagement() {
        Chart chart =
                Chart.bubbles("Zaps, replies, reposts, reactions", "Virality").unit("sats");
        for (Row row : getRows()) {
            NoteCard.Counts counts = row.card().counts();
            chart.bubble(
                    label(row.card()),
                    counts.zaps() + counts.replies() + counts.reposts() + counts.reactions(),
                    row.value(),
                    counts.sats());
        }
        return chart;
    }

    private Row row(int rank, Note note) {
        Score score = note.virality(now);
        return new Row(rank, NoteCards.of(note), score, score.value());
    }

    private String label(NoteCard card) {
        String text = card.warning() == null ? format.excerpt(card.text(), LABEL_SHOWN) : "(content warning)";
        return format.name(card.author().name(), card.author().key()) + ": " + text;
    }

    private long sum(ToLongFunction<NoteCard.Counts> count) {
        return getRows().stream()
                .mapToLong(row -> count.applyAsLong(row.card().counts()))
                .sum();
    }

    private Notes.By by() {
        return address.word("by", Notes.By.VIRALITY);
    }
}
