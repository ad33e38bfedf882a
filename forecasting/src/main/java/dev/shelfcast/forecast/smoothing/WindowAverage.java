package dev.shelfcast.forecast.smoothing;

import dev.shelfcast.forecast.FittedModel;
import dev.shelfcast.forecast.Forecaster;
import dev.shelfcast.forecast.Series;
import dev.shelfcast.forecast.Spread;
import java.util.Map;

/**
 * The average of the last values; with a period, of the last values of the same season (seasonal window average). Gaps
 * are left out: the window holds the last {@code window} known values.
 */
public final class WindowAverage implements Forecaster {
    private final String name;
    private final int window;
    private final int period;

    /**
     * @param name how it is chosen
     * @param window known values averaged
     * @param period 1, or the season whose values are averaged apart; 0 for the series' own period
     */
    public WindowAverage(String name, int window, int period) {
        if (window < 1) {
            throw new IllegalArgumentException("A window of " + window + " values is too short. Maybe 28?");
        }
        this.name = name;
        this.window = window;
        this.period = period;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public FittedModel fit(Series series) {
        double[] y = series.values();
        int m = period == 0 ? series.period() : period;
        double[] fitted = new double[y.length];
        double squares = 0;
        int errors = 0;
        // What is known of each season so far, which spares a window over everything from being added up anew.
        double[] sums = new double[m];
        int[] counts = new int[m];
        for (int t = 0; t < y.length; t++) {
            int s = t % m;
            Average average = window >= y.length ? Average.of(sums[s], counts[s]) : average(y, t, m);
            if (!Double.isNaN(y[t])) {
                sums[s] += y[t];
                counts[s]++;
            }
            fitted[t] = average.mean;
            double e = y[t] - average.mean;
            if (!Double.isNaN(e)) {
                // The average of n values adds an n-th of the noise's variance to that of the error.
                squares += e * e * average.values / (average.values + 1);
                errors++;
            }
        }
        double[] mean = new double[m];
        int[] averaged = new int[m];
        Average overall = average(y, y.length, 1);
        for (int i = 0; i < m; i++) {
            Average own = average(y, y.length + i, m);
            Average taken = own.values == 0 ? overall : own;
            mean[i] = taken.values == 0 ? 0 : taken.mean;
            averaged[i] = taken.values;
        }
        String label = "Average(" + (window == Integer.MAX_VALUE ? "all" : window) + ")";
        return new Fitted(label, mean, averaged, fitted, errors == 0 ? 0 : Math.sqrt(squares / errors));
    }

    /** Of the last known values before t that are a multiple of m steps back. */
    private Average average(double[] y, int t, int m) {
        double sum = 0;
        int n = 0;
        for (int i = t - m; i >= 0 && n < window; i -= m) {
            if (i < y.length && !Double.isNaN(y[i])) {
                sum += y[i];
                n++;
            }
        }
        return Average.of(sum, n);
    }

    /** A mean, NaN of no values. */
    private record Average(double mean, int values) {
        static Average of(double sum, int values) {
            return new Average(values == 0 ? Double.NaN : sum / values, values);
        }
    }

    /**
     * @param averaged {@code averaged[i]}: values behind the average of season i
     * @param sigma standard deviation of the noise about the averages
     */
    private record Fitted(String label, double[] season, int[] averaged, double[] fitted, double sigma)
            implements FittedModel {
        @Override
        public double[] mean(int horizon) {
            double[] mean = new double[horizon];
            for (int h = 0; h < horizon; h++) {
                mean[h] = season[h % season.length];
            }
            return mean;
        }

        /** Each step has its own noise; the error of an average is shared by the steps that it forecasts, no others. */
        @Override
        public Spread spread(int horizon) {
            double[] step = new double[horizon];
            double[] sum = new double[horizon];
            double variance = 0;
            for (int h = 0; h < horizon; h++) {
                double share = 1.0 / Math.max(1, averaged[h % season.length]);
                int before = h / season.length;
                step[h] = sigma * Math.sqrt(1 + share);
                variance += 1 + share * (2 * before + 1);
                sum[h] = sigma * Math.sqrt(variance);
            }
            return new Spread(step, sum);
        }

        @Override
        public Map<String, Double> parameters() {
            return Map.of("sigma", sigma);
        }
    }
}
