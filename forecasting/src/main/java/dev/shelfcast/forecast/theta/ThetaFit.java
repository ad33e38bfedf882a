package dev.shelfcast.forecast.theta;

import dev.shelfcast.forecast.numeric.Brent;
import dev.shelfcast.forecast.numeric.NelderMead;

/**
 * A Theta model of a season-free series without gaps: simple exponential smoothing of a theta line with the trend put
 * back.
 *
 * @param label its kind
 * @param n length of the series
 * @param alpha smoothing parameter
 * @param theta weight of the curvature, 2 in the standard method
 * @param level0 initial level
 * @param level level after the last value
 * @param a intercept of the trend (at time 0)
 * @param b slope of the trend
 * @param dynamic whether the trend was re-estimated at each step
 * @param squares sum of squared one-step errors from the third step on
 * @param fitted one-step forecasts
 */
record ThetaFit(
        String label,
        int n,
        double alpha,
        double theta,
        double level0,
        double level,
        double a,
        double b,
        boolean dynamic,
        double squares,
        double[] fitted) {

    private static final double[] GRID = {1e-4, 0.05, 0.15, 0.3, 0.5, 0.75, 0.9999};
    private static final double ALPHA_TOLERANCE = 1e-4;

    /** Sizes whose squares neither overflow nor vanish need no scaling. */
    private static final double LARGEST = 1e100;

    /** An initial level that weighs less than this is lost in rounding; still smaller numbers slow a processor down. */
    private static final double FORGOTTEN = 1e-30;

    private static final double[] ALPHA = {1e-4, 0.9999, 0.15};
    private static final double[] LEVEL = {-1e6, 1e6, 0.1};
    private static final double[] THETA = {1, 100, 1};

    /** SES with optimised alpha and level, plus half the slope of the least-squares line (R's {@code thetaf}). */
    static ThetaFit standard(double[] y) {
        double scale = scale(y);
        double[] line = line(y);
        boolean usual = scale > 1 / LARGEST && scale < LARGEST;
        double[] x = smoothing(usual ? y : divided(y, scale));
        double level0 = usual ? x[1] : x[1] * scale;
        double level = level0;
        double alpha = x[0];
        double[] fitted = new double[y.length];
        double squares = 0;
        double reach = line[1] / 2 / alpha;
        double power = 1;
        for (int t = 0; t < y.length; t++) {
            // The drift within the sample is what the forecast function adds for one step ahead of t values.
            fitted[t] = level + reach * (1 - power);
            double e = y[t] - level;
            squares += e * e;
            level += alpha * e;
            power *= 1 - alpha;
        }
        return new ThetaFit("Theta", y.length, alpha, 2, level0, level, line[0], line[1], false, squares, fitted);
    }

    /** Theta, alpha and the initial level by least squares; dynamic or with the trend of the whole sample. */
    static ThetaFit optimised(double[] y, boolean dynamic) {
        double scale = scale(y);
        double[] z = divided(y, scale);
        double[] line = line(z);
        double[] x = {0.5, z[0] / 2, 2};
        double[][] box = {ALPHA, LEVEL, THETA};
        NelderMead simplex = new NelderMead(3);
        NelderMead.Objective objective = dynamic
                ? p -> dynamicPass(z, p, new double[0], new double[3])
                : p -> staticPass(z, p, line, new double[0], new double[3]);
        simplex.minimise(objective, x, box, 1e-7 * y.length, 150);
        simplex.minimise(objective, x, box, 1e-7 * y.length, 100);
        double[] fitted = new double[y.length];
        double[] end = new double[3];
        double squares = dynamic ? dynamicPass(z, x, fitted, end) : staticPass(z, x, line, fitted, end);
        for (int t = 0; t < fitted.length; t++) {
            fitted[t] *= scale;
        }
        return new ThetaFit(
                dynamic ? "DynamicOptimisedTheta" : "OptimisedTheta",
                y.length,
                x[0],
                x[2],
                x[1] * scale,
                end[0] * scale,
                end[1] * scale,
                end[2] * scale,
                dynamic,
                squares * scale * scale,
                fitted);
    }

    /** The forecast path of the season-free series. */
    double[] mean(int horizon) {
        double[] mean = new double[horizon];
        double share = 1 - 1 / theta;
        double power = Math.pow(1 - alpha, n);
        if (!dynamic) {
            boolean standard = theta == 2 && label.equals("Theta");
            for (int h = 0; h < horizon; h++) {
                double drift = standard ? h + (1 - power) / alpha : h + (1 - power * (1 - alpha)) / alpha;
                mean[h] = level + share * (drift * b + (standard ? 0 : power * a));
            }
            return mean;
        }
        double l = level;
        double average = a + b * (n + 1) / 2.0;
        double intercept = a;
        double slope = b;
        for (int h = 0; h < horizon; h++) {
            int t = n + h + 1;
            double f = l + share * (power * intercept + (1 - power * (1 - alpha)) / alpha * slope);
            mean[h] = f;
            l += alpha * (f - l);
            double before = average;
            average = ((t - 1) * average + f) / t;
            slope = ((t - 2) * slope + 6 * (f - before) / t) / (t + 1);
            intercept = average - slope * (t + 1) / 2;
            power *= 1 - alpha;
        }
        return mean;
    }

    /** The alpha and initial level with the least squared errors: a coarse grid, then parabolas about its best. */
    private static double[] smoothing(double[] y) {
        double[] found = new double[2];
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < GRID.length; i++) {
            double squares = ses(y, GRID[i], found);
            if (squares < least) {
                least = squares;
                best = i;
            }
        }
        double low = GRID[Math.max(0, best - 1)];
        double high = GRID[Math.min(GRID.length - 1, best + 1)];
        double alpha = Brent.minimise(a -> ses(y, a, found), low, high, ALPHA_TOLERANCE);
        if (!(ses(y, alpha, found) < least)) {
            alpha = GRID[best];
            ses(y, alpha, found);
        }
        return new double[] {alpha, found[0]};
    }

    /**
     * Squared errors of simple exponential smoothing at its best initial level, which goes to {@code start[0]}: errors
     * are linear in that level, so it needs no search.
     */
    private static double ses(double[] y, double alpha, double[] start) {
        double keep = 1 - alpha;
        double level = 0;
        double memory = 1;
        double squares = 0;
        double cross = 0;
        int t = 0;
        for (; t < y.length && memory > FORGOTTEN; t++) {
            double e = y[t] - level;
            squares += e * e;
            cross += e * memory;
            level = keep * level + alpha * y[t];
            memory *= keep;
        }
        for (; t < y.length; t++) {
            double e = y[t] - level;
            squares += e * e;
            level = keep * level + alpha * y[t];
        }
        // The sum of memory squared is a geometric series.
        double weight = (1 - memory * memory) / (1 - keep * keep);
        start[0] = cross / weight;
        return squares - cross * cross / weight;
    }

    private static double staticPass(double[] y, double[] p, double[] line, double[] fitted, double[] end) {
        double alpha = p[0];
        double share = 1 - 1 / p[2];
        double level = p[1];
        double power = 1;
        double squares = 0;
        for (int t = 0; t < y.length; t++) {
            double f = level + share * (power * line[0] + (1 - power * (1 - alpha)) / alpha * line[1]);
            if (fitted.length > 0) {
                fitted[t] = f;
            }
            double e = y[t] - f;
            squares += t < 2 ? 0 : e * e;
            level += alpha * (y[t] - level);
            power *= 1 - alpha;
        }
        end[0] = level;
        end[1] = line[0];
        end[2] = line[1];
        return squares;
    }

    private static double dynamicPass(double[] y, double[] p, double[] fitted, double[] end) {
        double alpha = p[0];
        double share = 1 - 1 / p[2];
        double level = alpha * y[0] + (1 - alpha) * p[1];
        double average = y[0];
        double a = y[0];
        double b = 0;
        double power = 1 - alpha;
        double squares = 0;
        if (fitted.length > 0) {
            fitted[0] = y[0];
        }
        for (int i = 1; i < y.length; i++) {
            int t = i + 1;
            double f = level + share * (power * a + (1 - power * (1 - alpha)) / alpha * b);
            if (fitted.length > 0) {
                fitted[i] = f;
            }
            double e = y[i] - f;
            squares += i < 2 ? 0 : e * e;
            level += alpha * (y[i] - level);
            b = ((t - 2) * b + 6 * (y[i] - average) / t) / (t + 1);
            average = ((t - 1) * average + y[i]) / t;
            a = average - b * (t + 1) / 2;
            power *= 1 - alpha;
        }
        end[0] = level;
        end[1] = a;
        end[2] = b;
        return squares;
    }

    /** Intercept at time 0 (the first value is time 1) and slope of the least-squares line. */
    private static double[] line(double[] y) {
        int n = y.length;
        double mean = 0;
        double share = 1.0 / n;
        for (double v : y) {
            mean += v * share;
        }
        double centre = (n + 1) / 2.0;
        double cross = 0;
        for (int t = 1; t <= n; t++) {
            cross += (t - centre) * (y[t - 1] - mean);
        }
        double slope = cross / (n * ((double) n * n - 1) / 12);
        return new double[] {mean - slope * centre, slope};
    }

    private static double scale(double[] y) {
        double sum = 0;
        double share = 1.0 / y.length;
        for (double v : y) {
            sum += Math.abs(v) * share;
        }
        return sum > 0 ? sum : 1;
    }

    private static double[] divided(double[] y, double by) {
        double[] z = new double[y.length];
        for (int t = 0; t < y.length; t++) {
            z[t] = y[t] / by;
        }
        return z;
    }
}
