package dev.shelfcast.server.forecasting.overrides;

import dev.shelfcast.forecast.numeric.Normal;
import java.util.Arrays;

/**
 * A forecast as arrays over the days ahead.
 *
 * @param mean units of each day
 * @param levels ascending probabilities
 * @param quantiles {@code [day × levels + k]}
 * @param sumQuantiles the same of the sum over days 1..day+1
 */
record Distribution(double[] mean, double[] levels, double[] quantiles, double[] sumQuantiles) {

    /** Up to twice the units, the range grows with them; beyond, with their root, as that of counts does. */
    private static final double PROPORTIONAL_UP_TO = 2;

    /**
     * The forecast with other means. A day's quantiles keep their distance from the mean, multiplied by what the mean
     * was multiplied with; where units known to come are added ({@code shifted}), the distance stays as it is. A day
     * that had no spread gets that of a count. Quantiles of sums keep their distance from the sum's mean, multiplied by
     * the root of what the squared widths of their days grew by: the days' errors are as independent as before.
     *
     * @param means units of each day from now on
     * @param shifted days whose additional units are as good as certain
     */
    Distribution moved(double[] means, boolean[] shifted) {
        int days = mean.length;
        int width = levels.length;
        double[] day = quantiles.clone();
        double[] sums = sumQuantiles.clone();
        double[] before = new double[width];
        boolean changed = false;
        double sumBefore = 0;
        double sumAfter = 0;
        double squaresBefore = 0;
        double squaresAfter = 0;
        for (int h = 0; h < days; h++) {
            double[] own = Arrays.copyOfRange(quantiles, h * width, (h + 1) * width);
            double range = own[width - 1] - own[0];
            if (means[h] != mean[h]) {
                changed = true;
                double growth = shifted[h] && means[h] > mean[h] ? 1 : growth(mean[h], means[h]);
                own = spread(own, mean[h], means[h], range > 0 ? growth : Double.NaN);
                System.arraycopy(own, 0, day, h * width, width);
            }
            double newRange = own[width - 1] - own[0];
            sumBefore += mean[h];
            sumAfter += means[h];
            squaresBefore += range * range;
            squaresAfter += newRange * newRange;
            if (changed) {
                double growth = squaresBefore > 0 ? Math.sqrt(squaresAfter / squaresBefore) : Double.NaN;
                double[] old = Arrays.copyOfRange(sumQuantiles, h * width, (h + 1) * width);
                double[] now = spread(old, sumBefore, sumAfter, growth);
                for (int k = 0; k < width; k++) {
                    sums[h * width + k] = Math.max(now[k], before[k]);
                }
            }
            System.arraycopy(sums, h * width, before, 0, width);
        }
        return new Distribution(means.clone(), levels, day, sums);
    }

    private static double growth(double from, double to) {
        if (from <= 0) {
            return Double.NaN;
        }
        double factor = to / from;
        return factor <= PROPORTIONAL_UP_TO ? factor : Math.sqrt(PROPORTIONAL_UP_TO * factor);
    }

    /** Quantiles around another mean; without a growth those of a count of that mean. */
    private double[] spread(double[] own, double from, double to, double growth) {
        double[] moved = new double[own.length];
        for (int k = 0; k < own.length; k++) {
            double distance = Double.isNaN(growth)
                    ? Math.sqrt(Math.max(0, to)) * Normal.quantile(levels[k])
                    : (own[k] - from) * growth;
            moved[k] = Math.max(0, to + distance);
        }
        return moved;
    }
}
