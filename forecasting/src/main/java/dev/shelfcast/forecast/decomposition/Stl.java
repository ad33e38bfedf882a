package dev.shelfcast.forecast.decomposition;

/**
 * Seasonal-trend decomposition by loess: Cleveland, Cleveland, McRae and Terpenning (1990), "STL: a seasonal-trend
 * decomposition procedure based on loess"; defaults as R's {@code stl}, without its robust
 * weights.
 */
public final class Stl {
    /** A seasonal window that makes the season the same in every year. */
    public static final int PERIODIC = 0;

    private final int period;
    private final double[] y;
    private final Loess seasonalLoess;
    private final Loess trendLoess;
    private final Loess lowPass;
    private final double[] seasonal;
    private final double[] trend;
    private final double[] remainder;

    private Stl(double[] y, int period, int window) {
        this.y = y;
        this.period = period;
        int n = y.length;
        int s = window == PERIODIC ? 10 * n + 1 : Math.max(3, window | 1);
        int t = (int) Math.ceil(1.5 * period / (1 - 1.5 / s)) | 1;
        int l = period | 1;
        seasonalLoess = new Loess(s, 0, (s + 9) / 10);
        trendLoess = new Loess(t, 1, (t + 9) / 10);
        lowPass = new Loess(l, 1, (l + 9) / 10);
        seasonal = new double[n];
        trend = new double[n];
        remainder = new double[n];
    }

    /**
     * Decomposes a series without gaps.
     *
     * @param y values, at least two periods
     * @param period steps per season
     * @param window seasonal window in periods (odd, at least 7), or {@link #PERIODIC}
     */
    public static Stl of(double[] y, int period, int window) {
        if (period < 2 || y.length < 2 * period) {
            throw new IllegalArgumentException(
                    "STL with period " + period + " needs two periods, not " + y.length + " values.");
        }
        Stl stl = new Stl(y, period, window);
        stl.step();
        stl.step();
        if (window == PERIODIC) {
            stl.average();
        }
        for (int t = 0; t < y.length; t++) {
            stl.remainder[t] = y[t] - stl.seasonal[t] - stl.trend[t];
        }
        return stl;
    }

    private void step() {
        int n = y.length;
        double[] cycle = new double[n + 2 * period];
        double[] work = new double[n];
        for (int t = 0; t < n; t++) {
            work[t] = y[t] - trend[t];
        }
        subseries(work, cycle);
        double[] low = average(average(average(cycle, cycle.length, period), n + period + 1, period), n + 2, 3);
        double[] smooth = new double[n];
        lowPass.smooth(low, n, smooth);
        for (int t = 0; t < n; t++) {
            seasonal[t] = cycle[period + t] - smooth[t];
            work[t] = y[t] - seasonal[t];
        }
        trendLoess.smooth(work, n, trend);
    }

    /** Smooths each season's values and extends them by one period at both ends. */
    private void subseries(double[] detrended, double[] cycle) {
        int n = y.length;
        int longest = (n - 1) / period + 1;
        double[] values = new double[longest];
        double[] smooth = new double[longest];
        for (int s = 0; s < period; s++) {
            int k = (n - 1 - s) / period + 1;
            for (int i = 0; i < k; i++) {
                values[i] = detrended[i * period + s];
            }
            seasonalLoess.smooth(values, k, smooth);
            cycle[s] = seasonalLoess.at(values, k, -1, 0);
            for (int i = 0; i < k; i++) {
                cycle[(i + 1) * period + s] = smooth[i];
            }
            cycle[(k + 1) * period + s] = seasonalLoess.at(values, k, k, k - 1);
        }
    }

    private static double[] average(double[] x, int n, int window) {
        double[] mean = new double[n - window + 1];
        double sum = 0;
        for (int t = 0; t < n; t++) {
            sum += x[t];
            if (t >= window) {
                sum -= x[t - window];
            }
            if (t >= window - 1) {
                mean[t - window + 1] = sum / window;
            }
        }
        return mean;
    }

    private void average() {
        double[] sum = new double[period];
        int[] count = new int[period];
        for (int t = 0; t < y.length; t++) {
            sum[t % period] += seasonal[t];
            count[t % period]++;
        }
        for (int t = 0; t < y.length; t++) {
            seasonal[t] = sum[t % period] / count[t % period];
        }
    }

    /** The seasonal part per step. */
    public double[] seasonal() {
        return seasonal;
    }

    /** The trend per step. */
    public double[] trend() {
        return trend;
    }

    /** What is left. */
    public double[] remainder() {
        return remainder;
    }
}
