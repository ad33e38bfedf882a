package dev.shelfcast.forecast.regression;

import dev.shelfcast.forecast.FittedModel;
import dev.shelfcast.forecast.Forecaster;
import dev.shelfcast.forecast.Series;
import dev.shelfcast.forecast.Spread;
import dev.shelfcast.forecast.decomposition.Seasons;
import dev.shelfcast.forecast.numeric.LeastSquares;
import dev.shelfcast.forecast.smoothing.WindowAverage;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Linear regression on the season (e.g. the day of the week), the trend, the moving averages of the last 7 and 28
 * values and the series' regressors, forecast step by step. Needs 7 known values; with fewer it is their average.
 */
public final class LinearRegression implements Forecaster {
    private static final int LEAST_VALUES = 7;
    private static final int SHORT = 7;
    private static final int LONG = 28;

    /** Shrinks coefficients a little: with a few weeks of data the design is close to collinear. */
    private static final double RIDGE = 0.01;

    /** Averages no farther from the mean than this share of the largest value are the mean: nothing can be learnt. */
    private static final double ROUNDING = 1e-12;

    @Override
    public String name() {
        return "linear-regression";
    }

    @Override
    public FittedModel fit(Series series) {
        if (series.observed() < LEAST_VALUES) {
            return new WindowAverage(name(), Integer.MAX_VALUE, 1).fit(series);
        }
        double[] y = Seasons.filled(series.values());
        int offset = series.length() - y.length;
        double centre = 0;
        double size = 0;
        for (double v : y) {
            centre += v / y.length;
            size = Math.max(size, Math.abs(v));
        }
        int period = y.length >= 2 * series.period() ? series.period() : 1;
        Design design = new Design(series, y.length, offset, centre, ROUNDING * size, period);
        double[][] columns = new double[design.width()][y.length];
        double[] row = new double[design.width()];
        double[] target = new double[y.length];
        for (int t = 0; t < y.length; t++) {
            design.row(y, t, row);
            for (int k = 0; k < row.length; k++) {
                columns[k][t] = row[k];
            }
            // The first values have no moving average to learn from, gaps have no value.
            double known = series.values()[t + offset];
            target[t] = t < Math.min(SHORT, y.length / 2) ? Double.NaN : known - centre;
        }
        double[] b = LeastSquares.solve(columns, target, y.length, RIDGE);
        return new Fitted(design, y, b, series.values());
    }

    /** The columns: 1, trend, seasons (all but the last), two moving averages, regressors; all about the mean. */
    private record Design(Series series, int n, int offset, double centre, double rounding, int period) {
        int width() {
            return 2 + (period - 1) + 2 + series.regressors().length;
        }

        void row(double[] y, int t, double[] row) {
            int k = 0;
            row[k++] = 1;
            row[k++] = (t - n + 1.0) / n;
            for (int s = 0; s < period - 1; s++) {
                row[k++] = (t % period == s ? 1 : 0) - (t % period == period - 1 ? 1 : 0);
            }
            row[k++] = away(y, t, SHORT);
            row[k++] = away(y, t, LONG);
            for (double[] column : series.regressors()) {
                int at = Math.min(column.length - 1, t + offset);
                row[k++] = at >= 0 && !Double.isNaN(column[at]) ? column[at] : 0;
            }
        }

        /** How far the average of the last values is from the mean. */
        private double away(double[] y, int t, int window) {
            int from = Math.max(0, t - window);
            double sum = 0;
            for (int i = from; i < t; i++) {
                sum += y[i];
            }
            double away = t == from ? 0 : sum / (t - from) - centre;
            return Math.abs(away) <= rounding ? 0 : away;
        }
    }

    private static final class Fitted implements FittedModel {
        private final Design design;
        private final double[] y;
        private final double[] b;
        private final double[] fitted;
        private final double sigma;

        Fitted(Design design, double[] y, double[] b, double[] values) {
            this.design = design;
            this.y = y;
            this.b = b;
            this.fitted = new double[values.length];
            double[] row = new double[b.length];
            double squares = 0;
            int n = 0;
            java.util.Arrays.fill(fitted, Double.NaN);
            for (int t = 0; t < y.length; t++) {
                fitted[t + design.offset()] = predict(y, t, row);
                double e = values[t + design.offset()] - fitted[t + design.offset()];
                if (!Double.isNaN(e)) {
                    squares += e * e;
                    n++;
                }
            }
            sigma = Math.sqrt(squares / Math.max(1, n - b.length / 2));
        }

        private double predict(double[] path, int t, double[] row) {
            design.row(path, t, row);
            double sum = design.centre();
            for (int k = 0; k < b.length; k++) {
                sum += b[k] * row[k];
            }
            return sum;
        }

        @Override
        public String label() {
            return "LinearRegression";
        }

        @Override
        public double[] mean(int horizon) {
            double[] path = java.util.Arrays.copyOf(y, y.length + horizon);
            double[] row = new double[b.length];
            double[] mean = new double[horizon];
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (double v : y) {
                low = Math.min(low, v);
                high = Math.max(high, v);
            }
            for (int h = 0; h < horizon; h++) {
                double f = predict(path, y.length + h, row);
                // A recursion on its own averages could run away; demand has been seen within these bounds.
                mean[h] = Math.max(low - (high - low), Math.min(high + (high - low), f));
                path[y.length + h] = mean[h];
            }
            return mean;
        }

        @Override
        public double[] fitted() {
            return fitted;
        }

        @Override
        public Spread spread(int horizon) {
            int at = design.width() - design.series().regressors().length - 2;
            double[] effect = new double[horizon + 1];
            effect[0] = 1;
            double[] weights = new double[horizon];
            for (int j = 1; j <= horizon; j++) {
                effect[j] = b[at] * before(effect, j, SHORT) + b[at + 1] * before(effect, j, LONG);
                weights[j - 1] = Math.max(-1, Math.min(1, effect[j]));
                effect[j] = weights[j - 1];
            }
            return Spread.ofWeights(sigma, weights, horizon);
        }

        private static double before(double[] effect, int j, int window) {
            double sum = 0;
            for (int i = Math.max(0, j - window); i < j; i++) {
                sum += effect[i];
            }
            return sum / window;
        }

        @Override
        public Map<String, Double> parameters() {
            Map<String, Double> named = new LinkedHashMap<>();
            named.put("intercept", design.centre() + b[0]);
            named.put("trend", b[1]);
            int k = 2;
            for (int s = 0; s < design.period() - 1; s++) {
                named.put("season" + s, b[k++]);
            }
            named.put("average" + SHORT, b[k++]);
            named.put("average" + LONG, b[k++]);
            for (int r = 0; k < b.length; r++) {
                named.put("regressor" + r, b[k++]);
            }
            named.put("sigma", sigma);
            return named;
        }
    }
}
