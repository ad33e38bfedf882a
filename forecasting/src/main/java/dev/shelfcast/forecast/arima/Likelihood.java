package dev.shelfcast.forecast.arima;

import dev.shelfcast.forecast.numeric.LeastSquares;
import dev.shelfcast.forecast.numeric.Vectors;
import java.util.Arrays;

/**
 * The exact Gaussian likelihood of an ARMA model as a sum of squares (Ljung and Box 1979, "The likelihood function of
 * stationary autoregressive-moving average models"; Ansley 1979 for the residuals): the k = max(p, q) unknowns before
 * the first value are estimated together with the innovations, which costs O(n) + O(k^3) where a Kalman filter takes
 * O(n k^2). It equals the filter's likelihood.
 *
 * <p>Several columns go through one pass: the series, then one per missing step (1 there, 0 elsewhere), then
 * regressors. The coefficients of all but the first are at their generalised least squares values. A missing step with
 * a free coefficient is the likelihood of the other steps once the determinant is corrected (Gomez, Maravall and Pena
 * 1999, "Missing observations in ARIMA models: skipping approach versus additive outlier approach").
 */
final class Likelihood {
    private final double[][] columns;
    private final int missing;
    private final int n;
    private final int size;
    private final StartCovariance start;
    private final double[] impulse;
    private final double[][] root;
    private final double[][] gram;
    private final double[][] capacity;
    private final double[][] filtered;
    private final double[][] reduced;
    private final double[] before;
    private final double[] work;
    private final double[][] normal;
    private final double[] solution;
    private double squares;

    /**
     * @param columns differenced: the series, one per missing step, regressors
     * @param missing how many of the columns are missing steps
     */
    Likelihood(ArimaOrder order, double[][] columns, int missing) {
        this.columns = columns;
        this.missing = missing;
        this.n = columns[0].length;
        int p = order.p() + order.sp() * order.period();
        int q = order.q() + order.sq() * order.period();
        this.size = Math.min(n, Math.max(p, q));
        this.start = new StartCovariance(p, q);
        this.impulse = new double[n];
        this.root = new double[size][size];
        this.gram = new double[size][size];
        this.capacity = new double[size][size];
        this.filtered = new double[columns.length][n];
        this.reduced = new double[columns.length][size];
        this.before = new double[size];
        this.work = new double[n];
        this.normal = new double[columns.length - 1][columns.length - 1];
        this.solution = new double[columns.length - 1];
    }

    /** Length of the residuals: the innovations, then the unknowns before the first value. */
    int residuals() {
        return n + size;
    }

    /** Values that count: the missing ones do not. */
    int observed() {
        return n - missing;
    }

    /** Coefficients of all columns but the first, after the last {@link #residuals(Coefficients, double[])}. */
    double[] beta() {
        return solution;
    }

    /**
     * Fills {@code into} with residuals whose sum of squares S is the likelihood: minus twice its logarithm is
     * m log(2 pi S / m) + m for m observed values.
     *
     * @return false where the model has none
     */
    boolean residuals(Coefficients c, double[] into) {
        if (size > 0 && !start.fill(c.phi, c.theta, root)) {
            return false;
        }
        double logs = size > 0 ? prepare(c) : 0;
        for (int i = 0; i < columns.length; i++) {
            pass(c, columns[i], filtered[i], reduced[i]);
        }
        logs += regress();
        double[] e = filtered[0];
        double[] r = reduced[0];
        for (int i = 1; i < columns.length; i++) {
            double b = solution[i - 1];
            for (int t = 0; b != 0 && t < n; t++) {
                e[t] -= b * filtered[i][t];
            }
            for (int k = 0; k < size; k++) {
                r[k] -= b * reduced[i][k];
            }
        }
        if (size > 0) {
            removeStart(c, e, r);
        }
        double scale = Math.exp(logs / (2.0 * observed()));
        squares = 0;
        for (int t = 0; t < n; t++) {
            squares += e[t] * e[t];
            into[t] = e[t] * scale;
        }
        for (int k = 0; k < size; k++) {
            squares += r[k] * r[k];
            into[n + k] = r[k] * scale;
        }
        return scale < Double.POSITIVE_INFINITY && !Double.isNaN(into[n - 1]);
    }

    /** Innovations given the whole sample, after the last call. */
    double[] innovations() {
        return filtered[0];
    }

    /** Sum of squares of the one-step errors over their relative variances, after the last call. */
    double squares() {
        return squares;
    }

    /** Factors of the start's covariance and of I + R Z'Z R'; answers the logarithm of its determinant. */
    private double prepare(Coefficients c) {
        cholesky(root);
        Arrays.fill(impulse, 0);
        impulse[0] = 1;
        c.divideByTheta(impulse);
        System.arraycopy(impulse, 0, work, 0, n);
        c.divideByThetaBackwards(work);
        for (int lag = 0; lag < size; lag++) {
            double value = work[lag];
            for (int j = 0; j + lag < size; j++) {
                gram[j + lag][j] = value;
                gram[j][j + lag] = value;
                value -= impulse[n - 1 - j - lag] * impulse[n - 1 - j];
            }
        }
        for (int j = 0; j < size; j++) {
            Arrays.fill(before, 0);
            for (int k = j; k < size; k++) {
                Vectors.add(before, root[j][k], gram[k], j, size);
            }
            for (int i = j; i < size; i++) {
                capacity[j][i] = (i == j ? 1 : 0) + Vectors.dot(root[i], before, i, size);
            }
        }
        cholesky(capacity);
        double logs = 0;
        for (int k = 0; k < size; k++) {
            logs += 2 * Math.log(capacity[k][k]);
        }
        return logs;
    }

    /** Innovations of a column with nothing before it, and the right-hand side for what was, solved half-way. */
    private void pass(Coefficients c, double[] column, double[] e, double[] r) {
        System.arraycopy(column, 0, e, 0, n);
        c.timesPhi(e);
        c.divideByTheta(e);
        if (size == 0) {
            return;
        }
        System.arraycopy(e, 0, work, 0, n);
        c.divideByThetaBackwards(work);
        for (int i = 0; i < size; i++) {
            r[i] = Vectors.dot(root[i], work, i, size);
        }
        for (int i = 0; i < size; i++) {
            r[i] /= capacity[i][i];
            Vectors.add(r, -r[i], capacity[i], i + 1, size);
        }
    }

    /** Generalised least squares; answers the correction of the determinant for the missing steps. */
    private double regress() {
        int d = solution.length;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                normal[i][j] = product(i + 1, j + 1);
            }
            solution[i] = product(i + 1, 0);
        }
        LeastSquares.solveInPlace(normal, solution, d);
        double logs = 0;
        for (int i = 0; i < missing; i++) {
            // A step that differencing makes redundant carries no information and no correction.
            logs += normal[i][i] > 0 ? 2 * Math.log(normal[i][i]) : 0;
        }
        return logs;
    }

    private double product(int i, int j) {
        return Vectors.dot(filtered[i], filtered[j], 0, n) - Vectors.dot(reduced[i], reduced[j], 0, size);
    }

    /** Turns the half-solved r into the unknowns before the start and takes their effect from the innovations. */
    private void removeStart(Coefficients c, double[] e, double[] r) {
        for (int i = size - 1; i >= 0; i--) {
            r[i] = (r[i] - Vectors.dot(capacity[i], r, i + 1, size)) / capacity[i][i];
        }
        Arrays.fill(work, 0);
        for (int i = 0; i < size; i++) {
            Vectors.add(work, r[i], root[i], i, size);
        }
        c.divideByTheta(work);
        for (int t = 0; t < n; t++) {
            e[t] -= work[t];
        }
    }

    /** The upper triangle R with R'R = a, in place of that of a; directions without variance become zero. */
    private static void cholesky(double[][] a) {
        int d = a.length;
        for (int i = 0; i < d; i++) {
            double[] row = a[i];
            // What is left of a variance of about 1 or more; less than rounding is nothing.
            double pivot = row[i] > 1e-13 ? Math.sqrt(row[i]) : 0;
            for (int k = i; k < d; k++) {
                row[k] = pivot == 0 ? 0 : row[k] / pivot;
            }
            for (int j = i + 1; pivot > 0 && j < d; j++) {
                if (row[j] != 0) {
                    Vectors.add(a[j], -row[j], row, j, d);
                }
            }
        }
    }

    /**
     * The errors of forecasting each step from those before it, at the coefficients of the last call: the unknowns
     * before the start are learnt step by step, as the Kalman filter does. Costs O(n k^2).
     */
    double[] oneStepErrors(Coefficients c) {
        double[] e = new double[n];
        for (int t = 0; t < n; t++) {
            e[t] = columns[0][t];
            for (int i = 1; i < columns.length; i++) {
                e[t] -= solution[i - 1] * columns[i][t];
            }
        }
        c.timesPhi(e);
        c.divideByTheta(e);
        if (size == 0) {
            return e;
        }
        double[] mean = new double[size];
        double[][] spread = new double[size][size];
        start.fill(c.phi, c.theta, root);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                spread[i][j] = root[Math.min(i, j)][Math.max(i, j)];
            }
        }
        Arrays.fill(impulse, 0);
        impulse[0] = 1;
        c.divideByTheta(impulse);
        double[] gain = new double[size];
        for (int t = 0; t < n; t++) {
            int reach = Math.min(size, t + 1);
            double variance = 1;
            for (int i = 0; i < size; i++) {
                gain[i] = 0;
                for (int j = 0; j < reach; j++) {
                    gain[i] += spread[i][j] * impulse[t - j];
                }
            }
            for (int j = 0; j < reach; j++) {
                variance += impulse[t - j] * gain[j];
                e[t] -= impulse[t - j] * mean[j];
            }
            for (int i = 0; i < size; i++) {
                mean[i] += gain[i] * e[t] / variance;
                for (int j = 0; j < size; j++) {
                    spread[i][j] -= gain[i] * gain[j] / variance;
                }
            }
        }
        return e;
    }
}
