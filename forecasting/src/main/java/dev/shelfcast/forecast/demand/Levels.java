package dev.shelfcast.forecast.demand;

import java.util.Arrays;

/**
 * The levels of one item after each step, each with the seasonal factors it belongs to: averages of three windows and
 * exponential smoothing with the segment's factors, and exponential smoothing with the item's own shrunk factors.
 *
 * <p>Smoothing is averaged over several gains, weighted by the item's one-step errors and the segment's (Akaike
 * weights: Kolassa 2011, "Combining exponential smoothing forecasts using Akaike weights"); which windows count is the
 * segment's choice ({@link LevelWeights}). {@code shared[o]} and {@code own[o]} are what is known after the first o steps: a
 * forecast is shared x segment's factor + own x own factor.
 */
final class Levels {
    static final double[] ALPHAS = {0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4};

    /** The windows, in quarters of the shortest. */
    private static final int[] WINDOWS = {4, 13, 26};

    /** How many levels are weighed: the windows, then smoothing. */
    static final int COUNT = WINDOWS.length + 1;

    private static final int WARM_UP = 14;
    private static final double NEGLIGIBLE = 1e-3;

    final double[] shared;
    final double[] own;

    private Levels(double[] shared, double[] own) {
        this.shared = shared;
        this.own = own;
    }

    static Levels of(Item item, SeasonProfile profile, double[] weights) {
        return of(item, item.calm, profile, weights);
    }

    /** The levels of other values in the item's place. */
    static Levels of(Item item, double[] values, SeasonProfile profile, double[] weights) {
        double[] shared = new double[values.length + 1];
        double[] level = new double[values.length + 1];
        for (int w = 0; w < WINDOWS.length; w++) {
            if (weights[w] > 0) {
                window(item.first, values, profile, windowOf(profile.period) * WINDOWS[w] / WINDOWS[0], level);
                add(shared, level, weights[w]);
            }
        }
        double half = weights[WINDOWS.length] / 2;
        add(shared, smooth(item, values, profile.factor, level), half);
        double[] own = new double[values.length + 1];
        add(own, smooth(item, values, item.own, level), half);
        return new Levels(shared, own);
    }

    /** Each level alone, in the order of the weights; both smoothings as one. */
    static double[][] each(Item item, SeasonProfile profile) {
        double[][] levels = new double[COUNT][item.length() + 1];
        for (int w = 0; w < WINDOWS.length; w++) {
            window(item.first, item.calm, profile, windowOf(profile.period) * WINDOWS[w] / WINDOWS[0], levels[w]);
        }
        levels[WINDOWS.length] = smooth(item, item.calm, profile.factor, levels[WINDOWS.length]);
        return levels;
    }

    private static void add(double[] into, double[] level, double weight) {
        for (int o = 0; o < into.length; o++) {
            into[o] += weight * level[o];
        }
    }

    /** The level after the last step. */
    double last() {
        return shared[shared.length - 1] + own[own.length - 1];
    }

    /** Whole periods of about 28 steps; a quarter of a long period, whose season the factors take out well enough. */
    static int windowOf(int period) {
        return period <= 1 ? 28 : period <= 28 ? period * (28 / period) : period / 4;
    }

    private static void window(long first, double[] values, SeasonProfile profile, int width, double[] window) {
        double units = 0;
        double season = 0;
        window[0] = 0;
        for (int o = 1; o < window.length; o++) {
            double v = values[o - 1];
            if (!Double.isNaN(v)) {
                units += v;
                season += profile.at(first + o - 1);
            }
            int leaving = o - 1 - width;
            if (leaving >= 0 && !Double.isNaN(values[leaving])) {
                units -= values[leaving];
                season -= profile.at(first + leaving);
            }
            // A window of gaps alone keeps the last level that was known.
            window[o] = season > 0.5 ? Math.max(0, units / season) : window[o - 1];
        }
    }

    private static double[] smooth(Item item, double[] values, double[] factor, double[] scratch) {
        double[] mixed = new double[values.length + 1];
        double total = 0;
        for (int a = 0; a < ALPHAS.length; a++) {
            total += item.gains[a] > NEGLIGIBLE ? item.gains[a] : 0;
        }
        for (int a = 0; a < ALPHAS.length; a++) {
            if (item.gains[a] > NEGLIGIBLE) {
                smoothing(item.first, values, factor, ALPHAS[a], scratch);
                add(mixed, scratch, item.gains[a] / total);
            }
        }
        return mixed;
    }

    private static void smoothing(long first, double[] values, double[] factor, double alpha, double[] level) {
        double units = 0;
        double season = 0;
        int known = 0;
        int phase = Math.floorMod(first, factor.length);
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
    static double[] squaredErrors(Item item, SeasonProfile profile) {
        double[] squares = new double[ALPHAS.length];
        double[] level = new double[item.length() + 1];
        for (int a = 0; a < ALPHAS.length; a++) {
            smoothing(item.first, item.calm, profile.factor, ALPHAS[a], level);
            for (int t = WARM_UP; t < item.length(); t++) {
                double e = item.calm[t] - level[t] * profile.at(item.first + t);
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
