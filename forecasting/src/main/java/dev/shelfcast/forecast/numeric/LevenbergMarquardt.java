package dev.shelfcast.forecast.numeric;

/**
 * Minimises a sum of squares without bounds by the damped Gauss-Newton method of Marquardt (1963), "An algorithm for
 * least-squares estimation of nonlinear parameters", with forward differences for the slopes. One instance can be used
 * again and again by one thread; it allocates nothing after construction.
 */
public final class LevenbergMarquardt {
    /** Residuals as a function of several variables. */
    @FunctionalInterface
    public interface Residuals {
        /**
         * Fills {@code into} with the residuals at {@code x}, which must not be changed.
         *
         * @return false where the function is undefined
         */
        boolean at(double[] x, double[] into);
    }

    private static final double STEP = 1e-6;
    private static final double FIRST_DAMPING = 1e-2;
    private static final double MOST_DAMPING = 1e6;

    /** Variables are transformed parameters of size about 1: a longer step is a leap into nowhere. */
    private static final double LONGEST_STEP = 2;

    private final double[][] slopes;
    private final double[] now;
    private final double[] other;
    private final double[] trial;
    private final double[] by;
    private final double[] gradient;
    private final double[][] product;
    private final double[][] damped;

    /** Room for {@code variables} and {@code residuals}. */
    public LevenbergMarquardt(int variables, int residuals) {
        slopes = new double[variables][residuals];
        now = new double[residuals];
        other = new double[residuals];
        trial = new double[variables];
        by = new double[variables];
        gradient = new double[variables];
        product = new double[variables][variables];
        damped = new double[variables][variables];
    }

    /**
     * Minimises from {@code x}, which then holds the best point found.
     *
     * @param f the residuals
     * @param x start, and the answer
     * @param tolerance stops when a step gains less than this share of the sum of squares
     * @param iterations most steps
     * @return the least sum of squares found, infinite where the start is undefined
     */
    public double minimise(Residuals f, double[] x, double tolerance, int iterations) {
        if (!f.at(x, now)) {
            return Double.POSITIVE_INFINITY;
        }
        double value = squares(now);
        double damping = FIRST_DAMPING;
        int d = x.length;
        for (int i = 0; i < iterations && d > 0 && value > 0; i++) {
            slopes(f, x);
            double before = value;
            while (damping < MOST_DAMPING) {
                step(d, damping);
                for (int k = 0; k < d; k++) {
                    trial[k] = x[k] + by[k];
                }
                double found = f.at(trial, other) ? squares(other) : Double.POSITIVE_INFINITY;
                if (found < value) {
                    value = found;
                    System.arraycopy(trial, 0, x, 0, d);
                    System.arraycopy(other, 0, now, 0, now.length);
                    damping = Math.max(1e-7, damping / 10);
                    break;
                }
                if (found - value <= tolerance * value) {
                    return value;
                }
                damping *= 10;
            }
            if (before - value <= tolerance * value) {
                break;
            }
        }
        return value;
    }

    private void slopes(Residuals f, double[] x) {
        int d = x.length;
        for (int k = 0; k < d; k++) {
            double keep = x[k];
            // Towards the middle, where the function is surely defined.
            double step = keep > 0 ? -STEP : STEP;
            x[k] = keep + step;
            double[] slope = slopes[k];
            boolean defined = f.at(x, slope);
            x[k] = keep;
            for (int t = 0; t < slope.length; t++) {
                slope[t] = defined ? (slope[t] - now[t]) / step : 0;
            }
        }
        for (int k = 0; k < d; k++) {
            gradient[k] = -Vectors.dot(slopes[k], now, 0, now.length);
            for (int j = 0; j <= k; j++) {
                product[k][j] = Vectors.dot(slopes[k], slopes[j], 0, now.length);
            }
        }
    }

    private void step(int d, double damping) {
        for (int k = 0; k < d; k++) {
            System.arraycopy(product[k], 0, damped[k], 0, k + 1);
            damped[k][k] += damping * product[k][k] + 1e-12;
            by[k] = gradient[k];
        }
        LeastSquares.solveInPlace(damped, by, d);
        double longest = 0;
        for (int k = 0; k < d; k++) {
            longest = Math.max(longest, Math.abs(by[k]));
        }
        for (int k = 0; longest > LONGEST_STEP && k < d; k++) {
            by[k] *= LONGEST_STEP / longest;
        }
    }

    private static double squares(double[] v) {
        return Vectors.dot(v, v, 0, v.length);
    }
}
