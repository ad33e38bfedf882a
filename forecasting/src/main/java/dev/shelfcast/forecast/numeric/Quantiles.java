package dev.shelfcast.forecast.numeric;

import java.util.Arrays;

/** Reading and ordering quantiles. */
public final class Quantiles {
    private Quantiles() {}

    /**
     * The quantile at any probability from a table of quantiles: straight lines between the levels on the scale of
     * normal scores; beyond the outermost levels their line goes on, for one level alone the value stands for all.
     *
     * @param levels ascending probabilities
     * @param values their quantiles, ascending
     * @param probability in (0, 1)
     */
    public static double interpolate(double[] levels, double[] values, double probability) {
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException("The probability " + probability + " is not between 0 and 1.");
        }
        int n = levels.length;
        if (n == 0) {
            throw new IllegalArgumentException("The forecast has no quantile levels.");
        }
        if (n == 1) {
            return values[0];
        }
        int at = Arrays.binarySearch(levels, probability);
        if (at >= 0) {
            return values[at];
        }
        int right = Math.min(n - 1, Math.max(1, -at - 1));
        double z0 = Normal.quantile(levels[right - 1]);
        double z1 = Normal.quantile(levels[right]);
        double share = (Normal.quantile(probability) - z0) / (z1 - z0);
        double value = values[right - 1] + share * (values[right] - values[right - 1]);
        boolean wasNonNegative = values[0] >= 0;
        return wasNonNegative ? Math.max(0, value) : value;
    }

    /**
     * The empirical quantile of {@code n} sorted values: position p (n + 1), the conformal one, held within the sample.
     */
    public static double conformal(double[] sorted, int n, double p) {
        double at = p * (n + 1) - 1;
        int low = (int) Math.floor(at);
        if (low < 0) {
            return sorted[0];
        }
        if (low >= n - 1) {
            return sorted[n - 1];
        }
        return sorted[low] + (at - low) * (sorted[low + 1] - sorted[low]);
    }

    /** Makes the first {@code n} values ascend by carrying the largest so far. */
    public static void ascend(double[] values, int n) {
        for (int k = 1; k < n; k++) {
            values[k] = Math.max(values[k], values[k - 1]);
        }
    }
}
