package dev.shelfcast.forecast.decomposition;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Seasonal-trend decomposition by loess: Cleveland, Cleveland, McRae and Terpenning (1990), "STL: a seasonal-trend
 * decomposition procedure based on loess"; defaults as R's {@code stl}, with or without its robust
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
        return of(y, period, window, 2, 0);
    }

    /**
     * The same with robust weights: values far from the decomposition lose their weight by Tukey's bisquare, so that a
     * promotion or a fault does not bend the season. One inner and fifteen outer rounds, as in R.
     */
    public static Stl robust(double[] y, int period, int window) {
        return of(y, period, window, 1, 15);
    }

    private static Stl of(double[] y, int period, int window, int inner, int outer) {
        if (period < 2 || y.length < 2 * period) {
            throw new IllegalArgumentException(
                    "STL with period " + period + " needs two periods, not " + y.length + " values.");
        }
        Stl stl = new Stl(y, period, window);
        double[] trust = null;
        for (int round = 0; round <= outer; round++) {
            for (int i = 0; i < inner; i++) {
                stl.step(trust);
            }
            trust = round < outer ? stl.trust() : trust;
        }
        if (window == PERIODIC) {
            stl.average();
        }
        for (int t = 0; t < y.length; t++) {
            stl.remainder[t] = y[t] - stl.seasonal[t] - stl.trend[t];
        }
        return stl;
    }

    /** Bisquare weights by the distance from the fit in units of six times its median (Cleveland et al., 2.4). */
    private double[] trust() {
        int n = y.length;
        double[] distance = new double[n];
        for (int t = 0; t < n; t++) {
            distance[t] = Math.abs(y[t] - seasonal[t] - trend[t]);
        }
        double[] sorted = distance.clone();
        Arrays.sort(sorted);
        double limit = 3 * (sorted[n / 2] + sorted[(n - 1) / 2]);
        double[] trust = new double[n];
        for (int t = 0; t < n; t++) {
            double share = distance[t] / limit;
            trust[t] = distance[t] <= 0.001 * limit ? 1 : distance[t] <= 0.999 * limit ? square(1 - share * share) : 0;
        }
        return trust;
    }

    private static double square(double x) {
        return x * x;
    }

    private void step(double @Nullable [] trust) {
        int n = y.length;
        double[] cycle = new double[n + 2 * period];
        double[] work = new double[n];
        for (int t = 0; t < n; t++) {
            work[t] = y[t] - trend[t];
        }
        subseries(work, trust, cycle);
        double[] low = average(average(average(cycle, cycle.length, period), n + period + 1, period), n + 2, 3);
        double[] smooth = new double[n];
        lowPass.smooth(low, n, null, smooth);
        for (int t = 0; t < n; t++) {
            seasonal[t] = cycle[period + t] - smooth[t];
            work[t] = y[t] - seasonal[t];
        }
        trendLoess.smooth(work, n, trust, trend);
    }

    /** Smooths each season's values and extends them by one period at both ends. */
    private void subseries(double[] detrended, double @Nullable [] trust, double[] cycle) {
        int n = y.length;
        int longest = (n - 1) / period + 1;
        double[] values = new double[longest];
        double[] smooth = new double[longest];
        double[] own = trust == null ? null : new double[longest];
        for (int s = 0; s < period; s++) {
            int k = (n - 1 - s) / period + 1;
            for (int i = 0; i < k; i++) {
                values[i] = detrended[i * period + s];
                if (own != null && trust != null) {
                    own[i] = trust[i * period + s];
                }
            }
            seasonalLoess.smooth(values, k, own, smooth);
            cycle[s] = edge(values, k, own, -1, smooth);
            for (int i = 0; i < k; i++) {
                cycle[(i + 1) * period + s] = smooth[i];
            }
            cycle[(k + 1) * period + s] = edge(values, k, own, k, smooth);
        }
    }

    /** The fit one step outside; where no value near it has weight, the fit at the edge. */
    private double edge(double[] values, int k, double @Nullable [] own, int x, double[] smooth) {
        int near = x < 0 ? 0 : k - 1;
        double weight = 0;
        for (int i = 0; own != null && i < k; i++) {
            weight += own[i];
        }
        return own != null && weight == 0 ? smooth[near] : seasonalLoess.at(values, k, own, x, near);
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
