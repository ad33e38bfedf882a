package dev.shelfcast.forecast.smoothing;

import dev.shelfcast.forecast.numeric.LeastSquares;
import dev.shelfcast.forecast.numeric.NelderMead;
import dev.shelfcast.forecast.smoothing.EtsForm.Season;
import dev.shelfcast.forecast.smoothing.EtsForm.Trend;

/**
 * Fits forms of exponential smoothing by maximum likelihood. The smoothing parameters are found by a downhill simplex,
 * the initial states by Gauss-Newton steps between the searches: one step is exact for additive forms, in which
 * one-step forecasts are linear in the initial states. R's {@code ets} searches both together, which costs a hundred
 * times more.
 */
final class EtsFit {
    /**
     * Bounds of R's {@code ets}: alpha, beta / alpha, gamma / (1 - alpha), phi; then the first steps of the simplex.
     */
    private static final double[] ALPHA = {1e-4, 0.9999, 0.15};

    private static final double[] BETA = {1e-4, 0.9999, 0.1};
    private static final double[] GAMMA = {1e-4, 0.9999, 0.1};
    private static final double[] PHI = {0.8, 0.98, -0.05};
    private static final double[] NOTHING = new double[0];

    private final double[] y;
    private final int period;
    private final EtsKernel kernel;
    private final NelderMead simplex = new NelderMead(4);
    private final double[] natural = new double[4];
    private final double[] base;
    private final double[] moved;

    /**
     * @param y values scaled to a mean size of about 1
     * @param period seasonal period, 1 for none
     */
    EtsFit(double[] y, int period) {
        this.y = y;
        this.period = period;
        this.kernel = new EtsKernel(y, period, new EtsForm(false, Trend.NONE, Season.NONE));
        this.base = new double[y.length];
        this.moved = new double[y.length];
    }

    /** A fitted form: search variables, initial states, deviance. */
    static final class Candidate {
        final EtsForm form;
        final double[] x;
        final double[] states;
        double deviance;

        Candidate(EtsForm form, double[] x, double[] states) {
            this.form = form;
            this.x = x;
            this.states = states;
        }
    }

    int observed() {
        return kernel.observed;
    }

    /** A first, quick fit from the search variables {@code startX}. */
    Candidate quick(EtsForm form, double[] startX) {
        Candidate c = new Candidate(form, startX.clone(), EtsStart.states(y, period, form));
        kernel.use(form);
        c.deviance = search(c, 0.05, 80);
        if (form.trend() != Trend.NONE && form.season() == Season.NONE) {
            searchFromAbove(c);
        }
        if (!Double.isFinite(c.deviance)) {
            // The line through the first values went below zero: start from a flat one.
            c.states[EtsKernel.LEVEL] = 1;
            c.states[EtsKernel.SLOPE] = 0;
            c.deviance = search(c, 0.05, 80);
        }
        improveStates(c);
        c.deviance = search(c, 0.05, 60);
        improveStates(c);
        return c;
    }

    /** Trends without season have two valleys, one with a slow and one with a fast level; looks into the second too. */
    private void searchFromAbove(Candidate c) {
        double[] below = c.x.clone();
        double deviance = c.deviance;
        System.arraycopy(start(c.form), 0, c.x, 0, c.x.length);
        c.x[0] = 0.95;
        c.deviance = search(c, 0.05, 60);
        if (!(c.deviance < deviance)) {
            System.arraycopy(below, 0, c.x, 0, c.x.length);
            c.deviance = deviance;
        }
    }

    /** Drives a quick fit to its optimum. */
    void refine(Candidate c) {
        kernel.use(c.form);
        for (int round = 0; round < 4; round++) {
            double before = c.deviance;
            c.deviance = search(c, 1e-3, 120);
            improveStates(c);
            if (before - c.deviance < 0.02) {
                break;
            }
        }
    }

    /** Where the search begins: the order of search variables is alpha, beta / alpha, gamma / (1 - alpha), phi. */
    static double[] start(EtsForm form) {
        double[] x = new double[form.smoothingParameters()];
        int i = 0;
        x[i++] = form.season() == Season.NONE ? 0.4 : 0.2;
        if (form.trend() != Trend.NONE) {
            x[i++] = 0.1;
        }
        if (form.season() != Season.NONE) {
            x[i++] = 0.1;
        }
        if (form.trend() == Trend.DAMPED) {
            x[i] = 0.95;
        }
        return x;
    }

    private static double[][] box(EtsForm form) {
        double[][] box = new double[form.smoothingParameters()][];
        int i = 0;
        box[i++] = ALPHA;
        if (form.trend() != Trend.NONE) {
            box[i++] = BETA;
        }
        if (form.season() != Season.NONE) {
            box[i++] = GAMMA;
        }
        if (form.trend() == Trend.DAMPED) {
            box[i] = PHI;
        }
        return box;
    }

    /** Search variables to alpha, beta, gamma, phi. */
    static void toNatural(EtsForm form, double[] x, double[] p) {
        int i = 0;
        p[0] = x[i++];
        p[1] = form.trend() == Trend.NONE ? 0 : p[0] * x[i++];
        p[2] = form.season() == Season.NONE ? 0 : (1 - p[0]) * x[i++];
        p[3] = form.trend() == Trend.DAMPED ? x[i] : 1;
    }

    private double search(Candidate c, double tolerance, int budget) {
        return simplex.minimise(
                x -> {
                    toNatural(c.form, x, natural);
                    return kernel.deviance(natural, c.states, NOTHING);
                },
                c.x,
                box(c.form),
                tolerance,
                budget);
    }

    /** One Gauss-Newton step on the initial states, halved while it does not help. */
    private void improveStates(Candidate c) {
        int d = c.form.freeStates(period);
        toNatural(c.form, c.x, natural);
        double deviance = kernel.deviance(natural, c.states, base);
        if (!Double.isFinite(deviance)) {
            return;
        }
        double[][] slopes = new double[d][y.length];
        double step = 1e-5;
        double[] trial = c.states.clone();
        for (int k = 0; k < d; k++) {
            shift(c, trial, k, step);
            if (!Double.isFinite(kernel.deviance(natural, trial, moved))) {
                return;
            }
            for (int t = 0; t < y.length; t++) {
                double weight = c.form.multiplicativeError() ? 1 / base[t] : 1;
                slopes[k][t] = (moved[t] - base[t]) / step * weight;
            }
            System.arraycopy(c.states, 0, trial, 0, trial.length);
        }
        for (int t = 0; t < y.length; t++) {
            moved[t] = (y[t] - base[t]) * (c.form.multiplicativeError() ? 1 / base[t] : 1);
        }
        double[] by = LeastSquares.solve(slopes, moved, y.length, 1e-8);
        for (double share = 1; share > 0.2; share /= 2) {
            System.arraycopy(c.states, 0, trial, 0, trial.length);
            for (int k = 0; k < d; k++) {
                shift(c, trial, k, share * by[k]);
            }
            double found = kernel.deviance(natural, trial, NOTHING);
            if (found < deviance) {
                System.arraycopy(trial, 0, c.states, 0, trial.length);
                c.deviance = found;
                return;
            }
        }
        c.deviance = deviance;
    }

    /** Moves free state k; the last season makes up for the others, so that their sum stays. */
    private void shift(Candidate c, double[] states, int k, double by) {
        int fixed = c.form.trend() == Trend.NONE ? 1 : 2;
        if (k < fixed) {
            states[k] += by;
        } else {
            states[EtsKernel.SEASONS + k - fixed] += by;
            states[EtsKernel.SEASONS + period - 1] -= by;
        }
    }

    /** The corrected information criterion as R computes it; infinite when there are too few values for the form. */
    double aicc(Candidate c) {
        int k = c.form.smoothingParameters() + c.form.freeStates(period) + 1;
        double n = kernel.observed;
        return n - k - 1 <= 0 ? Double.POSITIVE_INFINITY : c.deviance + 2.0 * k + 2.0 * k * (k + 1) / (n - k - 1);
    }

    /** The fitted model, scaled back. */
    EtsModel model(Candidate c, double scale) {
        double[] p = new double[4];
        toNatural(c.form, c.x, p);
        kernel.use(c.form);
        double[] fitted = new double[y.length];
        kernel.deviance(p, c.states, fitted);
        double[] end = kernel.endStates(p[3]);
        double squares = 0;
        for (int t = 0; t < y.length; t++) {
            double e = c.form.multiplicativeError() ? (y[t] - fitted[t]) / fitted[t] : y[t] - fitted[t];
            squares += Double.isNaN(e) ? 0 : e * e;
        }
        int free = c.form.smoothingParameters() + c.form.freeStates(period);
        double sigma = Math.sqrt(squares / Math.max(1, kernel.observed - free));
        for (int t = 0; t < y.length; t++) {
            fitted[t] *= scale;
        }
        return new EtsModel(
                c.form,
                period,
                p,
                scaled(c.form, c.states, scale),
                scaled(c.form, end, scale),
                fitted,
                c.form.multiplicativeError() ? sigma : sigma * scale,
                aicc(c) + 2 * kernel.observed * Math.log(scale));
    }

    private double[] scaled(EtsForm form, double[] states, double scale) {
        double[] scaled = states.clone();
        scaled[EtsKernel.LEVEL] *= scale;
        scaled[EtsKernel.SLOPE] *= scale;
        if (form.season() == Season.ADDITIVE) {
            for (int i = 0; i < period; i++) {
                scaled[EtsKernel.SEASONS + i] *= scale;
            }
        }
        return scaled;
    }
}
