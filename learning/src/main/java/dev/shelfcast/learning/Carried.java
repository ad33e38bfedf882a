package dev.shelfcast.learning;

import dev.shelfcast.forecast.Forecast;
import dev.shelfcast.forecast.numeric.Quantiles;

/** Carries the quantiles of one forecast to another mean. */
final class Carried {
    /** A mean this many times larger keeps the distance rather than the proportion: nearly nothing has none. */
    private static final double FARTHEST = 4;

    private Carried() {}

    /**
     * The quantile in proportion; where the means are far apart, the distance in proportion to the root of the mean,
     * bounded too: next to nothing is infinitely many times less than a little.
     */
    static double quantile(double quantile, double from, double to) {
        if (from > 0 && to >= 0 && to <= FARTHEST * from) {
            return quantile * to / from;
        }
        double scale = from > 0 && to > 0 ? Math.min(FARTHEST, Math.sqrt(to / from)) : 1;
        return to + (quantile - from) * scale;
    }

    /** All quantiles of a step, moved from the mean by {@code widths}, ascending and, where asked, not negative. */
    static double[] quantiles(double[] quantiles, double from, double to, double[] widths, boolean nonNegative) {
        double[] carried = new double[quantiles.length];
        for (int k = 0; k < carried.length; k++) {
            double at = to + widths[k] * (quantile(quantiles[k], from, to) - to);
            carried[k] = nonNegative ? Math.max(0, at) : at;
        }
        Quantiles.ascend(carried, carried.length);
        return carried;
    }

    /**
     * The quantiles of a forecast with another mean.
     *
     * @return {@code [0][lead]} of single steps and {@code [1][lead]} of sums from the first step on
     */
    static double[][][] table(Forecast from, double[] mean, double[] widths, boolean nonNegative) {
        double[][] quantiles = new double[mean.length][];
        double[][] sums = new double[mean.length][];
        double before = 0;
        double after = 0;
        for (int j = 0; j < mean.length; j++) {
            before += from.mean()[j];
            after += mean[j];
            quantiles[j] = quantiles(from.quantiles()[j], from.mean()[j], mean[j], widths, nonNegative);
            sums[j] = quantiles(from.sumQuantiles()[j], before, after, widths, nonNegative);
            for (int k = 0; nonNegative && j > 0 && k < sums[j].length; k++) {
                // What cannot be negative can only add up.
                sums[j][k] = Math.max(sums[j][k], sums[j - 1][k]);
            }
        }
        return new double[][][] {quantiles, sums};
    }
}
