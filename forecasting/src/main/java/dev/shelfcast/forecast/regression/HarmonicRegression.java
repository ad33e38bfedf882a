package dev.shelfcast.forecast.regression;

import dev.shelfcast.forecast.FittedModel;
import dev.shelfcast.forecast.Forecaster;
import dev.shelfcast.forecast.Series;
import dev.shelfcast.forecast.arima.Arima;
import java.util.ArrayList;
import java.util.List;

/**
 * Dynamic harmonic regression: seasons as sines and cosines, errors as ARIMA (Hyndman and Athanasopoulos, "Forecasting:
 * Principles and Practice", 3rd edition, section 10.5). For seasons that are long, several, or not whole numbers of
 * steps.
 */
public final class HarmonicRegression implements Forecaster {
    private static final int HARMONICS = 3;

    /** How far ahead the columns are laid out. */
    private static final int AHEAD = 2_000;

    @Override
    public String name() {
        return "harmonic";
    }

    @Override
    public FittedModel fit(Series series) {
        int n = series.length();
        List<double[]> columns = new ArrayList<>();
        for (double[] given : series.regressors()) {
            columns.add(given);
        }
        for (int period : series.periods()) {
            if (n < 2 * period) {
                continue;
            }
            // The sine of the highest harmonic of an even period is zero throughout.
            int terms = Math.min(2 * HARMONICS, period - 1);
            for (int term = 0; term < terms; term++) {
                boolean empty = term % 2 == 0 && 2 * (term / 2 + 1) == period;
                double[] column = new double[n + AHEAD];
                for (int t = 0; t < column.length; t++) {
                    column[t] = Fourier.at(term, period, t);
                }
                if (!empty) {
                    columns.add(column);
                }
            }
        }
        return Arima.auto().fit(series.withPeriods().withRegressors(columns.toArray(double[][]::new)));
    }
}
