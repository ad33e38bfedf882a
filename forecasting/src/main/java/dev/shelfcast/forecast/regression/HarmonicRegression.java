package dev.shelfcast.forecast.regression;

import dev.shelfcast.forecast.FittedModel;
import dev.shelfcast.forecast.ForecastRequest;
import dev.shelfcast.forecast.Forecaster;
import dev.shelfcast.forecast.Series;
import dev.shelfcast.forecast.arima.Arima;
import dev.shelfcast.forecast.arima.ArimaModel;
import dev.shelfcast.forecast.numeric.LeastSquares;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Dynamic harmonic regression: seasons as sines and cosines, errors as ARIMA (Hyndman and Athanasopoulos, "Forecasting:
 * Principles and Practice", 3rd edition, section 10.5). For seasons that are long, several, or not whole numbers of
 * steps.
 *
 * <p>The order of the errors and the coefficients are searched together up to {@value #LONG} values. Above, the order
 * is that of the latest {@value #LONG} residuals of an ordinary regression, and only the one order is then fitted to
 * the whole series: for sines and cosines ordinary and generalised least squares agree in the limit (Grenander 1954,
 * "On the estimation of regression coefficients in the case of an autocorrelated disturbance").
 */
public final class HarmonicRegression implements Forecaster {
    private static final int HARMONICS = 3;

    /** Values from which the order is not searched with the regression. */
    private static final int LONG = 1_000;

    /** How far ahead the columns are laid out. */
    private static final int AHEAD = ForecastRequest.MAX_HORIZON;

    @Override
    public String name() {
        return "harmonic";
    }

    @Override
    public FittedModel fit(Series series) {
        Series causes = series.withPeriods().withRegressors(columns(series));
        Arima errors = Arima.auto();
        if (series.length() > LONG && errors.fit(latestResiduals(causes)) instanceof ArimaModel lately) {
            errors = Arima.of(lately.order());
        }
        return errors.fit(causes);
    }

    /** The given regressors and the harmonics of each season that was seen twice. */
    private static double[][] columns(Series series) {
        int n = series.length();
        List<double[]> columns = new ArrayList<>(List.of(series.regressors()));
        for (int period : series.periods()) {
            if (n < 2 * period) {
                continue;
            }
            // The sine of the highest harmonic of an even period is zero throughout.
            int terms = Math.min(2 * HARMONICS, period - 1);
            for (int term = 0; term < terms; term++) {
                boolean empty = term % 2 == 0 && 2 * (term / 2 + 1) == period;
                if (!empty) {
                    columns.add(column(term, period, n + AHEAD));
                }
            }
        }
        return columns.toArray(double[][]::new);
    }

    private static double[] column(int term, int period, int length) {
        double[] column = new double[length];
        for (int t = 0; t < length; t++) {
            column[t] = t < period ? Fourier.at(term, period, t) : column[t - period];
        }
        return column;
    }

    /** What an ordinary regression on all of the series leaves of its latest stretch. */
    private static Series latestResiduals(Series series) {
        int n = series.length();
        double[][] columns = Arrays.copyOf(series.regressors(), series.regressors().length + 1);
        columns[columns.length - 1] = new double[n];
        Arrays.fill(columns[columns.length - 1], 1);
        double[] y = series.values().clone();
        for (double[] column : columns) {
            for (int t = 0; t < n; t++) {
                y[t] = Double.isNaN(column[t]) ? Double.NaN : y[t];
            }
        }
        double[] by = LeastSquares.solve(columns, y, n, 1e-10);
        for (int k = 0; k < columns.length; k++) {
            for (int t = n - LONG; t < n; t++) {
                y[t] -= by[k] * columns[k][t];
            }
        }
        return Series.of(Arrays.copyOfRange(y, n - LONG, n));
    }
}
