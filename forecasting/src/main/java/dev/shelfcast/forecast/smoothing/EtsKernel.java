package dev.shelfcast.forecast.smoothing;

import dev.shelfcast.forecast.smoothing.EtsForm.Season;
import dev.shelfcast.forecast.smoothing.EtsForm.Trend;

/**
 * The recursions of exponential smoothing over one series. Additive and multiplicative errors share them (Hyndman et
 * al. 2008, section 2.5): only the likelihood differs. Missing values leave the states to their own course.
 *
 * <p>State arrays are laid out as level, slope, then one season per step of the period, the first being that of the
 * series' first step.
 */
final class EtsKernel {
    static final int LEVEL = 0;
    static final int SLOPE = 1;
    static final int SEASONS = 2;
    private static final double TINY = 1e-10;
    private static final double HUGE_PRODUCT = 1e120;

    final double[] y;
    final int period;
    final int observed;
    private final double[] seasons;
    private EtsForm form;
    private double endLevel;
    private double endDamped;

    EtsKernel(double[] y, int period, EtsForm form) {
        this.y = y;
        this.period = period;
        this.form = form;
        this.seasons = new double[period];
        int count = 0;
        for (double v : y) {
            count += Double.isNaN(v) ? 0 : 1;
        }
        this.observed = count;
    }

    void use(EtsForm other) {
        form = other;
    }

    /**
     * Minus twice the log likelihood up to a constant, as R reports it: n log(sum of squared errors), plus twice the
     * sum of log forecasts for multiplicative errors.
     *
     * @param p alpha, beta, gamma, phi
     * @param states initial states, unchanged
     * @param fitted where to put the one-step forecasts, or an empty array
     */
    double deviance(double[] p, double[] states, double[] fitted) {
        return switch (form.season()) {
            case NONE -> withoutSeason(p, states, fitted);
            case ADDITIVE -> additiveSeason(p, states, fitted);
            case MULTIPLICATIVE -> multiplicativeSeason(p, states, fitted);
        };
    }

    // The loops carry the level forecast q = level + damped slope and the damped slope d from step to step, written so
    // that the next q waits for three operations only: the processor is idle for the length of that chain.

    private double withoutSeason(double[] p, double[] states, double[] fitted) {
        double phi = p[3];
        double alphaBeta = p[0] + phi * p[1];
        double phiBeta = phi * p[1];
        boolean relative = form.multiplicativeError();
        boolean keep = fitted.length > 0;
        double d = form.trend() == Trend.NONE ? 0 : phi * states[SLOPE];
        double q = states[LEVEL] + d;
        double squares = 0;
        double product = 1;
        double logs = 0;
        for (int t = 0; t < y.length; t++) {
            double f = q;
            double e = y[t] - f;
            if (keep) {
                fitted[t] = f;
            }
            d *= phi;
            if (Double.isNaN(e)) {
                q += d;
                continue;
            }
            q = (q + d) + alphaBeta * e;
            d += phiBeta * e;
            if (relative) {
                if (f < TINY) {
                    return Double.POSITIVE_INFINITY;
                }
                e /= f;
                product *= f;
                if (product > HUGE_PRODUCT || product < 1 / HUGE_PRODUCT) {
                    logs += Math.log(product);
                    product = 1;
                }
            }
            squares += e * e;
        }
        return finish(q, d, squares, logs + Math.log(product));
    }

    private double additiveSeason(double[] p, double[] states, double[] fitted) {
        double phi = p[3];
        double alphaBeta = p[0] + phi * p[1];
        double phiBeta = phi * p[1];
        boolean relative = form.multiplicativeError();
        boolean keep = fitted.length > 0;
        double gamma = p[2];
        double[] s = seasons;
        System.arraycopy(states, SEASONS, s, 0, period);
        double d = form.trend() == Trend.NONE ? 0 : phi * states[SLOPE];
        double q = states[LEVEL] + d;
        double squares = 0;
        double product = 1;
        double logs = 0;
        for (int t = 0, i = 0; t < y.length; t++, i = i + 1 == period ? 0 : i + 1) {
            double f = q + s[i];
            double e = (y[t] - s[i]) - q;
            if (keep) {
                fitted[t] = f;
            }
            d *= phi;
            if (Double.isNaN(e)) {
                q += d;
                continue;
            }
            q = (q + d) + alphaBeta * e;
            d += phiBeta * e;
            s[i] += gamma * e;
            if (relative) {
                if (f < TINY) {
                    return Double.POSITIVE_INFINITY;
                }
                e /= f;
                product *= f;
                if (product > HUGE_PRODUCT || product < 1 / HUGE_PRODUCT) {
                    logs += Math.log(product);
                    product = 1;
                }
            }
            squares += e * e;
        }
        return finish(q, d, squares, logs + Math.log(product));
    }

    private double multiplicativeSeason(double[] p, double[] states, double[] fitted) {
        double phi = p[3];
        double alphaBeta = p[0] + phi * p[1];
        double phiBeta = phi * p[1];
        boolean relative = form.multiplicativeError();
        boolean keep = fitted.length > 0;
        double gamma = p[2];
        double[] s = seasons;
        System.arraycopy(states, SEASONS, s, 0, period);
        double d = form.trend() == Trend.NONE ? 0 : phi * states[SLOPE];
        double q = states[LEVEL] + d;
        double squares = 0;
        double product = 1;
        double logs = 0;
        for (int t = 0, i = 0; t < y.length; t++, i = i + 1 == period ? 0 : i + 1) {
            double v = y[t];
            double season = s[i];
            double f = q * season;
            if (keep) {
                fitted[t] = f;
            }
            d *= phi;
            if (Double.isNaN(v)) {
                q += d;
                continue;
            }
            if (!(q > TINY && season > TINY)) {
                return Double.POSITIVE_INFINITY;
            }
            s[i] = season + gamma * (v / q - season);
            double e = v / season - q;
            q = (q + d) + alphaBeta * e;
            d += phiBeta * e;
            e = v - f;
            if (relative) {
                e /= f;
                product *= f;
                if (product > HUGE_PRODUCT || product < 1 / HUGE_PRODUCT) {
                    logs += Math.log(product);
                    product = 1;
                }
            }
            squares += e * e;
        }
        return finish(q, d, squares, logs + Math.log(product));
    }

    private double finish(double q, double d, double squares, double logs) {
        endLevel = q - d;
        endDamped = d;
        // A perfect fit would be minus infinity for every form alike; the floor lets the penalty decide.
        double deviance = observed * Math.log(squares + 1e-20 * observed) + (form.multiplicativeError() ? 2 * logs : 0);
        return Double.isNaN(deviance) ? Double.POSITIVE_INFINITY : deviance;
    }

    /**
     * The states after the last call of {@link #deviance}, seasons turned so that the first is that of the next step.
     */
    double[] endStates(double phi) {
        double[] states = new double[SEASONS + period];
        states[LEVEL] = endLevel;
        states[SLOPE] = endDamped / phi;
        for (int i = 0; i < period; i++) {
            states[SEASONS + i] = form.season() == Season.NONE ? 0 : seasons[(y.length + i) % period];
        }
        return states;
    }
}
