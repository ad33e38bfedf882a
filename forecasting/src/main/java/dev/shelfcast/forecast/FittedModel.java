package dev.shelfcast.forecast;

import java.util.Map;

/** A method fitted to one series: its point forecast, how uncertain it is, and what it found. */
public interface FittedModel {
    /** What was fitted, e.g. {@code ETS(A,Ad,N)}. */
    String label();

    /** The expected value of each of the next {@code horizon} steps; finite. */
    double[] mean(int horizon);

    /** One-step forecasts within the sample, one per step of the series; NaN where there is none. */
    double[] fitted();

    /** Standard deviations of the forecast errors of the next {@code horizon} steps and of their running sums. */
    Spread spread(int horizon);

    /** The parameters by name, in the order in which people write them. */
    Map<String, Double> parameters();

    /**
     * Mean and quantiles of each step and of the running sums. By normal theory from {@link #spread}; a model that
     * knows its distribution (counts, a transformed scale) answers its own.
     *
     * @param horizon steps
     * @param levels ascending probabilities in (0, 1)
     */
    default Outlook outlook(int horizon, double[] levels) {
        return Outlook.normal(mean(horizon), spread(horizon), levels);
    }

    /**
     * Simulated futures that agree with the quantiles of steps and of sums; the same seed gives the same paths. They
     * are not cut at zero.
     *
     * @param horizon steps
     * @param count paths
     * @param seed of the random stream
     * @return {@code paths[i][h]}: step h + 1 of path i
     */
    default double[][] paths(int horizon, int count, long seed) {
        return SamplePaths.normal(mean(horizon), spread(horizon), count, seed);
    }
}
