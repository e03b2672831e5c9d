package org.nostrobservatory.sample;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.SecretKey;

/** The only source of randomness of a sample network, so that its seed decides everything. */
final class Chance {

    private final SplittableRandom random;

    Chance(long seed) {
        random = new SplittableRandom(seed);
    }

    /** True with this probability. */
    boolean of(double probability) {
        return random.nextDouble() < probability;
    }

    /** Uniform in [0, 1). */
    double unit() {
        return random.nextDouble();
    }

    /** Uniform, both ends included. */
    int between(int min, int max) {
        return random.nextInt(min, max + 1);
    }

    double exponential(double mean) {
        return random.nextExponential() * mean;
    }

    /** Log-normal: half of the values lie below the median. */
    double logNormal(double median, double sigma) {
        return median * Math.exp(random.nextGaussian() * sigma);
    }

    /** Pareto with minimum 1: the smaller the exponent, the more unequal. */
    double powerLaw(double exponent) {
        return Math.pow(1 - random.nextDouble(), -1 / exponent);
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** One of the choices, in proportion to its weight; the choices must not be empty. */
    <T> T pick(List<T> choices, ToDoubleFunction<T> weight) {
        double[] sums = new double[choices.size()];
        double sum = 0;
        for (int i = 0; i < sums.length; i++) {
            sum += weight.applyAsDouble(choices.get(i));
            sums[i] = sum;
        }
        double point = random.nextDouble() * sum;
        for (int i = 0; i < sums.length; i++) {
            if (point < sums[i]) {
                return choices.get(i);
            }
        }
        return choices.get(sums.length - 1);
    }

    Bytes bytes(int length) {
        byte[] octets = new byte[length];
        random.nextBytes(octets);
        return Bytes.of(octets);
    }

    SecretKey secretKey() {
        return SecretKey.of(bytes(32).toArray());
    }
}
