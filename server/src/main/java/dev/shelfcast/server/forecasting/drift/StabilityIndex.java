package dev.shelfcast.server.forecasting.drift;

/**
 * Population stability index: how far a distribution has moved, sum of (p - q) ln(p / q) over bins. Below 0.1 nothing,
 * above 0.25 a major shift (Siddiqi 2006, "Credit risk scorecards"). Fixed bins, so that an alarm can be explained.
 */
final class StabilityIndex {

    static final double THRESHOLD = 0.25;

    /** With fewer values chance alone brings such an index. */
    private static final int LEAST_VALUES = 200;

    private StabilityIndex() {}

    /** NaN where there are too few values. */
    static double of(int[] before, int[] now) {
        double b = 0;
        double n = 0;
        for (int bin = 0; bin < before.length; bin++) {
            b += before[bin];
            n += now[bin];
        }
        if (b < LEAST_VALUES || n < LEAST_VALUES) {
            return Double.NaN;
        }
        double index = 0;
        for (int bin = 0; bin < before.length; bin++) {
            // Half a value in each bin keeps an empty one from being infinitely far away.
            double q = (before[bin] + 0.5) / (b + 0.5 * before.length);
            double p = (now[bin] + 0.5) / (n + 0.5 * now.length);
            index += (p - q) * Math.log(p / q);
        }
        return index;
    }
}
