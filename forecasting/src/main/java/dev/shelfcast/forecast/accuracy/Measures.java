package dev.shelfcast.forecast.accuracy;

import dev.shelfcast.forecast.numeric.Gamma;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Accuracy measures. In all of them steps whose actual or forecast is NaN are left out; without any step the answer is
 * NaN. Sources: Hyndman and Koehler (2006), "Another look at measures of forecast accuracy"; the M5 competitors' guide
 * (2020).
 */
public final class Measures {
    private Measures() {}

    /** Mean absolute error. */
    public static double mae(double[] actual, double[] forecast) {
        double sum = 0;
        int n = 0;
        for (int t = 0; t < actual.length; t++) {
            double e = actual[t] - forecast[t];
            if (!Double.isNaN(e)) {
                sum += Math.abs(e);
                n++;
            }
        }
        return sum / n;
    }

    /** Mean squared error. */
    public static double mse(double[] actual, double[] forecast) {
        double sum = 0;
        int n = 0;
        for (int t = 0; t < actual.length; t++) {
            double e = actual[t] - forecast[t];
            if (!Double.isNaN(e)) {
                sum += e * e;
                n++;
            }
        }
        return sum / n;
    }

    /** Root mean squared error. */
    public static double rmse(double[] actual, double[] forecast) {
        return Math.sqrt(mse(actual, forecast));
    }

    /** Mean absolute percentage error in percent, over the steps with an actual other than zero. */
    public static double mape(double[] actual, double[] forecast) {
        double sum = 0;
        int n = 0;
        for (int t = 0; t < actual.length; t++) {
            double e = (actual[t] - forecast[t]) / actual[t];
            if (!Double.isNaN(e) && actual[t] != 0) {
                sum += Math.abs(e);
                n++;
            }
        }
        return 100 * sum / n;
    }

    /**
     * Symmetric MAPE in percent as in M3 and M4: 200 |y - f| / (|y| + |f|); a step with both zero counts as no error.
     */
    public static double smape(double[] actual, double[] forecast) {
        double sum = 0;
        int n = 0;
        for (int t = 0; t < actual.length; t++) {
            double e = Math.abs(actual[t] - forecast[t]);
            if (!Double.isNaN(e)) {
                double scale = Math.abs(actual[t]) + Math.abs(forecast[t]);
                sum += scale == 0 ? 0 : 200 * e / scale;
                n++;
            }
        }
        return sum / n;
    }

    /** Weighted absolute percentage error: sum of absolute errors over sum of absolute actuals, as a share. */
    public static double wape(double[] actual, double[] forecast) {
        double errors = 0;
        double total = 0;
        for (int t = 0; t < actual.length; t++) {
            double e = actual[t] - forecast[t];
            if (!Double.isNaN(e)) {
                errors += Math.abs(e);
                total += Math.abs(actual[t]);
            }
        }
        return errors / total;
    }

    /** Bias as a share: (sum of forecasts - sum of actuals) / sum of actuals; positive means forecast too high. */
    public static double bias(double[] actual, double[] forecast) {
        double errors = 0;
        double total = 0;
        for (int t = 0; t < actual.length; t++) {
            double e = forecast[t] - actual[t];
            if (!Double.isNaN(e)) {
                errors += e;
                total += actual[t];
            }
        }
        return errors / total;
    }

    /** Mean absolute difference to the value one period before, the denominator of MASE. */
    public static double seasonalMae(double[] history, int period) {
        double sum = 0;
        int n = 0;
        for (int t = period; t < history.length; t++) {
            double e = history[t] - history[t - period];
            if (!Double.isNaN(e)) {
                sum += Math.abs(e);
                n++;
            }
        }
        return sum / n;
    }

    /** Mean squared difference to the value one period before, the denominator of RMSSE. */
    public static double seasonalMse(double[] history, int period) {
        double sum = 0;
        int n = 0;
        for (int t = period; t < history.length; t++) {
            double e = history[t] - history[t - period];
            if (!Double.isNaN(e)) {
                sum += e * e;
                n++;
            }
        }
        return sum / n;
    }

    /** Mean absolute scaled error against the seasonal naive forecast within {@code history}. */
    public static double mase(double[] actual, double[] forecast, double[] history, int period) {
        return mae(actual, forecast) / seasonalMae(history, period);
    }

    /**
     * Root mean squared scaled error against the (seasonal) naive forecast within {@code history}; M5 uses period 1.
     */
    public static double rmsse(double[] actual, double[] forecast, double[] history, int period) {
        return Math.sqrt(mse(actual, forecast) / seasonalMse(history, period));
    }

    /** Coefficient of determination of the forecast: 1 - squared errors / squared distances from the actuals' mean. */
    public static double r2(double[] actual, double[] forecast) {
        double mean = 0;
        int n = 0;
        for (int t = 0; t < actual.length; t++) {
            if (!Double.isNaN(actual[t] - forecast[t])) {
                mean += actual[t];
                n++;
            }
        }
        mean /= n;
        double total = 0;
        for (int t = 0; t < actual.length; t++) {
            if (!Double.isNaN(actual[t] - forecast[t])) {
                total += (actual[t] - mean) * (actual[t] - mean);
            }
        }
        return 1 - mse(actual, forecast) * n / total;
    }

    /** Pinball (quantile) loss of one value. */
    public static double pinball(double actual, double quantile, double level) {
        double e = actual - quantile;
        return e >= 0 ? level * e : (level - 1) * e;
    }

    /** Mean pinball loss of the quantiles at one level. */
    public static double pinball(double[] actual, double[] quantile, double level) {
        double sum = 0;
        int n = 0;
        for (int t = 0; t < actual.length; t++) {
            double loss = pinball(actual[t], quantile[t], level);
            if (!Double.isNaN(loss)) {
                sum += loss;
                n++;
            }
        }
        return sum / n;
    }

    /**
     * Scaled pinball loss of M5's uncertainty track: mean pinball loss over the mean absolute difference to the value
     * {@code period} steps before within {@code history} (M5 uses 1 and starts at the first sale).
     */
    public static double scaledPinball(double[] actual, double[] quantile, double level, double[] history, int period) {
        return pinball(actual, quantile, level) / seasonalMae(history, period);
    }

    /** Share of actuals at or below their quantile. */
    public static double coverage(double[] actual, double[] quantile) {
        int below = 0;
        int n = 0;
        for (int t = 0; t < actual.length; t++) {
            if (!Double.isNaN(actual[t] - quantile[t])) {
                below += actual[t] <= quantile[t] ? 1 : 0;
                n++;
            }
        }
        return (double) below / n;
    }

    /**
     * Continuous ranked probability score from a table of quantiles: twice the mean pinball loss over the levels, each
     * weighted by its share of the unit interval.
     *
     * @param actual the value that came
     * @param levels ascending probabilities
     * @param quantiles their quantiles
     */
    public static double crps(double actual, double[] levels, double[] quantiles) {
        double sum = 0;
        for (int k = 0; k < levels.length; k++) {
            double left = k == 0 ? 0 : (levels[k - 1] + levels[k]) / 2;
            double right = k == levels.length - 1 ? 1 : (levels[k] + levels[k + 1]) / 2;
            sum += 2 * (right - left) * pinball(actual, quantiles[k], levels[k]);
        }
        return sum;
    }

    /** Mean {@link #crps(double, double[], double[])} over steps, {@code quantiles[t][k]}. */
    public static double crps(double[] actual, double[] levels, double[][] quantiles) {
        double sum = 0;
        int n = 0;
        for (int t = 0; t < actual.length; t++) {
            double score = crps(actual[t], levels, quantiles[t]);
            if (!Double.isNaN(score)) {
                sum += score;
                n++;
            }
        }
        return sum / n;
    }

    /** Mean scaled interval score of M4 for central intervals of confidence {@code 1 - alpha}. */
    public static double msis(double[] actual, double[] lower, double[] upper, double alpha, double scale) {
        double sum = 0;
        int n = 0;
        for (int t = 0; t < actual.length; t++) {
            double score = upper[t]
                    - lower[t]
                    + 2 / alpha * Math.max(0, lower[t] - actual[t])
                    + 2 / alpha * Math.max(0, actual[t] - upper[t]);
            if (!Double.isNaN(score)) {
                sum += score;
                n++;
            }
        }
        return sum / n / scale;
    }

    /**
     * Diebold and Mariano's statistic for equal squared errors of two forecasts, with the small-sample correction of
     * Harvey, Leybourne and Newbold (1997); below -2 the first is clearly better, above 2 the second.
     *
     * @param first errors of the first forecast
     * @param second errors of the second at the same steps
     * @param horizon steps ahead of each forecast, 1 or more
     */
    public static double dieboldMariano(double[] first, double[] second, int horizon) {
        int n = first.length;
        double[] d = new double[n];
        double mean = 0;
        for (int t = 0; t < n; t++) {
            d[t] = first[t] * first[t] - second[t] * second[t];
            mean += d[t] / n;
        }
        double variance = 0;
        for (int lag = 0; lag < Math.min(horizon, n); lag++) {
            double covariance = 0;
            for (int t = lag; t < n; t++) {
                covariance += (d[t] - mean) * (d[t - lag] - mean) / n;
            }
            variance += lag == 0 ? covariance : 2 * covariance;
        }
        double correction = Math.sqrt((n + 1 - 2.0 * horizon + horizon * (horizon - 1.0) / n) / n);
        return variance > 0 ? correction * mean / Math.sqrt(variance / n) : 0;
    }

    /**
     * The two-sided probability of a {@link #dieboldMariano} statistic at least as large by chance, by Student's
     * distribution with n - 1 degrees of freedom as Harvey, Leybourne and Newbold (1997) advise.
     */
    public static double dieboldMarianoProbability(double[] first, double[] second, int horizon) {
        double statistic = Math.abs(dieboldMariano(first, second, horizon));
        return 2 * (1 - Gamma.student(statistic, Math.max(1, first.length - 1)));
    }

    /** Weighted mean of scaled errors, e.g. RMSSE by revenue as M5 does (WRMSSE); entries with NaN are left out. */
    public static double weighted(double[] errors, double[] weights) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < errors.length; i++) {
            if (!Double.isNaN(errors[i])) {
                sum += weights[i] * errors[i];
                total += weights[i];
            }
        }
        return sum / total;
    }

    /** Running sum of errors over mean absolute error; beyond about 4 to 6 the forecast is biased (Brown 1959). */
    public static double trackingSignal(double[] actual, double[] forecast) {
        double sum = 0;
        for (int t = 0; t < actual.length; t++) {
            double e = actual[t] - forecast[t];
            sum += Double.isNaN(e) ? 0 : e;
        }
        double mae = mae(actual, forecast);
        return mae == 0 ? 0 : sum / mae;
    }

    /**
     * The in-sample errors of one-step forecasts, by name; measures that are undefined for this series are left out.
     */
    public static Map<String, Double> inSample(double[] values, double[] fitted, int period) {
        Map<String, Double> found = new LinkedHashMap<>();
        put(found, "mae", mae(values, fitted));
        put(found, "rmse", rmse(values, fitted));
        put(found, "wape", wape(values, fitted));
        put(found, "bias", bias(values, fitted));
        put(found, "mase", mase(values, fitted, values, period));
        put(found, "rmsse", rmsse(values, fitted, values, 1));
        put(found, "mape", mape(values, fitted));
        put(found, "smape", smape(values, fitted));
        put(found, "r2", r2(values, fitted));
        return found;
    }

    /** Puts a measure under its name unless it is undefined. */
    public static void put(Map<String, Double> found, String name, double value) {
        if (Double.isFinite(value)) {
            found.put(name, value);
        }
    }
}
