package dev.shelfcast.learning;

import java.util.SplittableRandom;

/** Random draws from a given stream. */
final class Draws {
    private static final double LARGE = 50;

    /** Up to this mean a search from zero is quick, and the chance of zero above what a double holds. */
    static final double MOST_SEARCHED = 500;

    /** Beyond the mean, a count less likely than this ends the search. */
    private static final double LEAST_CHANCE = 1e-17;

    private Draws() {}

    static double normal(SplittableRandom dice) {
        // Box and Muller (1958).
        double u = 1 - dice.nextDouble();
        return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * dice.nextDouble());
    }

    /** Gamma with scale 1: Marsaglia and Tsang (2000), "A simple method for generating gamma variables". */
    static double gamma(double shape, SplittableRandom dice) {
        if (shape < 1) {
            return gamma(shape + 1, dice) * Math.pow(1 - dice.nextDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = normal(dice);
            double v = Math.pow(1 + c * x, 3);
            if (v > 0 && Math.log(1 - dice.nextDouble()) < x * x / 2 + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }

    /**
     * The smallest count whose distribution function reaches {@code u}, by adding up chances from zero.
     *
     * @param shape variance = mean + shape x mean squared
     */
    static double negativeBinomial(double mean, double shape, double u) {
        double size = 1 / shape;
        double odds = mean * shape;
        double ratio = odds / (1 + odds);
        double chance = Math.exp(-size * Math.log(1 + odds));
        double sum = chance;
        int k = 0;
        while (sum < u && (k < mean || chance > LEAST_CHANCE)) {
            chance *= ratio * (k + size) / (k + 1);
            sum += chance;
            k++;
        }
        return k;
    }

    /**
     * One number of each {@code n}-th part of [0, 1) in random order: samples that fill each margin evenly (McKay,
     * Beckman and Conover 1979, "A comparison of three methods for selecting values of input variables").
     */
    static void spread(double[] shares, SplittableRandom dice) {
        int n = shares.length;
        for (int i = 0; i < n; i++) {
            int j = dice.nextInt(i + 1);
            shares[i] = shares[j];
            shares[j] = i;
        }
        for (int i = 0; i < n; i++) {
            shares[i] = (shares[i] + Math.max(1e-9, dice.nextDouble())) / n;
        }
    }

    /** Poisson by multiplication (Knuth), by the normal distribution for large means. */
    static double poisson(double mean, SplittableRandom dice) {
        if (mean > LARGE) {
            return Math.max(0, Math.rint(mean + Math.sqrt(mean) * normal(dice)));
        }
        double limit = Math.exp(-mean);
        double product = dice.nextDouble();
        int k = 0;
        while (product > limit) {
            product *= dice.nextDouble();
            k++;
        }
        return k;
    }
}
