package org.nostrobservatory.score;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.nostrobservatory.score.Score.Factor;
import org.nostrobservatory.score.Score.Term;

/**
 * How much a note moves people, halved with every {@linkplain #HALF_LIFE six hours} of its age (specification A.4.1 and
 * D.2): 3 points a zap, 0.001 a sat, 2 a reply, 2.5 a repost, 1 a reaction; times 2<sup>−age / 6 h</sup>.
 *
 * <p>The age is the note's, as the specification has it, not that of each interaction. So the time that an interaction
 * claims, which its sender chooses, means nothing; a note's state is five whole numbers, from which interactions can be
 * taken back exactly; and an old note cannot be bought back into the ranking with a few fresh likes.
 *
 * <p>Because all notes decay alike, their order changes only when somebody does something to one of them. {@link #rank}
 * is the number to keep and to sort by: log<sub>2</sub>(points) + time of the note in half-lives, free of the present.
 * It changes with a note's interactions and never with time; {@link #at} makes the score of it. In ten years it grows
 * to 24,000, where a double still tells scores apart that differ by 10<sup>−11</sup> of themselves; the score itself
 * underflows to zero after nine months.
 *
 * <p>A note dated ahead has the score of a new one, but its rank is that of its date: rankings leave it out until its
 * time has come.
 *
 * @param createdAt of the note, unix seconds
 */
public record Virality(Engagement engagement, long createdAt) {

    public static final Duration HALF_LIFE = Duration.ofHours(6);

    private static final double SECONDS = HALF_LIFE.toSeconds();
    private static final double EPOCH = Instant.parse("2020-01-01T00:00:00Z").getEpochSecond();
    private static final double POINTS_PER_SAT = 0.001;
    private static final int MSAT_PER_SAT = 1000;

    /** The definition. */
    public Score score(long now) {
        double age = Math.max(0, (double) now - createdAt);
        return new Score(terms(), List.of(new Factor("ageHours", age / 3600, Math.pow(2, -age / SECONDS))));
    }

    /** What to sort by at any time; empty if nothing that counts has happened, when the score is zero at any time. */
    public OptionalDouble rank() {
        double points = new Score(terms(), List.of()).points();
        return points > 0
                ? OptionalDouble.of(Math.log(points) / Math.log(2) + (createdAt - EPOCH) / SECONDS)
                : OptionalDouble.empty();
    }

    /** The score that a rank means at a time not before the note's. */
    public static double at(double rank, long now) {
        return Math.pow(2, rank - (now - EPOCH) / SECONDS);
    }

    private List<Term> terms() {
        return List.of(
                counted(Action.ZAP, engagement.zaps()),
                Term.of("sats", (double) engagement.msat() / MSAT_PER_SAT, POINTS_PER_SAT),
                counted(Action.REPLY, engagement.replies()),
                counted(Action.REPOST, engagement.reposts()),
                counted(Action.REACTION, engagement.reactions()));
    }

    private static Term counted(Action action, long count) {
        return Term.of(action.plural(), count, action.points());
    }
}
