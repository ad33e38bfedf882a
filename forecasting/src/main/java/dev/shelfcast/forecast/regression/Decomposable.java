package dev.shelfcast.forecast.regression;

import dev.shelfcast.forecast.FittedModel;
import dev.shelfcast.forecast.Forecaster;
import dev.shelfcast.forecast.Frequency;
import dev.shelfcast.forecast.Series;
import dev.shelfcast.forecast.Spread;
import dev.shelfcast.forecast.numeric.LeastSquares;
import dev.shelfcast.forecast.smoothing.WindowAverage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A decomposable model of the Prophet kind: a trend of straight pieces, Fourier seasons, and the series' regressors
 * (holidays with windows come as such columns). Source: Taylor and Letham (2018), "Forecasting at scale", with its
 * priors: 25 change points in the first 80% of the history with Laplace(0.05) changes, seasons of order 3 (week) and 10
 * (year). The posterior mode is found by reweighted ridge regressions, which handle the Laplace prior exactly in the
 * limit; the trend's uncertainty assumes that changes go on as often and as large as before.
 */
public final class Decomposable implements Forecaster {
    private static final int CHANGE_POINTS = 25;
    private static final double CHANGE_RANGE = 0.8;
    private static final double CHANGE_SCALE = 0.05;
    private static final double WIDE = 10;
    private static final int ROUNDS = 12;
    private static final double YEAR_OF_DAYS = 365.25;

    @Override
    public String name() {
        return "prophet";
    }

    @Override
    public FittedModel fit(Series series) {
        int n = series.length();
        double size = 0;
        for (double v : series.values()) {
            size = Double.isNaN(v) ? size : Math.max(size, Math.abs(v));
        }
        if (series.observed() < 8 || size == 0) {
            return new WindowAverage(name(), Integer.MAX_VALUE, 1).fit(series);
        }
        Design design = Design.of(series);
        double[][] columns = new double[design.width()][n];
        double[] row = new double[design.width()];
        double[] y = new double[n];
        for (int t = 0; t < n; t++) {
            design.row(t, row);
            for (int k = 0; k < row.length; k++) {
                columns[k][t] = row[k];
            }
            y[t] = series.values()[t] / size;
        }
        double[] b = mode(design, columns, y, series.observed());
        return new Fitted(design, b, series, size);
    }

    /** The posterior mode: ridge regressions whose penalty of each change is renewed from its size. */
    private static double[] mode(Design design, double[][] columns, double[] y, int observed) {
        int d = columns.length;
        double[][] cross = new double[d][d];
        double[] right = new double[d];
        for (int i = 0; i < d; i++) {
            for (int t = 0; t < y.length; t++) {
                if (!Double.isNaN(y[t])) {
                    right[i] += columns[i][t] * y[t];
                    for (int j = 0; j <= i; j++) {
                        cross[i][j] += columns[i][t] * columns[j][t];
                    }
                }
            }
        }
        double[] b = new double[d];
        double variance = 0.01;
        double[] change = new double[d];
        Arrays.fill(change, CHANGE_SCALE);
        for (int round = 0; round < ROUNDS; round++) {
            double[][] a = new double[d][d];
            for (int i = 0; i < d; i++) {
                System.arraycopy(cross[i], 0, a[i], 0, i + 1);
                boolean changes = i >= 2 && i < 2 + design.changes.length;
                double penalty = changes ? 1 / (CHANGE_SCALE * change[i]) : 1 / (WIDE * WIDE);
                a[i][i] += variance * penalty + 1e-10;
            }
            b = right.clone();
            LeastSquares.solveInPlace(a, b, d);
            double squares = 0;
            for (int t = 0; t < y.length; t++) {
                double e = y[t];
                for (int k = 0; k < d; k++) {
                    e -= b[k] * columns[k][t];
                }
                squares += Double.isNaN(e) ? 0 : e * e;
            }
            variance = Math.max(1e-8, squares / observed);
            for (int i = 0; i < d; i++) {
                change[i] = Math.max(1e-5, Math.abs(b[i]));
            }
        }
        return b;
    }

    /** The columns: level, slope, changes of slope, seasons, regressors. */
    private static final class Design {
        private final int n;
        private final double[] changes;
        private final List<double[]> seasons;
        private final double[][] regressors;

        private Design(int n, double[] changes, List<double[]> seasons, double[][] regressors) {
            this.n = n;
            this.changes = changes;
            this.seasons = seasons;
            this.regressors = regressors;
        }

        static Design of(Series series) {
            int n = series.length();
            double[] changes = new double[Math.min(CHANGE_POINTS, n / 4)];
            for (int k = 0; k < changes.length; k++) {
                changes[k] = CHANGE_RANGE * (k + 1) / (changes.length + 1);
            }
            List<double[]> seasons = new ArrayList<>();
            for (int period : series.periods()) {
                if (n >= 2 * period) {
                    seasons.add(new double[] {period, Math.min(period / 2.0, period <= 7 ? 3 : 10)});
                }
            }
            boolean yearly = Arrays.stream(series.periods()).anyMatch(p -> p > 360);
            if (series.frequency() == Frequency.DAILY && !yearly && series.start() != null && n >= 2 * YEAR_OF_DAYS) {
                seasons.add(new double[] {YEAR_OF_DAYS, 10});
            }
            return new Design(n, changes, seasons, series.regressors());
        }

        int width() {
            int width = 2 + changes.length + regressors.length;
            for (double[] season : seasons) {
                width += 2 * (int) season[1];
            }
            return width;
        }

        void row(int t, double[] row) {
            double time = (double) t / n;
            int k = 0;
            row[k++] = 1;
            row[k++] = time;
            for (double change : changes) {
                row[k++] = Math.max(0, time - change);
            }
            for (double[] season : seasons) {
                for (int term = 0; term < 2 * (int) season[1]; term++) {
                    double angle = 2 * Math.PI * (term / 2 + 1) * t / season[0];
                    row[k++] = term % 2 == 0 ? Math.sin(angle) : Math.cos(angle);
                }
            }
            for (double[] column : regressors) {
                double v = column.length == 0 ? 0 : column[Math.min(t, column.length - 1)];
                row[k++] = Double.isNaN(v) ? 0 : v;
            }
        }
    }

    private static final class Fitted implements FittedModel {
        private final Design design;
        private final double[] b;
        private final double size;
        private final double[] fitted;
        private final double sigma;

        Fitted(Design design, double[] b, Series series, double size) {
            this.design = design;
            this.b = b;
            this.size = size;
            this.fitted = new double[design.n];
            double squares = 0;
            for (int t = 0; t < design.n; t++) {
                fitted[t] = at(t);
                double e = series.values()[t] - fitted[t];
                squares += Double.isNaN(e) ? 0 : e * e / size / size;
            }
            sigma = size * Math.sqrt(squares / series.observed());
        }

        private double at(int t) {
            double[] row = new double[b.length];
            design.row(t, row);
            double sum = 0;
            for (int k = 0; k < b.length; k++) {
                sum += b[k] * row[k];
            }
            return sum * size;
        }

        @Override
        public String label() {
            return "Decomposable(" + design.changes.length + " change points, " + design.seasons.size() + " seasons)";
        }

        @Override
        public double[] mean(int horizon) {
            double[] mean = new double[horizon];
            for (int h = 0; h < horizon; h++) {
                mean[h] = at(design.n + h);
            }
            return mean;
        }

        @Override
        public double[] fitted() {
            return fitted;
        }

        /** Noise, and changes of slope that come at the past rate with the past mean size (variance 2 lambda^2). */
        @Override
        public Spread spread(int horizon) {
            double size1 = 0;
            for (int k = 2; k < 2 + design.changes.length; k++) {
                size1 += Math.abs(b[k]) * size / design.n / Math.max(1, design.changes.length);
            }
            double rate = design.changes.length / (CHANGE_RANGE * design.n);
            double perStep = rate * 2 * size1 * size1;
            double[] step = new double[horizon];
            double[] sum = new double[horizon];
            double one = 0;
            double all = 0;
            for (int h = 0; h < horizon; h++) {
                one += (double) h * h;
                double reach = h * (h + 1.0) / 2;
                all += reach * reach;
                step[h] = Math.sqrt(sigma * sigma + perStep * one);
                sum[h] = Math.sqrt((h + 1) * sigma * sigma + perStep * all);
            }
            return new Spread(step, sum);
        }

        @Override
        public Map<String, Double> parameters() {
            Map<String, Double> named = new LinkedHashMap<>();
            named.put("level", b[0] * size);
            double slope = b[1];
            for (int k = 2; k < 2 + design.changes.length; k++) {
                slope += b[k];
            }
            named.put("slope", slope * size / design.n);
            for (int r = 0; r < design.regressors.length; r++) {
                named.put("regressor" + r, b[b.length - design.regressors.length + r] * size);
            }
            named.put("sigma", sigma);
            return named;
        }
    }
}
