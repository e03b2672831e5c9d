package org.nostrobservatory.score;

import java.util.List;

/**
 * A number that shows what it is made of: the sum of its terms, times each of its factors. It is not rounded, because
 * rounded scores of old notes would all be zero; who shows it rounds it.
 *
 * @param factors may be empty
 */
public record Score(List<Term> terms, List<Factor> factors) {

    /**
     * A summand.
     *
     * @param measured what was counted or measured
     * @param scaled what the formula makes of it before it is weighted
     */
    public record Term(String name, double measured, double scaled, double weight) {

        /** A term that takes what was counted as it is. */
        static Term of(String name, double measured, double weight) {
            return new Term(name, measured, measured, weight);
        }

        public double points() {
            return scaled * weight;
        }
    }

    /**
     * @param measured what was counted or measured
     * @param value what the formula makes of it
     */
    public record Factor(String name, double measured, double value) {}

    public Score {
        terms = List.copyOf(terms);
        factors = List.copyOf(factors);
    }

    Score(Term... terms) {
        this(List.of(terms), List.of());
    }

    /** The sum of the terms, before any factor. */
    public double points() {
        return terms.stream().mapToDouble(Term::points).sum();
    }

    public double value() {
        return factors.stream().mapToDouble(Factor::value).reduce(points(), (product, factor) -> product * factor);
    }
}
