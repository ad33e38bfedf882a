package dev.shelfcast.forecast.arima;

import dev.shelfcast.forecast.decomposition.Stl;

/** How often to difference a series, and doing it. */
final class Differences {
    /** Seasonal strength from which a seasonal difference is taken (R's nsdiffs). */
    private static final double STRONG_SEASON = 0.64;

    /** Critical value of the KPSS level test at 5% (Kwiatkowski et al. 1992, table 1). */
    private static final double KPSS_5_PERCENT = 0.463;

    private Differences() {}

    /** The series less itself {@code lag} steps before, {@code times} times. */
    static double[] of(double[] y, int lag, int times) {
        double[] x = y;
        for (int i = 0; i < times; i++) {
            double[] next = new double[Math.max(0, x.length - lag)];
            for (int t = 0; t < next.length; t++) {
                next[t] = x[t + lag] - x[t];
            }
            x = next;
        }
        return x;
    }

    /** 1 where the season explains more than 64% of what the trend leaves (Wang, Smith and Hyndman 2006), else 0. */
    static int seasonal(double[] y, int period) {
        if (period < 2 || y.length < 2 * period + 5) {
            return 0;
        }
        Stl stl = Stl.of(y, period, 11);
        double remainder = variance(stl.remainder());
        double[] both = new double[y.length];
        for (int t = 0; t < y.length; t++) {
            both[t] = stl.remainder()[t] + stl.seasonal()[t];
        }
        double strength = 1 - remainder / variance(both);
        return strength > STRONG_SEASON ? 1 : 0;
    }

    /** The least number of differences, up to two, after which the KPSS test no longer rejects a stable level. */
    static int plain(double[] y) {
        double[] x = y;
        int d = 0;
        while (d < 2 && x.length > 10 && kpss(x) > KPSS_5_PERCENT) {
            x = of(x, 1, 1);
            d++;
        }
        return d;
    }

    /** The KPSS statistic for a stable level, with Bartlett weights over 3 sqrt(n) / 13 lags as R's ndiffs. */
    static double kpss(double[] y) {
        int n = y.length;
        double mean = 0;
        for (double v : y) {
            mean += v / n;
        }
        double sum = 0;
        double partial = 0;
        double variance = 0;
        for (double v : y) {
            sum += v - mean;
            partial += sum * sum;
            variance += (v - mean) * (v - mean) / n;
        }
        int lags = (int) (3 * Math.sqrt(n) / 13);
        double longRun = variance;
        for (int lag = 1; lag <= lags; lag++) {
            double covariance = 0;
            for (int t = lag; t < n; t++) {
                covariance += (y[t] - mean) * (y[t - lag] - mean) / n;
            }
            longRun += 2 * (1 - lag / (lags + 1.0)) * covariance;
        }
        return longRun <= 1e-12 * mean * mean || longRun <= 0 ? 0 : partial / ((double) n * n * longRun);
    }

    private static double variance(double[] x) {
        double mean = 0;
        for (double v : x) {
            mean += v / x.length;
        }
        double sum = 0;
        for (double v : x) {
            sum += (v - mean) * (v - mean);
        }
        return sum / x.length;
    }
}
