package dev.shelfcast.forecast.arima;

import dev.shelfcast.forecast.FittedModel;
import dev.shelfcast.forecast.Forecaster;
import dev.shelfcast.forecast.Series;
import dev.shelfcast.forecast.decomposition.Seasons;
import dev.shelfcast.forecast.numeric.BoxCox;
import dev.shelfcast.forecast.smoothing.WindowAverage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Seasonal ARIMA in one chosen order, or the best found by the stepwise search of Hyndman and Khandakar (2008),
 * "Automatic time series forecasting: the forecast package for R". Regressors of the series enter as regression with
 * ARIMA errors.
 *
 * <p>A step without a value, or without one of its regressors, is missing: the likelihood is that of the other steps.
 * Where so many are missing that this would take seconds, the latest stretch of history is used that has few enough. A
 * regressor that is unknown in the future keeps its last known value.
 */
public final class Arima implements Forecaster {
    /** Longer seasons would need states by the hundred; there the series is modelled without season. */
    private static final int LONGEST_PERIOD = 24;

    /** Most of (missing steps)^2 times length: about a millisecond for each evaluation of the likelihood. */
    private static final double MOST_MISSING_WORK = 1e6;

    private static final String USUAL = "usual-arima";

    private final String name;
    private final @Nullable ArimaOrder fixed;
    private final Function<Series, BoxCox> transformation;

    private Arima(String name, @Nullable ArimaOrder fixed, Function<Series, BoxCox> transformation) {
        this.name = name;
        this.fixed = fixed;
        this.transformation = transformation;
    }

    /** AutoARIMA. */
    public static Arima auto() {
        return new Arima("auto-arima", null, series -> new BoxCox(1));
    }

    /**
     * The best of a few usual orders, some ten times faster than {@link #auto()} and nearly as good in an ensemble.
     */
    public static Arima usual() {
        return new Arima(USUAL, null, series -> new BoxCox(1));
    }

    /**
     * {@link #auto()} on values transformed by Box and Cox, with lambda by Guerrero's method where all values are
     * positive, which that method takes for given; else on the values as they are.
     */
    public static Arima boxCox() {
        return new Arima(
                "box-cox-arima",
                null,
                series -> Arrays.stream(series.values()).anyMatch(v -> v <= 0)
                        ? new BoxCox(1)
                        : BoxCox.guerrero(series.values(), series.period()));
    }

    /** One order. */
    public static Arima of(ArimaOrder order) {
        return new Arima(order.label(), order, series -> new BoxCox(1));
    }

    /**
     * The same on Box-Cox transformed values, back-transformed without bias. Values that the transformation cannot take
     * (not positive at a lambda of 0 or less) count as missing.
     *
     * @throws IllegalArgumentException when lambda is not within -5..5
     */
    public Arima withBoxCox(double lambda) {
        BoxCox given = new BoxCox(lambda);
        return new Arima(name, fixed, series -> given);
    }

    /** The same with lambda by Guerrero's method, as R's {@code lambda = "auto"}. */
    public Arima withBoxCox() {
        return new Arima(name, fixed, series -> BoxCox.guerrero(series.values(), series.period()));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public FittedModel fit(Series series) {
        BoxCox boxCox = transformation.apply(series);
        if (boxCox.lambda() == 1) {
            return fitPlain(series);
        }
        // About 1 a power neither flattens all values to one nor leaves the range of numbers.
        double unit = size(series.values());
        double[] transformed =
                Arrays.stream(series.values()).map(v -> boxCox.of(v / unit)).toArray();
        return new TransformedModel(fitPlain(series.withValues(transformed)), boxCox, unit);
    }

    /** The mean size of the known values, 1 where that is no number to divide by. */
    private static double size(double[] values) {
        double size = Arrays.stream(values)
                .filter(v -> !Double.isNaN(v))
                .map(Math::abs)
                .average()
                .orElse(1);
        return size > 0 && Double.isFinite(size) ? size : 1;
    }

    private FittedModel fitPlain(Series series) {
        double[] known = known(series);
        int offset = firstUsed(known);
        double[] filled = Seasons.filled(Arrays.copyOfRange(known, offset, known.length));
        int period = series.period() <= LONGEST_PERIOD ? series.period() : 1;
        int lost = fixed == null ? 0 : fixed.lost() + fixed.coefficients();
        int[] gaps = gaps(known, offset);
        if (filled.length - gaps.length < 8 + lost || constant(filled)) {
            return new WindowAverage(name(), constant(filled) ? 1 : Integer.MAX_VALUE, 1).fit(series);
        }
        double scale = deviation(filled);
        double[] y = new double[filled.length];
        for (int t = 0; t < y.length; t++) {
            y[t] = filled[t] / scale;
        }
        double[][] causes = causes(series, offset);
        OrderSearch search = new OrderSearch(y, gaps, causes, period);
        ArimaFit fit = fixed != null ? search.exactly(fixed) : name.equals(USUAL) ? search.usual() : search.best();
        return new ArimaModel(fit, y, gaps, search.columns(fit.order), scale, offset);
    }

    /** The values of the steps of which all regressors are known too, NaN elsewhere. */
    private static double[] known(Series series) {
        double[] known = series.values().clone();
        for (double[] column : series.regressors()) {
            for (int t = 0; t < known.length; t++) {
                known[t] = Double.isNaN(column[t]) ? Double.NaN : known[t];
            }
        }
        return known;
    }

    /** The first known step after which few enough are missing. */
    private static int firstUsed(double[] known) {
        int first = known.length;
        double missing = 0;
        for (int t = known.length - 1; t >= 0; t--) {
            if (!Double.isNaN(known[t])) {
                first = t;
            } else if (++missing * missing * (known.length - t) > MOST_MISSING_WORK) {
                break;
            }
        }
        return first;
    }

    private static int[] gaps(double[] known, int offset) {
        List<Integer> gaps = new ArrayList<>();
        for (int t = offset; t < known.length; t++) {
            if (Double.isNaN(known[t])) {
                gaps.add(t - offset);
            }
        }
        return gaps.stream().mapToInt(Integer::intValue).toArray();
    }

    private static double[][] causes(Series series, int offset) {
        double[][] causes = new double[series.regressors().length][];
        for (int k = 0; k < causes.length; k++) {
            double[] whole = series.regressors()[k];
            causes[k] = Arrays.copyOfRange(whole, offset, whole.length);
            double last = 0;
            for (int t = 0; t < causes[k].length; t++) {
                // Within the history the step is missing and any number does.
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
