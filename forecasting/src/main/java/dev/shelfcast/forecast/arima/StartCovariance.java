package dev.shelfcast.forecast.arima;

import java.util.Arrays;

/**
 * The covariance of what lies before the first value: v[i], the part of phi(B) w(i + 1) that stems from values and
 * innovations before step 1, for i below max(p, q). All in units of the innovations' variance.
 *
 * <p>The autocovariances come from the partial autocorrelations by the recursions of Levinson and Durbin, run down and
 * up again (Brockwell and Davis, "Time Series: Theory and Methods", 2nd edition, section 5.2), so they cost p^2 and not
 * the p^3 of the Yule-Walker equations.
 */
final class StartCovariance {
    private final int p;
    private final int q;
    private final int size;
    /** {@code levels[m]}: the coefficients of the autoregression of order m + 1 on the way down. */
    private final double[][] levels;

    private final double[] autoregressive;
    private final double[] gamma;
    private final double[] psi;
    private final double[] moving;
    private final double[] cross;
    private final Terms phi;
    private final Terms theta;
    private final Terms products;
    private final double[] row;

    StartCovariance(int p, int q) {
        this.p = p;
        this.q = q;
        this.size = Math.max(p, q);
        levels = new double[p][];
        for (int m = 0; m < p; m++) {
            levels[m] = new double[m + 1];
        }
        autoregressive = new double[p + q + 1];
        gamma = new double[p + 1];
        psi = new double[q + 1];
        moving = new double[q + 1];
        cross = new double[size + 1];
        phi = new Terms(size);
        theta = new Terms(size);
        products = new Terms(q + 1);
        row = new double[size + 1];
    }

    /** The terms of a polynomial: those of a long season are few. */
    private static final class Terms {
        final double[] all;
        final int[] places;
        int count;

        Terms(int size) {
            all = new double[size];
            places = new int[size];
        }

        void set(double[] from) {
            System.arraycopy(from, 0, all, 0, from.length);
            count = 0;
            for (int k = 0; k < from.length; k++) {
                if (all[k] != 0) {
                    places[count++] = k;
                }
            }
        }
    }

    /**
     * Fills the upper triangle of {@code omega}, of the first {@code omega.length} of the v.
     *
     * @return false where the autoregression is not stationary
     */
    boolean fill(double[] ar, double[] ma, double[][] omega) {
        phi.set(ar);
        theta.set(ma);
        if (!autoregressive()) {
            return false;
        }
        movingAverage();
        crossCovariances();
        int rows = omega.length;
        Arrays.fill(row, 0);
        // From the last: v(i) = phi(i) w(0) + v(i + 1) one step earlier + theta(i) e(0).
        for (int j = size - 1; j >= 0; j--) {
            double a = phi.all[j];
            double b = theta.all[j];
            for (int i = j; i < size; i++) {
                double c = phi.all[i];
                row[i] = row[i + 1] + (c * a * gamma[0] + c * cross[j] + a * cross[i] + theta.all[i] * b);
            }
            if (j < rows) {
                System.arraycopy(row, j, omega[j], j, rows - j);
            }
        }
        return true;
    }

    /** Autocovariances of the autoregression alone, up to lag p + q. */
    private boolean autoregressive() {
        double[] a = autoregressive;
        double variance = 1;
        for (int m = p - 1; m >= 0; m--) {
            double[] level = levels[m];
            if (m == p - 1) {
                System.arraycopy(phi.all, 0, level, 0, p);
            }
            double r = level[m];
            double rest = 1 - r * r;
            if (!(rest > 1e-12)) {
                return false;
            }
            variance /= rest;
            if (m > 0) {
                double[] below = levels[m - 1];
                for (int k = 0; k < m; k++) {
                    below[k] = (level[k] + r * level[m - 1 - k]) / rest;
                }
            }
        }
        a[0] = variance;
        for (int lag = 1; lag < a.length; lag++) {
            // The autoregression of order lag predicts exactly this autocovariance.
            a[lag] = lag < p ? predicted(levels[lag - 1], a) : before(a, lag, 0);
        }
        return true;
    }

    private static double predicted(double[] level, double[] a) {
        double sum = 0;
        for (int k = 0, s = level.length - 1; s >= 0; k++, s--) {
            sum += level[k] * a[s];
        }
        return sum;
    }

    /** {@code first} and what the autoregression makes of the values of x before {@code at}. */
    private double before(double[] x, int at, double first) {
        double sum = first;
        for (int j = 0; j < phi.count && phi.places[j] < at; j++) {
            int k = phi.places[j];
            sum += phi.all[k] * x[at - 1 - k];
        }
        return sum;
    }

    /** Autocovariances of the whole process up to lag p, and its weights on past innovations up to q. */
    private void movingAverage() {
        double[] a = autoregressive;
        moving[0] = 1;
        System.arraycopy(theta.all, 0, moving, 1, q);
        for (int i = 0; i < theta.count; i++) {
            int k = theta.places[i];
            double own = theta.all[k];
            for (int j = 0; j <= i; j++) {
                moving[k - theta.places[j]] += own * theta.all[theta.places[j]];
            }
        }
        products.set(moving);
        for (int lag = 0; lag <= p; lag++) {
            double sum = moving[0] * a[lag];
            for (int i = 1; i < products.count; i++) {
                int k = products.places[i];
                sum += moving[k] * (a[lag + k] + a[Math.abs(lag - k)]);
            }
            gamma[lag] = sum;
        }
        psi[0] = 1;
        for (int k = 1; k <= q; k++) {
            psi[k] = before(psi, k, theta.all[k - 1]);
        }
    }

    /** {@code cross[i]}: covariance of w(0) with v(i + 1) one step earlier plus theta(i) e(0). */
    private void crossCovariances() {
        Arrays.fill(cross, 0);
        for (int at = 0; at < phi.count; at++) {
            int j = phi.places[at];
            for (int i = 0; i < j; i++) {
                cross[i] += phi.all[j] * gamma[j - i];
            }
        }
        for (int at = 0; at < theta.count; at++) {
            int j = theta.places[at];
            for (int i = 0; i <= j; i++) {
                cross[i] += theta.all[j] * psi[j - i];
            }
        }
    }
}
