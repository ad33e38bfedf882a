package dev.shelfcast.forecast.numeric;

import java.util.random.RandomGenerator;

/** Random numbers of some distributions. */
public final class Draws {
    private static final double LARGE = 500;

    private Draws() {}

    /** A gamma variate of that shape and scale 1 (Marsaglia and Tsang 2000); shape 0 gives 0. */
    public static double gamma(RandomGenerator random, double shape) {
        if (!(shape > 0)) {
            return 0;
        }
        if (shape < 1) {
            return gamma(random, shape + 1) * Math.pow(random.nextDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double z = random.nextGaussian();
            double v = 1 + c * z;
            if (v <= 0) {
                continue;
            }
            v = v * v * v;
            double u = 1 - random.nextDouble();
            if (Math.log(u) < 0.5 * z * z + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }

    /** A beta variate; a or b of 0 give 0 or 1. */
    public static double beta(RandomGenerator random, double a, double b) {
        if (!(a > 0) || !(b > 0)) {
            return a > 0 ? 1 : 0;
        }
        double x = gamma(random, a);
        double y = gamma(random, b);
        return x + y > 0 ? x / (x + y) : a / (a + b);
    }

    /** A Poisson variate: by halves through the gamma distribution where the mean is large (Ahrens and Dieter 1974). */
    public static double poisson(RandomGenerator random, double mean) {
        double left = mean;
        double count = 0;
        while (left > LARGE) {
            double arrivals = Math.floor(left * 7 / 8);
            double time = gamma(random, arrivals);
            if (time > left) {
                return count + binomial(random, arrivals - 1, left / time);
            }
            count += arrivals;
            left -= time;
        }
        double product = Math.log(1 - random.nextDouble());
        while (product > -left) {
            product += Math.log(1 - random.nextDouble());
            count++;
        }
        return count;
    }

    /** By the normal approximation, as it is asked for some hundred trials and more alone. */
    private static double binomial(RandomGenerator random, double trials, double p) {
        double value = Math.rint(trials * p + Math.sqrt(trials * p * (1 - p)) * random.nextGaussian());
        return Math.max(0, Math.min(trials, value));
    }
}
