package dev.shelfcast.forecast.arima;

import dev.shelfcast.forecast.numeric.Bfgs;
import dev.shelfcast.forecast.numeric.LeastSquares;
import java.util.Arrays;

/**
 * One ARIMA order fitted to one series: coefficients by the conditional sum of squares, then, where asked, by the exact
 * likelihood from there. Mean, drift and regressors are always at their generalised least squares values for the
 * coefficients, so they are not searched.
 */
final class ArimaFit {
    private static final double TWO_PI = 2 * Math.PI;

    /** Up to so many lags the exact likelihood is as cheap as the conditional sum, and searched at once. */
    private static final int CHEAP = 8;

    /** Partial autocorrelations beyond tanh(2) = 0.96 count as being at the edge. */
    private static final double EDGE = 2;

    final ArimaOrder order;
    final double[] x;
    private final double[][] columns;
    private final Innovations innovations;
    private final Coefficients coefficients;
    private final double[] centred;
    private final double[] residuals;
    private final int[] phiAt;
    private final int[] thetaAt;
    double[] beta = new double[0];
    double deviance = Double.POSITIVE_INFINITY;
    double squares;

    /** @param columns differenced series, then differenced regressors (the constant included) */
    ArimaFit(ArimaOrder order, double[][] columns) {
        this.order = order;
        this.columns = columns;
        this.innovations = new Innovations(columns);
        this.coefficients = new Coefficients(order);
        this.x = new double[order.coefficients()];
        this.centred = new double[columns[0].length];
        this.residuals = new double[columns[0].length];
        this.phiAt = new int[coefficients.phi.length + 1];
        this.thetaAt = new int[coefficients.theta.length + 1];
    }

    int length() {
        return columns[0].length;
    }

    /** Coefficients by the conditional sum of squares, and the exact likelihood there. */
    void quick() {
        Arrays.fill(x, 0.1);
        double[][] regressors = Arrays.copyOfRange(columns, 1, columns.length);
        double[] b = LeastSquares.solve(regressors, columns[0], length(), 1e-10);
        for (int t = 0; t < length(); t++) {
            centred[t] = columns[0][t];
            for (int k = 0; k < b.length; k++) {
                centred[t] -= b[k] * regressors[k][t];
            }
        }
        Bfgs.minimise(this::conditional, x, -1e-5, 2e-3, 30);
        deviance = exact(x);
        if (!Double.isFinite(deviance)) {
            Arrays.fill(x, 0.1);
            deviance = exact(x);
        }
        if (coefficients.phi.length + coefficients.theta.length <= CHEAP) {
            improveFrom(x.clone());
            double[] middle = new double[x.length];
            Arrays.fill(middle, 0.1);
            improveFrom(middle);
        } else if (atEdge()) {
            // The conditional sum of squares is blind to the price of a near-unit root: pull it in and compare.
            double[] inner = x.clone();
            for (int k = 0; k < x.length; k++) {
                inner[k] = Math.max(-1.2, Math.min(1.2, x[k]));
            }
            improveFrom(inner);
        }
    }

    /** A few steps towards the maximum of the exact likelihood. */
    void polish() {
        if (coefficients.phi.length + coefficients.theta.length > CHEAP) {
            double[] start = x.clone();
            double found = Bfgs.minimise(this::exact, start, -1e-5, 0.1, 3);
            if (found < deviance) {
                System.arraycopy(start, 0, x, 0, x.length);
                deviance = found;
            }
        }
    }

    private void improveFrom(double[] start) {
        double found = Bfgs.minimise(this::exact, start, -1e-5, 0.05, 8);
        if (found < deviance) {
            System.arraycopy(start, 0, x, 0, x.length);
            deviance = found;
        }
    }

    /** Drives the coefficients to the maximum of the exact likelihood. */
    void refine() {
        deviance = Bfgs.minimise(this::exact, x, 1e-3, 1e-4, 60);
        if (atEdge() || coefficients.phi.length + coefficients.theta.length <= CHEAP) {
            // Cancelling factors at the unit circle are a side valley; the middle of the space may lead to the main
            // one.
            double[] other = new double[x.length];
            Arrays.fill(other, 0.1);
            double found = Bfgs.minimise(this::exact, other, 1e-3, 1e-4, 60);
            if (found < deviance) {
                System.arraycopy(other, 0, x, 0, x.length);
            }
        }
        deviance = exact(x);
    }

    private boolean atEdge() {
        for (double v : x) {
            if (Math.abs(v) > EDGE) {
                return true;
            }
        }
        return false;
    }

    private double conditional(double[] at) {
        coefficients.set(at);
        double[] phi = coefficients.phi;
        int[] phiLags = lags(phi, phiAt);
        double[] theta = coefficients.theta;
        int[] thetaLags = lags(theta, thetaAt);
        int n = length();
        int first = Math.min(phi.length, n / 2);
        double sum = 0;
        for (int t = 0; t < n; t++) {
            double e = centred[t];
            if (t < first) {
                residuals[t] = 0;
                continue;
            }
            for (int i = 1; i <= phiLags[0] && phiLags[i] <= t; i++) {
                e -= phi[phiLags[i] - 1] * centred[t - phiLags[i]];
            }
            for (int i = 1; i <= thetaLags[0] && thetaLags[i] <= t - first; i++) {
                e -= theta[thetaLags[i] - 1] * residuals[t - thetaLags[i]];
            }
            residuals[t] = e;
            sum += e * e;
        }
        return (n - first) * Math.log(sum / (n - first) + 1e-20);
    }

    /** The lags of a polynomial that are not zero, ascending, after their number: seasonal ones are mostly empty. */
    private static int[] lags(double[] c, int[] into) {
        int count = 0;
        for (int k = 0; k < c.length; k++) {
            if (c[k] != 0) {
                into[++count] = k + 1;
            }
        }
        into[0] = count;
        return into;
    }

    private double exact(double[] at) {
        coefficients.set(at);
        double logs = innovations.run(coefficients.phi, coefficients.theta);
        if (Double.isNaN(logs)) {
            return Double.POSITIVE_INFINITY;
        }
        solve();
        int n = length();
        double value = n * Math.log(TWO_PI * squares / n + 1e-20) + logs + n;
        return Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
    }

    /** Generalised least squares on the innovations of all columns. */
    private void solve() {
        double[][] e = innovations.errors();
        double[] v = innovations.variances();
        int k = columns.length - 1;
        int n = length();
        double[][] a = new double[k][k];
        double[] b = new double[k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j <= i; j++) {
                for (int t = 0; t < n; t++) {
                    a[i][j] += e[i + 1][t] * e[j + 1][t] / v[t];
                }
            }
            for (int t = 0; t < n; t++) {
                b[i] += e[i + 1][t] * e[0][t] / v[t];
            }
        }
        LeastSquares.solveInPlace(a, b, k);
        beta = b;
        squares = 0;
        for (int t = 0; t < n; t++) {
            double u = residual(t);
            squares += u * u / v[t];
        }
    }

    /** The one-step error of step t of the differenced series. */
    double residual(int t) {
        double[][] e = innovations.errors();
        double u = e[0][t];
        for (int k = 0; k < beta.length; k++) {
            u -= beta[k] * e[k + 1][t];
        }
        return u;
    }

    int parameters() {
        return order.coefficients() + columns.length - 1 + 1;
    }

    /** The corrected Akaike criterion; infinite when too few values are left. */
    double aicc() {
        int k = parameters();
        double n = length();
        return n - k - 1 <= 0 ? Double.POSITIVE_INFINITY : deviance + 2.0 * k + 2.0 * k * (k + 1) / (n - k - 1);
    }

    /** Variance of the one-step errors, with R's correction for the parameters. */
    double variance() {
        return squares / Math.max(1, length() - parameters() + 1);
    }

    /** Whether a root lies so near the unit circle that another order must be meant (R's bound). */
    boolean nearUnitRoot() {
        coefficients.set(x);
        return coefficients.leastRoot() < 1.01;
    }

    /** The coefficients as they stand after the last evaluation at {@link #x}. */
    Coefficients coefficients() {
        coefficients.set(x);
        return coefficients;
    }

    /** What past errors add to each of the next steps. */
    double carried(int ahead) {
        double[] weights = new double[columns.length];
        weights[0] = 1;
        for (int k = 0; k < beta.length; k++) {
            weights[k + 1] = -beta[k];
        }
        return innovations.carried(ahead, weights, coefficients.theta);
    }
}
