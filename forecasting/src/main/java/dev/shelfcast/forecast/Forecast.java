package dev.shelfcast.forecast;

import dev.shelfcast.forecast.numeric.Quantiles;
import java.util.Map;

/**
 * The forecast of one series: mean and quantiles of each step, and quantiles of the demand added up from the first
 * step, which is what an order has to cover.
 *
 * @param model what was fitted, e.g. {@code ETS(A,N,A)}
 * @param parameters its parameters by name
 * @param mean {@code mean[h]}: expected demand of step h + 1
 * @param levels ascending probabilities
 * @param quantiles {@code quantiles[h][k]}: demand of step h + 1 that is not exceeded with probability {@code
 *     levels[k]}
 * @param sumQuantiles {@code sumQuantiles[h][k]}: the same for the sum of steps 1..h + 1 (lead-time demand)
 * @param metrics errors by name (e.g. {@code wape}, {@code rmsse}), from a backtest or within the sample
 * @param provenance data range, seed, reasons
 */
public record Forecast(
        String model,
        Map<String, Double> parameters,
        double[] mean,
        double[] levels,
        double[][] quantiles,
        double[][] sumQuantiles,
        Map<String, Double> metrics,
        Provenance provenance) {

    /** The number of steps. */
    public int horizon() {
        return mean.length;
    }

    /** Expected demand of the first {@code steps} steps together. */
    public double sumMean(int steps) {
        double sum = 0;
        for (int h = 0; h < checked(steps); h++) {
            sum += mean[h];
        }
        return sum;
    }

    /** The quantile of step {@code step} (1 is the first) at any probability, read between the stored levels. */
    public double quantile(int step, double probability) {
        return Quantiles.interpolate(levels, quantiles[checked(step) - 1], probability);
    }

    /** The quantile of the demand of the first {@code steps} steps together, read between the stored levels. */
    public double sumQuantile(int steps, double probability) {
        return Quantiles.interpolate(levels, sumQuantiles[checked(steps) - 1], probability);
    }

    private int checked(int steps) {
        if (steps < 1 || steps > mean.length) {
            throw new IllegalArgumentException(
                    "The forecast covers 1 to " + mean.length + " steps, not " + steps + ".");
        }
        return steps;
    }
}
