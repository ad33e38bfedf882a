package dev.shelfcast.forecast.arima;

import dev.shelfcast.forecast.numeric.LeastSquares;
import java.util.ArrayList;
import java.util.List;

/**
 * A first guess of the coefficients by two regressions (Hannan and Rissanen 1982, "Recursive estimation of mixed
 * autoregressive-moving average order"): a long autoregression leaves guesses of the innovations, on whose lags the
 * series is then regressed together with its own. For long samples it ends in the right valley of the likelihood.
 */
final class HannanRissanen {
    /** Partial autocorrelations are held within this: a start at the edge is a start in a dead end. */
    private static final double WITHIN = 0.95;

    private final int n;
    private final int period;
    private final double[] centred;
    private final double[] innovations;

    /** @param columns differenced: the series, one per missing step, regressors */
    HannanRissanen(double[][] columns, int period) {
        this.n = columns[0].length;
        this.period = period;
        double[][] regressors = java.util.Arrays.copyOfRange(columns, 1, columns.length);
        this.centred = rest(columns[0], regressors);
        int own = Math.max(1, Math.min(n / 4, (int) Math.round(Math.pow(Math.log(n), 1.5))));
        List<double[]> lags = new ArrayList<>();
        for (int lag = 1; lag <= own; lag++) {
            lags.add(lagged(centred, lag));
        }
        for (int lag = Math.max(own, period - 2) + 1; period > 1 && lag <= period + 1 && lag < n / 3; lag++) {
            lags.add(lagged(centred, lag));
        }
        this.innovations = rest(centred, lags.toArray(new double[0][]));
    }

    /** Search variables for the order. */
    double[] start(ArimaOrder order) {
        int[] sizes = {order.p(), order.q(), order.sp(), order.sq()};
        double[][] lags = new double[order.coefficients()][];
        int at = 0;
        for (int part = 0; part < 4; part++) {
            for (int k = 1; k <= sizes[part]; k++) {
                lags[at++] = lagged(part % 2 == 0 ? centred : innovations, part < 2 ? k : k * period);
            }
        }
        double[] by = LeastSquares.solve(lags, centred, n, 1e-6);
        at = 0;
        for (int part = 0; part < 4; part++) {
            toPartials(by, at, sizes[part], part % 2 == 0 ? 1 : -1);
            at += sizes[part];
        }
        return by;
    }

    /** Coefficients of one block to the transformed partial autocorrelations of {@link Coefficients}. */
    private static void toPartials(double[] by, int at, int size, int sign) {
        double[] level = new double[size];
        for (int k = 0; k < size; k++) {
            level[k] = sign * by[at + k];
        }
        for (int m = size - 1; m >= 0; m--) {
            double r = Math.max(-WITHIN, Math.min(WITHIN, level[m]));
            by[at + m] = Math.log((1 + r) / (1 - r)) / 2;
            double[] below = new double[m];
            for (int k = 0; k < m; k++) {
                below[k] = (level[k] + r * level[m - 1 - k]) / (1 - r * r);
            }
            level = below;
        }
    }

    private double[] lagged(double[] x, int lag) {
        double[] column = new double[n];
        if (lag < n) {
            System.arraycopy(x, 0, column, lag, n - lag);
        }
        return column;
    }

    private double[] rest(double[] y, double[][] columns) {
        double[] by = LeastSquares.solve(columns, y, n, 1e-6);
        double[] rest = y.clone();
        for (int k = 0; k < by.length; k++) {
            for (int t = 0; t < n; t++) {
                rest[t] -= by[k] * columns[k][t];
            }
        }
        return rest;
    }
}
