package dev.shelfcast.forecast.ces;

import java.util.Arrays;

/**
 * The recursion of complex exponential smoothing over one series, with room for its states; nothing is allocated after
 * construction. A pair of states (level, information) is kept for each of {@code lag} seasons, and a second pair or a
 * single season beside it where the form asks for one.
 */
final class CesKernel {
    /** What no path exceeds, in multiples of the series' mean size. */
    private static final double LARGEST = 1e9;

    private static final double[] NOTHING = new double[0];

    private final CesForm form;
    private final int lag;
    private final int period;
    private final double[] y;
    private final double[] level;
    private final double[] information;
    private final double[] season;
    private final double[] turned;
    private final double[] keep;

    /** Over values with gaps; {@code period} is 1 for none. */
    CesKernel(CesForm form, double[] y, int period) {
        this.form = form;
        this.y = y;
        this.period = form == CesForm.NONE ? 1 : period;
        lag = form == CesForm.SIMPLE ? period : 1;
        level = new double[lag];
        information = new double[lag];
        season = new double[form.seasonal() ? this.period : 0];
        turned = new double[form == CesForm.FULL ? this.period : 0];
        keep = new double[this.period];
    }

    /**
     * Squared one-step errors of the last of three passes: forward, backward and forward again, so that the starting
     * states are those that the series itself leads back to (backcasting).
     *
     * @param p alpha0, alpha1 and, where the form has them, beta0 and beta1
     * @param start the first states: levels, then seasons
     * @param fitted gets the one-step forecasts; may be empty
     */
    double pass(double[] p, double[] start, double[] fitted) {
        System.arraycopy(start, 0, level, 0, lag);
        for (int i = 0; i < lag; i++) {
            information[i] = level[i] / 1.1;
        }
        System.arraycopy(start, lag, season, 0, season.length);
        for (int i = 0; i < turned.length; i++) {
            turned[i] = season[i] / 1.1;
        }
        sweep(p, true, NOTHING);
        turnBack(p, y.length);
        sweep(p, false, NOTHING);
        turnBack(p, y.length);
        return sweep(p, true, fitted);
    }

    private double sweep(double[] p, boolean forward, double[] fitted) {
        double squares = 0;
        int n = y.length;
        int s = 0;
        int k = 0;
        for (int i = 0; i < n; i++) {
            int t = forward ? i : n - 1 - i;
            double f = level[k] + (season.length > 0 ? season[s] : 0);
            double e = y[t] - f;
            if (fitted.length > 0) {
                fitted[t] = f;
            }
            if (Double.isNaN(e)) {
                e = 0;
            }
            squares += e * e;
            step(p, k, s, e);
            s = s + 1 == period ? 0 : s + 1;
            k = k + 1 == lag ? 0 : k + 1;
        }
        return squares;
    }

    private void step(double[] p, int k, int s, double e) {
        turnLevel(p, k, e);
        turnSeason(p, s, e);
    }

    private void turnLevel(double[] p, int k, double e) {
        double l = level[k];
        double c = information[k];
        level[k] = l - (1 - p[1]) * c + (p[0] - p[1]) * e;
        information[k] = l + (1 - p[0]) * c + (p[0] + p[1]) * e;
    }

    private void turnSeason(double[] p, int s, double e) {
        if (form == CesForm.PARTIAL) {
            season[s] += p[2] * e;
        } else if (form == CesForm.FULL) {
            double a = season[s];
            double b = turned[s];
            season[s] = a - (1 - p[3]) * b + (p[2] - p[3]) * e;
            turned[s] = a + (1 - p[2]) * b + (p[2] + p[3]) * e;
        }
    }

    /** Lets every state make one step without error and lays it ready for the other direction of time. */
    private void turnBack(double[] p, int n) {
        for (int i = 0; i < period; i++) {
            if (i < lag) {
                turnLevel(p, (n + i) % lag, 0);
            }
            turnSeason(p, (n + i) % period, 0);
        }
        reverse(level, n % lag);
        reverse(information, n % lag);
        reverse(season, season.length == 0 ? 0 : n % period);
        reverse(turned, turned.length == 0 ? 0 : n % period);
    }

    /** Puts the values that would come next, from {@code next} on, into the opposite order. */
    private void reverse(double[] x, int next) {
        int m = x.length;
        for (int i = 0; i < m; i++) {
            keep[m - 1 - i] = x[(next + i) % m];
        }
        System.arraycopy(keep, 0, x, 0, m);
    }

    /**
     * The forecasts from the states as the last pass left them; with a pulse, the effect of an error of one unit in the
     * step before instead.
     */
    double[] ahead(double[] p, int horizon, boolean pulse) {
        int n = y.length;
        CesKernel copy = new CesKernel(form, y, period);
        int first = n;
        if (pulse) {
            copy.step(p, (n - 1 + lag) % lag, (n - 1 + period) % period, 1);
        } else {
            copy.takeStates(this);
        }
        double[] f = new double[horizon];
        for (int h = 0; h < horizon; h++) {
            int k = (first + h) % lag;
            int s = (first + h) % period;
            f[h] = copy.level[k] + (season.length > 0 ? copy.season[s] : 0);
            // An exponential path may leave every bound: it is held where it was.
            if (!(Math.abs(f[h]) < LARGEST)) {
                Arrays.fill(f, h, horizon, h == 0 ? 0 : f[h - 1]);
                break;
            }
            copy.step(p, k, s, 0);
        }
        return f;
    }

    private void takeStates(CesKernel other) {
        System.arraycopy(other.level, 0, level, 0, level.length);
        System.arraycopy(other.information, 0, information, 0, information.length);
        System.arraycopy(other.season, 0, season, 0, season.length);
        System.arraycopy(other.turned, 0, turned, 0, turned.length);
    }
}
