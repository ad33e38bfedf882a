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
        double[] mean = new double[m];
        double squares = 0;
        int errors = 0;
        for (int t = 0; t < y.length; t++) {
            fitted[t] = average(y, t, m);
            double e = y[t] - fitted[t];
            if (!Double.isNaN(e)) {
                squares += e * e;
                errors++;
            }
        }
        double overall = average(y, y.length, 1);
        for (int i = 0; i < m; i++) {
            double own = average(y, y.length + i, m);
            mean[i] = Double.isNaN(own) ? (Double.isNaN(overall) ? 0 : overall) : own;
        }
        double sigma = errors == 0 ? 0 : Math.sqrt(squares / errors);
        return new Fitted(
                "Average(" + (window == Integer.MAX_VALUE ? "all" : window) + ")",
                mean,
                fitted,
                sigma,
                Math.min(window, errors));
    }

    /** The mean of the last known values before t that are a multiple of m steps back. */
    private double average(double[] y, int t, int m) {
        double sum = 0;
        int n = 0;
        for (int i = t - m; i >= 0 && n < window; i -= m) {
            if (i < y.length && !Double.isNaN(y[i])) {
                sum += y[i];
                n++;
            }
        }
        return n == 0 ? Double.NaN : sum / n;
    }

    private record Fitted(String label, double[] season, double[] fitted, double sigma, int averaged)
            implements FittedModel {
        @Override
        public double[] mean(int horizon) {
            double[] mean = new double[horizon];
            for (int h = 0; h < horizon; h++) {
                mean[h] = season[h % season.length];
            }
            return mean;
        }

        @Override
        public Spread spread(int horizon) {
            double[] step = new double[horizon];
            double[] sum = new double[horizon];
            for (int h = 0; h < horizon; h++) {
                // The error of the average itself is shared by all steps, so it adds up in the sum.
                double shared = (h + 1.0) * (h + 1.0) / Math.max(1, averaged);
                step[h] = sigma;
                sum[h] = sigma * Math.sqrt(h + 1 + shared);
            }
            return new Spread(step, sum);
        }

        @Override
        public Map<String, Double> parameters() {
            return Map.of("sigma", sigma);
        }
    }
}
