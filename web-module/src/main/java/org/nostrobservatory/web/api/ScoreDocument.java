package org.nostrobservatory.web.api;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.nostrobservatory.score.Score;

/** A score and what it is made of, as all answers write it: the sum of its terms, times each of its factors. */
@Schema(name = "Score")
public record ScoreDocument(double value, List<Term> terms, List<Factor> factors) {

    /** A summand. */
    @Schema(name = "ScoreTerm")
    public record Term(
            String name,

            @Schema(description = "What was counted or measured")
            double measured,

            @Schema(description = "What the formula makes of it")
            double scaled,

            double weight,

            @Schema(description = "scaled times weight") double points) {}

    /** What the sum is multiplied with. */
    @Schema(name = "ScoreFactor")
    public record Factor(
            String name,

            @Schema(description = "What was counted or measured")
            double measured,

            @Schema(description = "What the formula makes of it")
            double value) {}

    public static ScoreDocument of(Score score) {
        return new ScoreDocument(
                score.value(),
                score.terms().stream()
                        .map(term ->
                                new Term(term.name(), term.measured(), term.scaled(), term.weight(), term.points()))
                        .toList(),
                score.factors().stream()
                        .map(factor -> new Factor(factor.name(), factor.measured(), factor.value()))
                        .toList());
    }
}
