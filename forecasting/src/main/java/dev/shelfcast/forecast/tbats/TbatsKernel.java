package dev.shelfcast.forecast.tbats;

import dev.shelfcast.forecast.numeric.LeastSquares;
import java.util.Arrays;

/**
 * The state recursion of one form over one series, and its likelihood. The errors are linear in the first states, so
 * that these are found by least squares, exactly, at every trial of the parameters; nothing is allocated between
 * trials. States stand in the order level, slope, sine waves (two each), past errors of the level equation, past
 * errors.
 */
final class TbatsKernel {
    /** From the middle to the end of the series the influence of the first states may not grow, but for rounding. */
    private static final double MOST_GROWTH = 1.3;

    /** Influences below this share of the first one have died out. */
    private static final double FORGOTTEN = 0.01;

    private final TbatsForm form;
    private final double[] z;
    private final double[] logarithm;
    private final double logs;
    private final int d;
    private final int size;
    private final int waves;
    private final double[] cos;
    private final double[] sin;
    private final int[] season;
    private final double[] x;
    private final double[] r;
    private final double[] w;
    private final double[] g;
    private final double[][] a;
    private final double[] b;
    private final double[] seed;
    private double lambda = 1;
    private double phi = 1;

    /** Over values of about 1, without gaps; positive where the form transforms them. */
    TbatsKernel(TbatsForm form, double[] u) {
        this.form = form;
        d = form.seeds();
        size = d + form.ar() + form.ma();
        waves = d - (form.trend() ? 2 : 1);
        cos = new double[waves / 2];
        sin = new double[waves / 2];
        season = new int[waves / 2];
        int k = 0;
        for (int i = 0; i < form.periods().length; i++) {
            for (int j = 1; j <= form.harmonics()[i]; j++) {
                double angle = 2 * Math.PI * j / form.periods()[i];
                cos[k] = Math.cos(angle);
                // The wave of two steps has no second part; rounding must not give it one.
                sin[k] = 2 * j == form.periods()[i] ? 0 : Math.sin(angle);
                season[k++] = i;
            }
        }
        x = new double[size];
        r = new double[size];
        w = new double[size];
        g = new double[size];
        a = new double[d][d];
        b = new double[d];
        seed = new double[d];
        z = new double[u.length];
        logarithm = new double[form.boxCox() ? u.length : 0];
        double sum = 0;
        for (int t = 0; t < u.length; t++) {
            z[t] = u[t] - 1;
            if (form.boxCox()) {
                logarithm[t] = Math.log(u[t]);
                sum += logarithm[t];
            }
        }
        logs = sum;
    }

    int size() {
        return size;
    }

    double lambda() {
        return lambda;
    }

    double phi() {
        return phi;
    }

    /** Reads the parameters; false where the errors' part is not stationary or not invertible. */
    private boolean read(double[] p) {
        int i = 0;
        double power = form.boxCox() ? p[i++] : 1;
        if (form.boxCox() && power != lambda) {
            for (int t = 0; t < z.length; t++) {
                z[t] = BoxCox.ofLogarithm(logarithm[t], power);
            }
        }
        lambda = power;
        int first = form.trend() ? 2 : 1;
        Arrays.fill(w, 0);
        Arrays.fill(g, 0);
        w[0] = 1;
        g[0] = p[i++];
        if (form.trend()) {
            g[1] = p[i++];
            phi = form.damped() ? p[i++] : 1;
            w[1] = phi;
        }
        for (int k = 0; k < cos.length; k++) {
            w[first + 2 * k] = 1;
            g[first + 2 * k] = p[i + 2 * season[k]];
            g[first + 2 * k + 1] = p[i + 2 * season[k] + 1];
        }
        i += 2 * form.periods().length;
        for (int k = 0; k < form.ar() + form.ma(); k++) {
            w[d + k] = p[i + k];
        }
        if (form.ar() > 0) {
            g[d] = 1;
        }
        return small(p, i, form.ar(), 1) && small(p, i + form.ar(), form.ma(), -1);
    }

    /** Whether 1 - c1 B - c2 B^2 has its roots outside the unit circle. */
    private static boolean small(double[] p, int from, int order, int sign) {
        double c1 = order > 0 ? sign * p[from] : 0;
        double c2 = order > 1 ? sign * p[from + 1] : 0;
        return c1 + c2 < 0.99 && c2 - c1 < 0.99 && Math.abs(c2) < 0.99;
    }

    /** Twice the negative logarithm of the likelihood, constant terms left out; infinite outside the region. */
    double objective(double[] p) {
        if (!read(p)) {
            return Double.POSITIVE_INFINITY;
        }
        double squares = normalEquations();
        if (!(squares < Double.POSITIVE_INFINITY)) {
            return Double.POSITIVE_INFINITY;
        }
        System.arraycopy(b, 0, seed, 0, d);
        LeastSquares.solveInPlace(a, seed, d);
        double explained = 0;
        for (int i = 0; i < d; i++) {
            explained += seed[i] * b[i];
        }
        int n = z.length;
        return n * Math.log(Math.max(squares - explained, 1e-20 * n)) - 2 * (lambda - 1) * logs;
    }

    /** Errors without first states and what each first state would add to them; answers the errors' squares. */
    private double normalEquations() {
        Arrays.fill(x, 0);
        Arrays.fill(b, 0);
        for (double[] row : a) {
            Arrays.fill(row, 0);
        }
        System.arraycopy(w, 0, r, 0, size);
        double squares = 0;
        double middle = FORGOTTEN * influence();
        int n = z.length;
        for (int t = 0; t < n; t++) {
            double e = z[t] - predict(x);
            squares += e * e;
            for (int i = 0; i < d; i++) {
                double ri = r[i];
                double[] row = a[i];
                for (int j = 0; j <= i; j++) {
                    row[j] += ri * r[j];
                }
                b[i] += ri * e;
            }
            update(x, e);
            turn(r);
            middle = t == n / 2 ? Math.max(middle, influence()) : middle;
        }
        return influence() <= MOST_GROWTH * middle ? squares : Double.POSITIVE_INFINITY;
    }

    /** Sum of squares without the slope's, which grows along a straight line; sine waves turn and keep theirs. */
    private double influence() {
        double sum = form.trend() ? -r[1] * r[1] : 0;
        for (int i = 0; i < size; i++) {
            sum += r[i] * r[i];
        }
        return sum;
    }

    /** The next value on the transformed scale. */
    double predict(double[] state) {
        double f = 0;
        for (int i = 0; i < size; i++) {
            f += w[i] * state[i];
        }
        return f;
    }

    /** Moves the states by one step in which the error was e. */
    void update(double[] state, double e) {
        double error = e;
        for (int i = d; i < size; i++) {
            error += w[i] * state[i];
        }
        int first = 1;
        if (form.trend()) {
            first = 2;
            state[0] += phi * state[1] + g[0] * error;
            state[1] = phi * state[1] + g[1] * error;
        } else {
            state[0] += g[0] * error;
        }
        for (int k = 0; k < cos.length; k++) {
            int i = first + 2 * k;
            double s = state[i];
            state[i] = s * cos[k] + state[i + 1] * sin[k] + g[i] * error;
            state[i + 1] = state[i + 1] * cos[k] - s * sin[k] + g[i + 1] * error;
        }
        int ar = form.ar();
        int ma = form.ma();
        for (int i = d + ar - 1; i > d; i--) {
            state[i] = state[i - 1];
        }
        if (ar > 0) {
            state[d] = error;
        }
        for (int i = size - 1; i > d + ar; i--) {
            state[i] = state[i - 1];
        }
        if (ma > 0) {
            state[d + ar] = e;
        }
    }

    /** Multiplies a row by the matrix that carries states over a step whose value is known. */
    private void turn(double[] row) {
        double gain = 0;
        for (int i = 0; i < size; i++) {
            gain += row[i] * g[i];
        }
        int ar = form.ar();
        double all = gain + (form.ma() > 0 ? row[d + ar] : 0);
        int first = 1;
        if (form.trend()) {
            first = 2;
            row[1] = phi * (row[0] + row[1]) - all * w[1];
        }
        row[0] -= all;
        for (int k = 0; k < cos.length; k++) {
            int i = first + 2 * k;
            double s = row[i];
            row[i] = s * cos[k] - row[i + 1] * sin[k] - all;
            row[i + 1] = s * sin[k] + row[i + 1] * cos[k];
        }
        for (int i = d; i < size; i++) {
            boolean last = i == d + ar - 1 || i == size - 1;
            row[i] = (gain - all) * w[i] + (last ? 0 : row[i + 1]);
        }
    }

    /**
     * One run from the first states that fit best.
     *
     * @param p parameters
     * @param fitted gets the one-step forecasts on the transformed scale
     * @param end gets the states after the last value
     * @return sum of squared errors
     */
    double run(double[] p, double[] fitted, double[] end) {
        objective(p);
        Arrays.fill(end, 0);
        System.arraycopy(seed, 0, end, 0, d);
        double squares = 0;
        for (int t = 0; t < z.length; t++) {
            fitted[t] = predict(end);
            double e = z[t] - fitted[t];
            squares += e * e;
            update(end, e);
        }
        return squares;
    }
}
