package dev.shelfcast.forecast;

import java.util.Random;

/** Series made from a seed. */
public final class Generated {
    static final double[] WEEK = {0.8, 0.85, 0.9, 1.0, 1.2, 1.35, 0.9};

    private Generated() {}

    /** A level of about 50 with a weekly season and noise. */
    public static double[] seasonal(Random random, int n, int period) {
        double[] y = new double[n];
        double level = 50;
        for (int t = 0; t < n; t++) {
            level += random.nextGaussian();
            y[t] = Math.max(0.5, level) * WEEK[t % period % 7] * Math.exp(0.1 * random.nextGaussian());
        }
        return y;
    }

    /** Counts that are mostly zero. */
    public static double[] intermittent(Random random, int n, double probability) {
        double[] y = new double[n];
        for (int t = 0; t < n; t++) {
            y[t] = random.nextDouble() < probability ? 1 + random.nextInt(4) : 0;
        }
        return y;
    }

    /** A random walk about zero. */
    public static double[] walk(Random random, int n) {
        double[] y = new double[n];
        double level = 0;
        for (int t = 0; t < n; t++) {
            level += random.nextGaussian();
            y[t] = level;
        }
        return y;
    }

    /** A line with noise. */
    public static double[] trending(Random random, int n) {
        double[] y = new double[n];
        for (int t = 0; t < n; t++) {
            y[t] = 10 + 0.5 * t + 2 * random.nextGaussian();
        }
        return y;
    }

    /** Poisson counts of one rate. */
    public static double poisson(Random random, double rate) {
        double limit = Math.exp(-rate);
        double product = random.nextDouble();
        int k = 0;
        while (product > limit) {
            product *= random.nextDouble();
            k++;
        }
        return k;
    }
}
