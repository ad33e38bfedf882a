package dev.shelfcast.server.demo;

import java.util.SplittableRandom;

/** Chance with a seed: the same question has the same answer in every run. */
final class Dice {

    private final SplittableRandom random;

    private Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Dice of their own for one matter, told apart by its numbers. */
    static Dice of(long seed, long... matter) {
        long mixed = seed;
        for (long part : matter) {
            mixed = (mixed ^ part) * 0x9E3779B97F4A7C15L;
            mixed ^= mixed >>> 29;
        }
        return new Dice(mixed);
    }

    double next() {
        return random.nextDouble();
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    double normal() {
        return random.nextGaussian();
    }

    /** A factor around 1 that is never negative; sd is that of its logarithm. */
    double about1(double sd) {
        return Math.exp(sd * normal() - sd * sd / 2);
    }

    /** How often something happens that happens {@code mean} times on average. */
    int poisson(double mean) {
        if (mean > 30) {
            return (int) Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
        }
        if (mean <= 0) {
            return 0;
        }
        double limit = Math.exp(-mean);
        int count = -1;
        for (double product = 1; product > limit; product *= next()) {
            count++;
        }
        return count;
    }

    /** The index of the first running total that is above a draw from all of them. */
    int pick(double[] runningTotals) {
        double drawn = next() * runningTotals[runningTotals.length - 1];
        int low = 0;
        int high = runningTotals.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (runningTotals[middle] > drawn) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    static double[] runningTotals(double... weights) {
        double[] totals = weights.clone();
        for (int i = 1; i < totals.length; i++) {
            totals[i] += totals[i - 1];
        }
        return totals;
    }
}
