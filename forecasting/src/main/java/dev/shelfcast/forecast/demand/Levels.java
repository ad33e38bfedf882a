package dev.shelfcast.forecast.demand;

import java.util.Arrays;

/**
 * The level of one item after each step, its season taken out: the weighed mean of averages over three windows and of
 * exponential smoothing. Smoothing is averaged over several gains, weighted by the item's one-step errors and the
 * segment's (Akaike weights: Kolassa 2011, "Combining exponential smoothing forecasts using Akaike weights"); which
 * windows count is the segment's choice ({@link LevelWeights}).
 */
final class Levels {
    static final double[] ALPHAS = {0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4};

    /** The windows, in quarters of the shortest. */
    private static final int[] WINDOWS = {4, 13, 26};

    /** How many levels are weighed: the windows, then smoothing. */
    static final int COUNT = WINDOWS.length + 1;

    private static final int WARM_UP = 14;
    private static final double NEGLIGIBLE = 1e-3;

    private Levels() {}

    /** {@code level[o]}: the level known after the first o of these values in the item's place. */
    static double[] of(Item item, double[] values, double[] weights) {
        double[] mixed = new double[values.length + 1];
        double[] level = new double[values.length + 1];
        for (int w = 0; w < WINDOWS.length; w++) {
            if (weights[w] > 0) {
                window(item, values, windowOf(item.own.length) * WINDOWS[w] / WINDOWS[0], level);
                add(mixed, level, weights[w]);
            }
        }
        add(mixed, smooth(item, values, level), weights[WINDOWS.length]);
        return mixed;
    }

    /** Each level alone, in the order of the weights. */
    static double[][] each(Item item) {
        double[][] levels = new double[COUNT][item.length() + 1];
        for (int w = 0; w < WINDOWS.length; w++) {
            window(item, item.calm, windowOf(item.own.length) * WINDOWS[w] / WINDOWS[0], levels[w]);
        }
        levels[WINDOWS.length] = smooth(item, item.calm, levels[WINDOWS.length]);
        return levels;
    }

    private static void add(double[] into, double[] level, double weight) {
        for (int o = 0; o < into.length; o++) {
            into[o] += weight * level[o];
        }
    }

    /** Whole periods of about 28 steps; a quarter of a long period, whose season the factors take out well enough. */
    static int windowOf(int period) {
        return period <= 1 ? 28 : period <= 28 ? period * (28 / period) : period / 4;
    }

    private static void window(Item item, double[] values, int width, double[] window) {
        double units = 0;
        double season = 0;
        window[0] = 0;
        for (int o = 1; o < window.length; o++) {
            double v = values[o - 1];
            if (!Double.isNaN(v)) {
                units += v;
                season += item.seasonAt(o - 1);
            }
            int leaving = o - 1 - width;
            if (leaving >= 0 && !Double.isNaN(values[leaving])) {
                units -= values[leaving];
                season -= item.seasonAt(leaving);
            }
            // A window of gaps alone keeps the last level that was known.
            window[o] = season > 0.5 ? Math.max(0, units / season) : window[o - 1];
        }
    }

    private static double[] smooth(Item item, double[] values, double[] scratch) {
        double[] mixed = new double[values.length + 1];
        double total = 0;
        for (int a = 0; a < ALPHAS.length; a++) {
            total += item.gains[a] > NEGLIGIBLE ? item.gains[a] : 0;
        }
        for (int a = 0; a < ALPHAS.length; a++) {
            if (item.gains[a] > NEGLIGIBLE) {
                smoothing(item, values, ALPHAS[a], scratch);
                add(mixed, scratch, item.gains[a] / total);
            }
        }
        return mixed;
    }

    private static void smoothing(Item item, double[] values, double alpha, double[] level) {
        double[] factor = item.own;
        double units = 0;
        double season = 0;
        int known = 0;
        int phase = Math.floorMod(item.first, factor.length);
        level[0] = 0;
        for (int o = 1; o < level.length; o++) {
            double v = values[o - 1];
            double f = factor[phase];
            phase = phase + 1 == factor.length ? 0 : phase + 1;
            if (Double.isNaN(v)) {
                level[o] = level[o - 1];
                continue;
            }
            known++;
            units += v;
            season += f;
            // Until the plain average is slower than alpha it is the better estimate.
            double gain = Math.max(alpha, 1.0 / known);
            level[o] = gain > alpha ? units / season : level[o - 1] + alpha * (v / f - level[o - 1]);
        }
    }

    /** Squared one-step errors of smoothing with each of {@link #ALPHAS}, after a warm-up. */
    static double[] squaredErrors(Item item) {
        double[] squares = new double[ALPHAS.length];
        double[] level = new double[item.length() + 1];
        for (int a = 0; a < ALPHAS.length; a++) {
            smoothing(item, item.calm, ALPHAS[a], level);
            for (int t = WARM_UP; t < item.length(); t++) {
                double e = item.calm[t] - level[t] * item.seasonAt(t);
                squares[a] += Double.isNaN(e) ? 0 : e * e;
            }
        }
        return squares;
    }

    /** All weight on the gain of 0.1, for items that nobody has looked at. */
    static double[] usualGains() {
        double[] gains = new double[ALPHAS.length];
        gains[Arrays.binarySearch(ALPHAS, 0.1)] = 1;
        return gains;
    }
}
