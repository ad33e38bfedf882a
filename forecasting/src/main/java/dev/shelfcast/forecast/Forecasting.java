package dev.shelfcast.forecast;

import dev.shelfcast.forecast.accuracy.Measures;
import dev.shelfcast.forecast.numeric.Normal;
import java.util.List;
import java.util.Map;

/** The one-line way in: {@code Forecasting.forecast(Series.daily(start, values), 28)}. */
public final class Forecasting {
    private Forecasting() {}

    /** Forecasts one series with the default method and the usual quantiles, never negative. */
    public static Forecast forecast(Series series, int horizon) {
        return Models.named("auto").forecast(series, horizon);
    }

    /**
     * Turns a fitted model into a forecast by normal theory; quantiles never cross and, when asked, are never negative.
     */
    public static Forecast assemble(String method, Series series, FittedModel model, ForecastRequest request) {
        int horizon = request.horizon();
        double[] mean = model.mean(horizon);
        Spread spread = model.spread(horizon);
        double[] levels = request.levels();
        double[][] quantiles = new double[horizon][levels.length];
        double[][] sums = new double[horizon][levels.length];
        double total = 0;
        for (int h = 0; h < horizon; h++) {
            total += mean[h];
            for (int k = 0; k < levels.length; k++) {
                double z = Normal.quantile(levels[k]);
                quantiles[h][k] = cut(mean[h] + z * spread.step()[h], request.nonNegative());
                sums[h][k] = cut(total + z * spread.sum()[h], request.nonNegative());
            }
        }
        for (int h = 0; h < horizon; h++) {
            mean[h] = cut(mean[h], request.nonNegative());
        }
        Map<String, Double> metrics = Measures.inSample(series.values(), model.fitted(), series.period());
        return new Forecast(
                model.label(),
                model.parameters(),
                mean,
                levels.clone(),
                quantiles,
                sums,
                metrics,
                provenance(method, series, request.seed(), List.of("quantiles by normal theory")));
    }

    /** The provenance of a forecast made from the whole of {@code series}. */
    public static Provenance provenance(String method, Series series, long seed, List<String> reasons) {
        int n = series.length();
        return new Provenance(
                method, n, series.observed(), series.timeOf(0), series.timeOf(Math.max(0, n - 1)), seed, reasons);
    }

    private static double cut(double value, boolean nonNegative) {
        double finite = Double.isFinite(value) ? value : Math.copySign(Double.MAX_VALUE, value);
        return nonNegative ? Math.max(0, finite) : finite;
    }
}
