package dev.shelfcast.learning;

import java.util.SplittableRandom;

/** Random draws from a given stream. */
final class Draws {
    private static final double LARGE = 50;

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
