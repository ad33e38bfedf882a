package dev.shelfcast.forecast.decomposition;

import dev.shelfcast.forecast.numeric.Normal;

/** Classical seasonal indices and the test whether there is a season. */
public final class Seasons {
    private Seasons() {}

    /**
     * Seasonal indices by ratio or difference to the centred moving average of one period, as R's {@code decompose}:
     * averaged per season and normalised to mean 1 or 0. Gaps are left out; a season never seen gets 1 or 0.
     *
     * @param y values, NaN where missing; {@code y[0]} is of season 0
     * @param period steps per season cycle, at least 2
     * @param ratio whether indices are factors
     * @return {@code index[i]}: season i of the period
     */
    public static double[] indices(double[] y, int period, boolean ratio) {
        double[] sum = new double[period];
        int[] count = new int[period];
        for (int t = 0, i = 0; t < y.length; t++, i = i + 1 == period ? 0 : i + 1) {
            double level = centred(y, t, period);
            double part = ratio ? y[t] / level : y[t] - level;
            if (Double.isFinite(part)) {
                sum[i] += part;
                count[i]++;
            }
        }
        double total = 0;
        int known = 0;
        for (int i = 0; i < period; i++) {
            if (count[i] > 0) {
                sum[i] /= count[i];
                total += sum[i];
                known++;
            }
        }
        double mean = known == 0 ? 0 : total / known;
        for (int i = 0; i < period; i++) {
            double value = count[i] == 0 ? mean : sum[i];
            sum[i] = ratio ? (mean > 0 ? Math.max(0.01, value / mean) : 1) : value - mean;
        }
        return sum;
    }

    /**
     * The indices drawn towards no season by how uncertain they are: the James-Stein estimator of Miller and Williams
     * (2003), "Shrinkage estimators of time series seasonal factors and their effect on forecasting accuracy".
     */
    public static double[] shrunk(double[] y, int period, boolean ratio) {
        double[] index = indices(y, period, ratio);
        if (period < 4) {
            return index;
        }
        double squares = 0;
        int n = 0;
        for (int t = 0; t < y.length; t++) {
            double level = centred(y, t, period);
            double e = (ratio ? y[t] / level : y[t] - level) - index[t % period];
            if (Double.isFinite(e)) {
                squares += e * e;
                n++;
            }
        }
        double rest = ratio ? 1 : 0;
        double spread = 0;
        for (double i : index) {
            spread += (i - rest) * (i - rest) / (period - 1);
        }
        if (n <= period || spread <= 0) {
            return index;
        }
        double uncertainty = squares / (n - period) * period / n;
        double weight = Math.min(1, (period - 3.0) / (period - 1.0) * uncertainty / spread);
        for (int i = 0; i < period; i++) {
            index[i] = rest + (1 - weight) * (index[i] - rest);
        }
        return index;
    }

    /** The centred moving average of one period around t, NaN within half a period of the ends. */
    public static double centred(double[] y, int t, int period) {
        int half = period / 2;
        if (t < half || t + half >= y.length) {
            return Double.NaN;
        }
        double sum = 0;
        double weight = 0;
        for (int k = -half; k <= half; k++) {
            double w = period % 2 == 0 && Math.abs(k) == half ? 0.5 : 1;
            if (!Double.isNaN(y[t + k])) {
                sum += w * y[t + k];
                weight += w;
            }
        }
        return weight == 0 ? Double.NaN : sum / weight;
    }

    /**
     * Whether the autocorrelation at the period stands out at 90%, the test of the Theta method (Assimakopoulos and
     * Nikolopoulos 2000; the form is that of R's {@code thetaf}).
     *
     * @param y values without gaps
     * @param period lag tested
     */
    public static boolean present(double[] y, int period) {
        int n = y.length;
        if (period < 2 || n <= 2 * period) {
            return false;
        }
        double mean = 0;
        for (double v : y) {
            mean += v / n;
        }
        double variance = 0;
        for (double v : y) {
            variance += (v - mean) * (v - mean);
        }
        if (!(variance > 0)) {
            return false;
        }
        double squares = 0;
        double last = 0;
        for (int lag = 1; lag <= period; lag++) {
            double sum = 0;
            for (int t = lag; t < n; t++) {
                sum += (y[t] - mean) * (y[t - lag] - mean);
            }
            last = sum / variance;
            squares += lag < period ? last * last : 0;
        }
        return Math.abs(last) / Math.sqrt((1 + 2 * squares) / n) > Normal.quantile(0.95);
    }

    /**
     * A copy without leading gaps, inner gaps filled on the straight line between their neighbours; empty when all is
     * gap.
     */
    public static double[] filled(double[] y) {
        int first = 0;
        while (first < y.length && Double.isNaN(y[first])) {
            first++;
        }
        double[] full = java.util.Arrays.copyOfRange(y, first, y.length);
        int known = 0;
        for (int t = 1; t < full.length; t++) {
            if (Double.isNaN(full[t])) {
                continue;
            }
            for (int k = known + 1; k < t; k++) {
                full[k] = full[known] + (full[t] - full[known]) * (k - known) / (t - known);
            }
            known = t;
        }
        for (int k = known + 1; k < full.length; k++) {
            full[k] = full[known];
        }
        return full;
    }
}
