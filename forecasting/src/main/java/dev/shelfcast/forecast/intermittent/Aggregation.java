package dev.shelfcast.forecast.intermittent;

import dev.shelfcast.forecast.FittedModel;
import dev.shelfcast.forecast.Forecaster;
import dev.shelfcast.forecast.Series;
import dev.shelfcast.forecast.smoothing.LevelModel;
import java.util.Arrays;
import java.util.Map;

/**
 * Temporal aggregation: demand is added up over buckets as long as the mean gap between demands, smoothed there and
 * shared out again. Sources: Nikolopoulos et al. (2011), "An aggregate-disaggregate intermittent demand approach
 * (ADIDA)"; Petropoulos and Kourentzes (2015), "Forecast combinations for intermittent demand" (IMAPA: the mean over
 * all bucket lengths up to that gap).
 */
public final class Aggregation implements Forecaster {
    private static final double[] GRID = {0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5};
    private static final int MOST_LENGTHS = 60;

    private final boolean several;

    private Aggregation(boolean several) {
        this.several = several;
    }

    /** ADIDA: one bucket length, the mean gap. */
    public static Aggregation adida() {
        return new Aggregation(false);
    }

    /** IMAPA: the mean over all bucket lengths from 1 to the mean gap. */
    public static Aggregation imapa() {
        return new Aggregation(true);
    }

    @Override
    public String name() {
        return several ? "imapa" : "adida";
    }

    @Override
    public FittedModel fit(Series series) {
        double[] y = series.values();
        int gap = meanGap(y);
        double[] fitted = new double[y.length];
        double rate = 0;
        double alpha = 0;
        int lengths = 0;
        for (int length = several ? 1 : gap; length <= gap && lengths < MOST_LENGTHS; length++) {
            double[] path = new double[y.length];
            double[] found = smoothed(y, length, path);
            rate += found[0];
            alpha += found[1] / length;
            lengths++;
            for (int t = 0; t < y.length; t++) {
                fitted[t] += path[t];
            }
        }
        for (int t = 0; t < y.length; t++) {
            fitted[t] /= lengths;
        }
        Map<String, Double> parameters = Map.of("bucket", (double) gap, "rate", rate / lengths);
        return LevelModel.of(several ? "IMAPA" : "ADIDA", rate / lengths, alpha / lengths, y, fitted, parameters);
    }

    private static int meanGap(double[] y) {
        int demands = 0;
        int observed = 0;
        for (double v : y) {
            observed += Double.isNaN(v) ? 0 : 1;
            demands += v != 0 && !Double.isNaN(v) ? 1 : 0;
        }
        return demands == 0 ? 1 : Math.max(1, Math.min(observed / 2, (int) Math.round((double) observed / demands)));
    }

    /**
     * Rate per step after smoothing buckets of one length, and the smoothing parameter; fills the one-step forecasts.
     */
    private static double[] smoothed(double[] y, int length, double[] path) {
        int buckets = Math.max(1, y.length / length);
        int offset = Math.max(0, y.length - buckets * length);
        double[] sums = new double[buckets];
        for (int k = 0; k < buckets; k++) {
            double sum = 0;
            int n = 0;
            for (int t = offset + k * length; t < Math.min(y.length, offset + (k + 1) * length); t++) {
                if (!Double.isNaN(y[t])) {
                    sum += y[t];
                    n++;
                }
            }
            sums[k] = n == 0 ? Double.NaN : sum / n;
        }
        double start = mean(sums);
        double best = GRID[0];
        double least = Double.POSITIVE_INFINITY;
        for (double alpha : GRID) {
            double squares = ses(sums, alpha, start, new double[0]);
            if (squares < least) {
                least = squares;
                best = alpha;
            }
        }
        double[] levels = new double[buckets + 1];
        ses(sums, best, start, levels);
        Arrays.fill(path, 0, Math.min(offset, path.length), start);
        for (int t = offset; t < y.length; t++) {
            path[t] = levels[Math.min(buckets - 1, (t - offset) / length)];
        }
        return new double[] {levels[buckets], best};
    }

    private static double ses(double[] sums, double alpha, double start, double[] levels) {
        double level = start;
        double squares = 0;
        for (int k = 0; k < sums.length; k++) {
            if (levels.length > 0) {
                levels[k] = level;
            }
            if (!Double.isNaN(sums[k])) {
                double e = sums[k] - level;
                squares += e * e;
                level += alpha * e;
            }
        }
        if (levels.length > 0) {
            levels[sums.length] = level;
        }
        return squares;
    }

    private static double mean(double[] values) {
        double sum = 0;
        int n = 0;
        for (double v : values) {
            if (!Double.isNaN(v)) {
                sum += v;
                n++;
            }
        }
        return n == 0 ? 0 : sum / n;
    }
}
