package dev.shelfcast.learning;

import dev.shelfcast.forecast.numeric.Quantiles;

/** Carries the quantiles of one forecast to another mean. */
final class Carried {
    /** A mean this many times larger keeps the distance rather than the proportion: nearly nothing has none. */
    private static final double FARTHEST = 4;

    private Carried() {}

    /** The quantile in proportion, the distance in proportion to the root of the mean where the means are far apart. */
    static double quantile(double quantile, double from, double to) {
        if (from > 0 && to >= 0 && to <= FARTHEST * from) {
            return quantile * to / from;
        }
        double scale = from > 0 && to > 0 ? Math.sqrt(to / from) : 1;
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
}
