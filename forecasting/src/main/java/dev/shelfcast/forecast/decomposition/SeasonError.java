package dev.shelfcast.forecast.decomposition;

import dev.shelfcast.forecast.Spread;

/**
 * What smoothing a season by STL does to errors. The smoother draws each season towards the values that it was given,
 * so residuals are smaller than future errors; and the last cycle, which is repeated, carries the noise of those
 * values. Both follow from the smoother's weights on white noise (Hastie and Tibshirani 1990, "Generalized additive
 * models", section 3.5). A season sums to about nothing over its period, so its error hardly touches the sum of whole
 * cycles.
 *
 * @param period steps per cycle
 * @param kept share of the noise's variance that residuals keep
 * @param error variance of the smoothed values of one season in the last cycle, as a share of the noise's
 */
record SeasonError(int period, double kept, double error) {
    /** Cycles, in windows, beyond which more of them change nothing. */
    private static final int FAR = 4;

    /**
     * @param n steps decomposed
     * @param window of the seasonal smoother, in cycles
     */
    static SeasonError of(int n, int period, int window) {
        int cycles = Math.max(2, Math.min(n / period, FAR * window));
        Loess loess = new Loess(window, 0, 1);
        double removed = 0;
        double[] squares = new double[cycles];
        double[] value = new double[cycles];
        double[] smooth = new double[cycles];
        for (int i = 0; i < cycles; i++) {
            value[i] = 1;
            loess.smooth(value, cycles, null, smooth);
            value[i] = 0;
            removed += 2 * smooth[i];
            for (int x = 0; x < cycles; x++) {
                squares[x] += smooth[x] * smooth[x];
            }
        }
        for (double square : squares) {
            removed -= square;
        }
        // The level of a whole cycle is not the season's.
        double kept = 1 - (1 - 1.0 / period) * removed / cycles;
        return new SeasonError(period, kept, squares[cycles - 1]);
    }

    /** The spread of errors with the season's in it. */
    Spread added(Spread inner) {
        int horizon = inner.step().length;
        double noise = horizon == 0 ? 0 : inner.step()[0] * inner.step()[0] / kept;
        double[] step = new double[horizon];
        double[] sum = new double[horizon];
        double repeated = 0;
        for (int h = 0; h < horizon; h++) {
            double steps = h + 1;
            // The error of a season is the same each time.
            int before = h / period;
            repeated += 2 * before + 1;
            step[h] = Math.sqrt(inner.step()[h] * inner.step()[h] / kept + noise * error * (1 - 1.0 / period));
            double seasons = Math.max(0, repeated - steps * steps / period);
            sum[h] = Math.sqrt(inner.sum()[h] * inner.sum()[h] / kept + noise * error * seasons);
        }
        return new Spread(step, sum);
    }
}
