package dev.shelfcast.forecast;

/**
 * What is asked of a model: how far, which quantiles, and whether demand can be negative.
 *
 * @param horizon steps ahead, 1 to {@value #MAX_HORIZON}
 * @param levels ascending probabilities in (0, 1)
 * @param nonNegative whether mean and quantiles are cut at zero
 * @param seed for models that simulate; kept in the provenance
 */
public record ForecastRequest(int horizon, double[] levels, boolean nonNegative, long seed) {
    /** The farthest horizon served. */
    public static final int MAX_HORIZON = 10_000;

    private static final double[] USUAL_LEVELS = {0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975};

    /** Checks the ranges. */
    public ForecastRequest {
        if (horizon < 1 || horizon > MAX_HORIZON) {
            throw new IllegalArgumentException("The horizon " + horizon + " is not between 1 and " + MAX_HORIZON + ".");
        }
        levels = levels.clone();
        for (int k = 0; k < levels.length; k++) {
            if (!(levels[k] > 0 && levels[k] < 1) || (k > 0 && levels[k] <= levels[k - 1])) {
                throw new IllegalArgumentException(
                        "Quantile levels must ascend within (0, 1), but level " + k + " is " + levels[k] + ".");
            }
        }
    }

    /** {@code horizon} steps, quantiles 0.05 to 0.975, never negative, seed 1. */
    public static ForecastRequest of(int horizon) {
        return new ForecastRequest(horizon, USUAL_LEVELS, true, 1);
    }

    /** The same with other quantile levels. */
    public ForecastRequest withLevels(double... others) {
        return new ForecastRequest(horizon, others, nonNegative, seed);
    }

    /** The same, negative values allowed or not. */
    public ForecastRequest withNonNegative(boolean cut) {
        return new ForecastRequest(horizon, levels, cut, seed);
    }

    /** The same with another seed. */
    public ForecastRequest withSeed(long other) {
        return new ForecastRequest(horizon, levels, nonNegative, other);
    }
}
