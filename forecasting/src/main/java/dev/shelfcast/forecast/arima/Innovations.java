package dev.shelfcast.forecast.arima;

/**
 * The exact Gaussian likelihood of an ARMA model by the innovations algorithm (Brockwell and Davis, "Time Series:
 * Theory and Methods", 2nd edition, sections 5.2, 5.3 and 8.7). It equals that of the Kalman filter and needs a banded
 * triangle of the size of the moving average order instead of a state covariance; once the recursion has settled, a
 * step costs as much as a conditional sum of squares. Several columns (the series and its regressors) go through one
 * pass.
 */
final class Innovations {
    private static final double SETTLED = 1e-9;

    private final int n;
    private final double[][] columns;
    private final double[][] errors;
    private final double[] variances;
    private double[][] theta = new double[0][];
    private double[] gamma = new double[0];
    private double[] moving = new double[0];
    private int settledAt;

    /** @param columns {@code columns[0]} is the differenced series, the others its differenced regressors */
    Innovations(double[][] columns) {
        this.columns = columns;
        this.n = columns[0].length;
        this.errors = new double[columns.length][n];
        this.variances = new double[n];
    }

    /** One-step errors of each column, in the order of the columns. */
    double[][] errors() {
        return errors;
    }

    /** Their variances over sigma squared. */
    double[] variances() {
        return variances;
    }

    /** Runs the pass; answers the sum of the logarithms of the variances, or NaN where the model has none. */
    double run(double[] phi, double[] ma) {
        int p = phi.length;
        int q = ma.length;
        int m = Math.max(p, q);
        if (!autocovariances(phi, ma, m)) {
            return Double.NaN;
        }
        movingAverage(ma);
        int band = Math.max(m, 1);
        if (theta.length < n + q || (theta.length > 0 && theta[0].length < band)) {
            theta = new double[n + q][band];
        }
        settledAt = Integer.MAX_VALUE;
        double logs = 0;
        for (int t = 0; t < n; t++) {
            double v = row(t, phi, ma, m);
            if (!(v > 0)) {
                return Double.NaN;
            }
            variances[t] = v;
            logs += v == 1 ? 0 : Math.log(v);
            double[] weights = theta[Math.min(t, settledAt)];
            int reach = t <= m ? Math.min(t, m) : q;
            for (int c = 0; c < columns.length; c++) {
                double e = transformed(columns[c], t, phi, m);
                double[] past = errors[c];
                for (int j = 1; j <= reach && j <= t; j++) {
                    e -= weights[j - 1] * past[t - j];
                }
                past[t] = e;
            }
        }
        return logs;
    }

    /** For t below m the process itself, from there on what its autoregression leaves. */
    private static double transformed(double[] x, int t, double[] phi, int m) {
        double w = x[t];
        if (t >= m) {
            for (int k = 0; k < phi.length; k++) {
                w -= phi[k] * x[t - 1 - k];
            }
        }
        return w;
    }

    /** Fills row t of theta and answers the variance of its innovation. */
    private double row(int t, double[] phi, double[] ma, int m) {
        if (t >= settledAt) {
            return 1;
        }
        int q = ma.length;
        int reach = t <= m ? t : Math.min(q, t);
        reach = Math.min(reach, theta[0].length);
        double[] own = theta[t];
        double variance = kappa(t, t, phi, m);
        for (int k = t - reach; k < t; k++) {
            double sum = kappa(t, k, phi, m);
            int from = Math.max(t - reach, k - (k <= m ? k : Math.min(q, k)));
            for (int j = from; j < k; j++) {
                sum -= theta[k][k - j - 1] * own[t - j - 1] * variances[j];
            }
            own[t - k - 1] = sum / variances[k];
            variance -= own[t - k - 1] * own[t - k - 1] * variances[k];
        }
        if (t > m + q && Math.abs(variance - 1) < SETTLED) {
            settledAt = t;
            System.arraycopy(ma, 0, own, 0, q);
            return 1;
        }
        return variance;
    }

    /** Covariance of the transformed process between steps i and j, over sigma squared (formula 5.3.5). */
    private double kappa(int i, int j, double[] phi, int m) {
        int low = Math.min(i, j);
        int lag = Math.abs(i - j);
        int high = Math.max(i, j);
        if (high < m) {
            return gamma[lag];
        }
        if (low >= m) {
            return lag < moving.length ? moving[lag] : 0;
        }
        double sum = gamma[lag];
        for (int r = 1; r <= phi.length; r++) {
            sum -= phi[r - 1] * gamma[Math.abs(r - lag)];
        }
        return sum;
    }

    /** Autocovariances of the moving average part alone. */
    private void movingAverage(double[] ma) {
        moving = new double[ma.length + 1];
        for (int lag = 0; lag <= ma.length; lag++) {
            double sum = lag == 0 ? 1 : ma[lag - 1];
            for (int r = 1; r + lag <= ma.length; r++) {
                sum += ma[r - 1] * ma[r + lag - 1];
            }
            moving[lag] = sum;
        }
    }

    /** Autocovariances over sigma squared up to lag 2m, from the Yule-Walker equations of the ARMA model. */
    private boolean autocovariances(double[] phi, double[] ma, int m) {
        int p = phi.length;
        int q = ma.length;
        double[] psi = new double[q + 1];
        psi[0] = 1;
        for (int j = 1; j <= q; j++) {
            psi[j] = ma[j - 1];
            for (int k = 1; k <= Math.min(j, p); k++) {
                psi[j] += phi[k - 1] * psi[j - k];
            }
        }
        double[] right = new double[Math.max(2 * m, p) + 1];
        for (int k = 0; k <= q; k++) {
            for (int j = k; j <= q; j++) {
                right[k] += (j == 0 ? 1 : ma[j - 1]) * psi[j - k];
            }
        }
        gamma = new double[2 * m + 1 + p];
        if (!YuleWalker.solve(phi, right, gamma)) {
            return false;
        }
        for (int k = p + 1; k < gamma.length; k++) {
            double sum = k < right.length ? right[k] : 0;
            for (int j = 1; j <= p; j++) {
                sum += phi[j - 1] * gamma[k - j];
            }
            gamma[k] = sum;
        }
        return gamma[0] > 0;
    }

    /**
     * What past innovations add to the transformed process {@code ahead} steps after the end (1 is the next), for the
     * column combined with {@code weights} (1 for the series, minus the coefficients for the regressors).
     */
    double carried(int ahead, double[] weights, double[] ma) {
        // The last row is that of a sample without end once the recursion has settled.
        double[] row = n > 0 && settledAt >= n && n - 1 > ma.length ? theta[n - 1] : ma;
        double sum = 0;
        for (int j = ahead; j <= ma.length && n + ahead - 1 - j >= 0; j++) {
            int at = n + ahead - 1 - j;
            double e = 0;
            for (int c = 0; c < columns.length; c++) {
                e += weights[c] * errors[c][at];
            }
            sum += row[j - 1] * e;
        }
        return sum;
    }
}
