package dev.shelfcast.forecast.numeric;

/**
 * Minimises a smooth function without bounds by the quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno, with
 * central or forward differences for the gradient and a halving line search (Nocedal and Wright, "Numerical
 * Optimization", chapter 6).
 */
public final class Bfgs {
    private static final double ARMIJO = 1e-4;

    private Bfgs() {}

    /**
     * Minimises {@code f} from {@code x}, which then holds the best point found.
     *
     * @param f the function; may be infinite away from the start
     * @param x start, and the answer
     * @param step size of the differences for the gradient: central ones, or forward ones where negative
     * @param tolerance stops when an iteration gains less
     * @param iterations most iterations
     * @return the least value found
     */
    public static double minimise(NelderMead.Objective f, double[] x, double step, double tolerance, int iterations) {
        int d = x.length;
        double value = f.at(x);
        if (d == 0 || !Double.isFinite(value)) {
            return value;
        }
        double[][] inverse = identity(d);
        double[] gradient = new double[d];
        double[] next = new double[d];
        double[] other = new double[d];
        gradient(f, x, value, step, gradient);
        for (int i = 0; i < iterations; i++) {
            double[] direction = times(inverse, gradient, -1);
            double slope = dot(direction, gradient);
            if (!(slope < 0)) {
                inverse = identity(d);
                direction = times(inverse, gradient, -1);
                slope = dot(direction, gradient);
                if (!(slope < 0)) {
                    return value;
                }
            }
            double found = search(f, x, direction, slope, value, next);
            if (!(found < value)) {
                return value;
            }
            gradient(f, next, found, step, other);
            update(inverse, x, next, gradient, other);
            double gain = value - found;
            value = found;
            System.arraycopy(next, 0, x, 0, d);
            System.arraycopy(other, 0, gradient, 0, d);
            if (gain < tolerance) {
                return value;
            }
        }
        return value;
    }

    private static double search(
            NelderMead.Objective f, double[] x, double[] direction, double slope, double value, double[] next) {
        double longest = 0;
        for (double v : direction) {
            longest = Math.max(longest, Math.abs(v));
        }
        // Variables are transformed parameters of size about 1: a longer step is a leap into nowhere.
        double share = longest > 2 ? 2 / longest : 1;
        for (int tries = 0; tries < 25; tries++, share /= 2.5) {
            for (int k = 0; k < x.length; k++) {
                next[k] = x[k] + share * direction[k];
            }
            double found = f.at(next);
            if (found <= value + ARMIJO * share * slope) {
                return found;
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    /** A negative step asks for forward differences: half the cost, enough for a rough search. */
    private static void gradient(NelderMead.Objective f, double[] x, double value, double step, double[] gradient) {
        for (int k = 0; k < x.length; k++) {
            double keep = x[k];
            x[k] = keep + Math.abs(step);
            double above = f.at(x);
            if (step < 0) {
                x[k] = keep;
                double slope = (above - value) / -step;
                gradient[k] = Double.isFinite(slope) ? slope : 0;
                continue;
            }
            x[k] = keep - step;
            double below = f.at(x);
            x[k] = keep;
            double slope = (above - below) / (2 * step);
            if (!Double.isFinite(slope)) {
                slope = Double.isFinite(above) ? (above - value) / step : (value - below) / step;
            }
            gradient[k] = Double.isFinite(slope) ? slope : 0;
        }
    }

    private static void update(double[][] inverse, double[] x, double[] next, double[] before, double[] after) {
        int d = x.length;
        double[] s = new double[d];
        double[] y = new double[d];
        for (int k = 0; k < d; k++) {
            s[k] = next[k] - x[k];
            y[k] = after[k] - before[k];
        }
        double sy = dot(s, y);
        if (!(sy > 1e-12)) {
            return;
        }
        double[] hy = times(inverse, y, 1);
        double factor = (1 + dot(y, hy) / sy) / sy;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                inverse[i][j] += factor * s[i] * s[j] - (hy[i] * s[j] + s[i] * hy[j]) / sy;
            }
        }
    }

    private static double[][] identity(int d) {
        double[][] m = new double[d][d];
        for (int i = 0; i < d; i++) {
            m[i][i] = 0.1;
        }
        return m;
    }

    private static double[] times(double[][] m, double[] v, double factor) {
        double[] answer = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            answer[i] = factor * dot(m[i], v);
        }
        return answer;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }
}
