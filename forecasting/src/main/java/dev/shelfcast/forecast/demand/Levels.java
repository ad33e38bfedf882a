package dev.shelfcast.forecast.demand;

/**
 * The pooled weekday index combination of one item: three levels after each step, each with the seasonal factors it
 * belongs to. Their mean beat R's {@code ets} on M5 at a thousandth of the cost: window average and exponential
 * smoothing with the segment's factors, and exponential smoothing with the item's own shrunk factors.
 *
 * <p>{@code window[o]}, {@code smooth[o]}, {@code ownSmooth[o]} are the levels known after the first o steps.
 */
final class Levels {
    static final double[] ALPHAS = {0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4};
    private static final int WARM_UP = 14;

    final double[] window;
    final double[] smooth;
    final double[] ownSmooth;

    private Levels(double[] window, double[] smooth, double[] ownSmooth) {
        this.window = window;
        this.smooth = smooth;
        this.ownSmooth = ownSmooth;
    }

    static Levels of(Item item, SeasonProfile profile) {
        return of(item, item.values, profile);
    }

    /** The levels of other values in the item's place. */
    static Levels of(Item item, double[] values, SeasonProfile profile) {
        int n = item.length();
        double[] window = new double[n + 1];
        windows(item, values, profile, window);
        double[] smooth = new double[n + 1];
        double[] ownSmooth = new double[n + 1];
        smoothing(item.first, values, profile.factor, item.alpha, smooth);
        smoothing(item.first, values, item.own, item.alpha, ownSmooth);
        return new Levels(window, smooth, ownSmooth);
    }

    /** Four whole periods, at least 28 steps for short ones; the window of a level has to average the season out. */
    static int windowOf(int period) {
        return period <= 1 ? 28 : period * (period <= 14 ? 28 / period : 1);
    }

    /** The mean of the three levels after the last step. */
    double last() {
        int n = window.length - 1;
        return (window[n] + smooth[n] + ownSmooth[n]) / 3;
    }

    private static void windows(Item item, double[] values, SeasonProfile profile, double[] window) {
        int width = windowOf(profile.period);
        double units = 0;
        double season = 0;
        for (int o = 1; o < window.length; o++) {
            double v = values[o - 1];
            if (!Double.isNaN(v)) {
                units += v;
                season += profile.at(item.first + o - 1);
            }
            int leaving = o - 1 - width;
            if (leaving >= 0 && !Double.isNaN(values[leaving])) {
                units -= values[leaving];
                season -= profile.at(item.first + leaving);
            }
            // A window of gaps alone keeps the last level that was known.
            window[o] = season > 0.5 ? Math.max(0, units / season) : window[o - 1];
        }
    }

    private static void smoothing(long first, double[] values, double[] factor, double alpha, double[] level) {
        double units = 0;
        double season = 0;
        int known = 0;
        int phase = Math.floorMod(first, factor.length);
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
            smoothing(item.first, item.values, profile.factor, ALPHAS[a], level);
            for (int t = WARM_UP; t < item.length(); t++) {
                double e = item.values[t] - level[t] * profile.at(item.first + t);
                squares[a] += Double.isNaN(e) ? 0 : e * e;
            }
        }
        return squares;
    }
}
