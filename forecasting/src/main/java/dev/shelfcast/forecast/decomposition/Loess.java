package dev.shelfcast.forecast.decomposition;

import org.jspecify.annotations.Nullable;

/**
 * Local regression on a regular grid, as used by STL: tricube weights over the nearest points, a constant or a line
 * through them, evaluated at every {@code jump}-th point and joined by straight lines (Cleveland et al. 1990, section
 * 3.2).
 */
final class Loess {
    private final int window;
    private final int degree;
    private final int jump;

    /**
     * @param window points that count; may exceed the series
     * @param degree 0 or 1
     * @param jump distance of evaluated points
     */
    Loess(int window, int degree, int jump) {
        this.window = window;
        this.degree = degree;
        this.jump = Math.max(1, jump);
    }

    /**
     * Smooths the first n values of y into the first n places of out.
     *
     * @param trust weight 0..1 of each value beside its distance's, null for 1; where all near ones are 0, y is kept
     */
    void smooth(double[] y, int n, double @Nullable [] trust, double[] out) {
        if (n < 2) {
            out[0] = y[0];
            return;
        }
        int step = Math.min(jump, n - 1);
        for (int i = 0; i < n; i += step) {
            out[i] = at(y, n, trust, i, i);
        }
        if (step > 1) {
            int last = (n - 1) / step * step;
            for (int i = 0; i < last; i += step) {
                join(out, i, i + step);
            }
            if (last != n - 1) {
                out[n - 1] = at(y, n, trust, n - 1, n - 1);
                join(out, last, n - 1);
            }
        }
    }

    private static void join(double[] out, int from, int to) {
        double slope = (out[to] - out[from]) / (to - from);
        for (int i = from + 1; i < to; i++) {
            out[i] = out[from] + slope * (i - from);
        }
    }

    /** The fit at x, which may lie one point outside, {@code near} is the point about which the window is laid. */
    double at(double[] y, int n, double @Nullable [] trust, int x, int near) {
        int left = 0;
        int right = n - 1;
        if (window < n) {
            left = Math.max(0, Math.min(n - window, near - (window + 1) / 2 + 1));
            right = left + window - 1;
        }
        double h = Math.max(x - left, right - x);
        if (window > n) {
            h += (window - n) / 2;
        }
        double sum = 0;
        double[] w = new double[right - left + 1];
        for (int j = left; j <= right; j++) {
            double r = Math.abs(j - x);
            double u = r / h;
            w[j - left] = r <= 0.001 * h ? 1 : r <= 0.999 * h ? cube(1 - cube(u)) : 0;
            w[j - left] *= trust == null ? 1 : trust[j];
            sum += w[j - left];
        }
        if (!(sum > 0)) {
            return y[Math.max(0, Math.min(n - 1, x))];
        }
        double centre = 0;
        for (int j = left; j <= right; j++) {
            w[j - left] /= sum;
            centre += w[j - left] * j;
        }
        return degree == 0 || h <= 0 ? constant(y, w, left) : line(y, w, left, x, centre, n);
    }

    private static double constant(double[] y, double[] w, int left) {
        double fit = 0;
        for (int j = 0; j < w.length; j++) {
            fit += w[j] * y[left + j];
        }
        return fit;
    }

    private static double line(double[] y, double[] w, int left, int x, double centre, int n) {
        double spread = 0;
        for (int j = 0; j < w.length; j++) {
            spread += w[j] * (left + j - centre) * (left + j - centre);
        }
        if (Math.sqrt(spread) <= 0.001 * (n - 1)) {
            return constant(y, w, left);
        }
        double b = (x - centre) / spread;
        double fit = 0;
        for (int j = 0; j < w.length; j++) {
            fit += w[j] * (b * (left + j - centre) + 1) * y[left + j];
        }
        return fit;
    }

    private static double cube(double x) {
        return x * x * x;
    }
}
