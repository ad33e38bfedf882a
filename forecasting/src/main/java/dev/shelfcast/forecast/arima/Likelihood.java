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
    private final boolean moving;
    private final StartCovariance start;
    /** The autoregression of {@code explained}. */
    private final double[] phi;
    /** Abreast: of each column what the autoregression leaves, and last an impulse at step 0. */
    private final double[] explained;

    private final double[] lanes;
    private final double[] impulse;
    private final double[][] root;
    private final double[][] gram;
    private final double[][] capacity;
    private final double[][] filtered;
    private final double[][] reduced;
    private final double[] before;
    private final double[] work;
    private final double[] factors;
    private final double[][] rows;
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
        this.moving = q > 0;
        this.start = new StartCovariance(p, q);
        this.phi = new double[p];
        this.explained = new double[n * (columns.length + 1)];
        this.lanes = new double[explained.length];
        this.impulse = new double[n];
        this.root = new double[size][size];
        this.gram = new double[size][size];
        this.capacity = new double[size][size];
        this.filtered = new double[columns.length][n];
        this.reduced = new double[columns.length][size];
        this.before = new double[size];
        this.work = new double[n];
        this.factors = new double[size];
        this.rows = new double[size][];
        this.normal = new double[columns.length - 1][columns.length - 1];
        this.solution = new double[columns.length - 1];
        for (int i = 0; i < columns.length; i++) {
            layAbreast(columns[i], i);
        }
        explained[columns.length] = 1;
    }

    private void layAbreast(double[] column, int lane) {
        for (int t = 0, at = lane; t < n; t++, at += columns.length + 1) {
            explained[at] = column[t];
        }
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
        filter(c);
        double logs = size > 0 ? prepare() : 0;
        for (int i = 0; i < columns.length && size > 0; i++) {
            solveHalfWay(reduced[i]);
        }
        logs += regress();
        double[] e = filtered[0];
        double[] r = reduced[0];
        for (int i = 1; i < columns.length; i++) {
            double b = solution[i - 1];
            if (b != 0) {
                Vectors.add(e, -b, filtered[i], 0, n);
            }
            Vectors.add(r, -b, reduced[i], 0, size);
        }
        if (size > 0) {
            removeStart(c, e, r);
        }
        double scale = Math.exp(logs / (2.0 * observed()));
        squares = Vectors.dot(e, e, 0, n) + Vectors.dot(r, r, 0, size);
        for (int t = 0; t < n; t++) {
            into[t] = e[t] * scale;
        }
        for (int k = 0; k < size; k++) {
            into[n + k] = r[k] * scale;
        }
        return scale < Double.POSITIVE_INFINITY && !Double.isNaN(into[n - 1]);
    }

    /**
     * Innovations of every column and of the impulse with nothing before them, and how they hang together with what
     * was: the first {@code size} values of the same filter run back.
     */
    private void filter(Coefficients c) {
        // Slopes along the moving average leave the autoregression as it is.
        if (!Arrays.equals(phi, c.phi)) {
            for (int i = 0; i < columns.length; i++) {
                System.arraycopy(columns[i], 0, work, 0, n);
                c.timesPhi(work, impulse);
                layAbreast(work, i);
            }
            System.arraycopy(c.phi, 0, phi, 0, phi.length);
        }
        int width = columns.length + 1;
        System.arraycopy(explained, 0, lanes, 0, lanes.length);
        if (moving) {
            c.divideByTheta(lanes, width);
        }
        for (int i = 0; i < columns.length; i++) {
            pick(i, filtered[i]);
        }
        if (moving) {
            pick(columns.length, impulse);
            c.divideByThetaBackwards(lanes, width);
            pick(columns.length, before);
        }
        for (int i = 0; i < columns.length; i++) {
            pick(i, reduced[i]);
        }
    }

    /** The beginning of one lane, as much as {@code into} takes. */
    private void pick(int lane, double[] into) {
        for (int t = 0, at = lane; t < into.length; t++, at += columns.length + 1) {
            into[t] = lanes[at];
        }
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
    private double prepare() {
        cholesky(root);
        if (moving) {
            fillGram();
        }
        for (int j = 0; j < size; j++) {
            double[] row = moving ? timesGram(root[j], j) : root[j];
            for (int i = j; i < size; i++) {
                capacity[j][i] = (i == j ? 1 : 0) + Vectors.dot(root[i], row, i, size);
            }
        }
        cholesky(capacity);
        double logs = 0;
        for (int k = 0; k < size; k++) {
            logs += 2 * Math.log(capacity[k][k]);
        }
        return logs;
    }

    /** Z'Z: its first row is in {@code before}; each next one is the one above moved on, less what fell off the end. */
    private void fillGram() {
        System.arraycopy(before, 0, gram[0], 0, size);
        for (int j = 1; j < size; j++) {
            double[] above = gram[j - 1];
            double[] row = gram[j];
            double last = impulse[n - j];
            for (int i = j; i < size; i++) {
                row[i] = above[i - 1] - impulse[n - i] * last;
            }
        }
        for (int j = 0; j < size; j++) {
            for (int i = j + 1; i < size; i++) {
                gram[i][j] = gram[j][i];
            }
        }
    }

    /** {@code row * gram} from element {@code from} on, where the row begins. */
    private double[] timesGram(double[] row, int from) {
        int count = 0;
        for (int k = from; k < size; k++) {
            if (row[k] != 0) {
                factors[count] = row[k];
                rows[count++] = gram[k];
            }
        }
        Arrays.fill(before, 0);
        Vectors.add(before, factors, rows, count, from);
        return before;
    }

    /** The right-hand side for what was before the first value, solved half-way. */
    private void solveHalfWay(double[] r) {
        for (int i = 0; i < size; i++) {
            r[i] = Vectors.dot(root[i], r, i, size);
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
        c.divideByTheta(work, 1);
        Vectors.add(e, -1, work, 0, n);
    }

    /** The upper triangle R with R'R = a, in place of that of a; directions without variance become zero. */
    private void cholesky(double[][] a) {
        for (int i = 0; i < size; i++) {
            double[] row = a[i];
            int count = 0;
            for (int k = 0; k < i; k++) {
                if (a[k][i] != 0) {
                    factors[count] = -a[k][i];
                    rows[count++] = a[k];
                }
            }
            Vectors.add(row, factors, rows, count, i);
            // What is left of a variance of about 1 or more; less than rounding is nothing.
            double pivot = row[i] > 1e-13 ? Math.sqrt(row[i]) : 0;
            if (pivot == 0) {
                Arrays.fill(row, i, size, 0);
            }
            for (int k = i; pivot > 0 && k < size; k++) {
                row[k] /= pivot;
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
        c.timesPhi(e, work);
        c.divideByTheta(e, 1);
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
        c.divideByTheta(impulse, 1);
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
