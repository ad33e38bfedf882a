package dev.shelfcast.forecast.arima;

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
        cross = new double[size + 2];
    }

    /**
     * Fills the upper triangle of {@code omega}, of the first {@code omega.length} of the v.
     *
     * @return false where the autoregression is not stationary
     */
    boolean fill(double[] phi, double[] theta, double[][] omega) {
        if (!autoregressive(phi)) {
            return false;
        }
        movingAverage(phi, theta);
        crossCovariances(phi, theta);
        int rows = omega.length;
        // Along each diagonal from its end: v(i) = phi(i) w(0) + v(i + 1) one step earlier + theta(i) e(0).
        for (int lag = 0; lag < size; lag++) {
            double value = 0;
            for (int j = size - 1 - lag; j >= 0; j--) {
                int i = j + lag;
                double pi = i < p ? phi[i] : 0;
                double pj = j < p ? phi[j] : 0;
                double ti = i < q ? theta[i] : 0;
                double tj = j < q ? theta[j] : 0;
                value += pi * pj * gamma[0] + pi * cross[j + 1] + pj * cross[i + 1] + ti * tj;
                if (i < rows) {
                    omega[j][i] = value;
                }
            }
        }
        return true;
    }

    /** Autocovariances of the autoregression alone, up to lag p + q. */
    private boolean autoregressive(double[] phi) {
        double[] a = autoregressive;
        double variance = 1;
        for (int m = p - 1; m >= 0; m--) {
            double[] level = levels[m];
            if (m == p - 1) {
                System.arraycopy(phi, 0, level, 0, p);
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
            double[] level = p == 0 ? a : levels[Math.min(lag, p) - 1];
            double sum = 0;
            for (int k = 0; k < Math.min(lag, p); k++) {
                sum += level[k] * a[lag - 1 - k];
            }
            a[lag] = sum;
        }
        return true;
    }

    /** Autocovariances of the whole process up to lag p, and its weights on past innovations up to q. */
    private void movingAverage(double[] phi, double[] theta) {
        double[] a = autoregressive;
        for (int lag = 0; lag <= q; lag++) {
            double sum = lag == 0 ? 1 : theta[lag - 1];
            for (int k = 1; k + lag <= q; k++) {
                sum += theta[k - 1] * theta[k + lag - 1];
            }
            moving[lag] = sum;
        }
        for (int lag = 0; lag <= p; lag++) {
            double sum = moving[0] * a[lag];
            for (int k = 1; k <= q; k++) {
                if (moving[k] != 0) {
                    sum += moving[k] * (a[lag + k] + a[Math.abs(lag - k)]);
                }
            }
            gamma[lag] = sum;
        }
        psi[0] = 1;
        for (int k = 1; k <= q; k++) {
            double sum = theta[k - 1];
            for (int j = 1; j <= Math.min(k, p); j++) {
                sum += phi[j - 1] * psi[k - j];
            }
            psi[k] = sum;
        }
    }

    /** {@code cross[i]}: covariance of w(0) with v(i) one step earlier plus theta(i) e(0), 1-based as in the papers. */
    private void crossCovariances(double[] phi, double[] theta) {
        for (int i = 1; i <= size; i++) {
            double sum = 0;
            for (int j = i + 1; j <= p; j++) {
                sum += phi[j - 1] * gamma[j - i];
            }
            for (int j = i; j <= q; j++) {
                sum += theta[j - 1] * psi[j - i];
            }
            cross[i] = sum;
        }
    }
}
