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
}
