package dev.shelfcast.forecast.arima;

import dev.shelfcast.forecast.FittedModel;
import dev.shelfcast.forecast.Forecaster;
import dev.shelfcast.forecast.Series;
import dev.shelfcast.forecast.decomposition.Seasons;
import dev.shelfcast.forecast.smoothing.WindowAverage;
import org.jspecify.annotations.Nullable;

/**
 * Seasonal ARIMA in one chosen order, or the best found by the stepwise search of Hyndman and Khandakar (2008),
 * "Automatic time series forecasting: the forecast package for R". Regressors of the series enter as regression with
 * ARIMA errors. Gaps are filled on the straight line before the fit.
 */
public final class Arima implements Forecaster {
    /** Longer seasons would need states by the hundred; there the series is modelled without season. */
    private static final int LONGEST_PERIOD = 24;

    private static final String USUAL = "usual-arima";

    private final String name;
    private final @Nullable ArimaOrder fixed;

    private Arima(String name, @Nullable ArimaOrder fixed) {
        this.name = name;
        this.fixed = fixed;
    }

    /** AutoARIMA. */
    public static Arima auto() {
        return new Arima("auto-arima", null);
    }

    /**
     * The best of a few usual orders, some fifty times faster than {@link #auto()} and nearly as good in an ensemble.
     */
    public static Arima usual() {
        return new Arima(USUAL, null);
    }

    /** One order. */
    public static Arima of(ArimaOrder order) {
        return new Arima(order.label(), order);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public FittedModel fit(Series series) {
        double[] filled = Seasons.filled(series.values());
        int offset = series.length() - filled.length;
        int period = series.period() <= LONGEST_PERIOD ? series.period() : 1;
        ArimaOrder order = fixed;
        int lost = order == null ? 0 : order.lost() + order.coefficients();
        if (filled.length < 8 + lost || constant(filled)) {
            return new WindowAverage(name(), constant(filled) ? 1 : Integer.MAX_VALUE, 1).fit(series);
        }
        double scale = deviation(filled);
        double[] y = new double[filled.length];
        for (int t = 0; t < y.length; t++) {
            y[t] = filled[t] / scale;
        }
        double[][] causes = causes(series, offset);
        OrderSearch search = new OrderSearch(y, new int[0], causes, period);
        ArimaFit fit = order != null ? search.exactly(order) : name.equals(USUAL) ? search.usual() : search.best();
        return new ArimaModel(fit, y, new int[0], search.columns(fit.order), scale, offset);
    }

    private static double[][] causes(Series series, int offset) {
        double[][] causes = new double[series.regressors().length][];
        for (int k = 0; k < causes.length; k++) {
            double[] whole = series.regressors()[k];
            causes[k] = java.util.Arrays.copyOfRange(whole, offset, whole.length);
            double last = 0;
            for (int t = 0; t < causes[k].length; t++) {
                // An unknown cause stays at its last known value.
                last = Double.isNaN(causes[k][t]) ? last : causes[k][t];
                causes[k][t] = last;
            }
        }
        return causes;
    }

    private static boolean constant(double[] y) {
        for (double v : y) {
            if (v != y[0]) {
                return false;
            }
        }
        return true;
    }

    private static double deviation(double[] y) {
        double mean = 0;
        for (double v : y) {
            mean += v / y.length;
        }
        double size = 0;
        for (double v : y) {
            size = Math.max(size, Math.abs(v - mean));
        }
        return size > 0 && Double.isFinite(size) ? size : 1;
    }
}
