package dev.shelfcast.forecast;

import dev.shelfcast.forecast.accuracy.Measures;
import dev.shelfcast.forecast.numeric.Quantiles;
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
     * Turns a fitted model into a forecast with the model's own quantiles (by normal theory unless it knows better);
     * they never cross and, when asked, are never negative; then those of the sums never fall with the steps either,
     * for what is never negative adds up.
     */
    public static Forecast assemble(String method, Series series, FittedModel model, ForecastRequest request) {
        int horizon = request.horizon();
        Outlook outlook = model.outlook(horizon, request.levels());
        double[] mean = outlook.mean();
        for (int h = 0; h < horizon; h++) {
            mean[h] = cut(mean[h], request.nonNegative());
            tidy(outlook.quantiles()[h], request.nonNegative());
            tidy(outlook.sumQuantiles()[h], request.nonNegative());
            if (h > 0 && request.nonNegative()) {
                atLeast(outlook.sumQuantiles()[h - 1], outlook.sumQuantiles()[h]);
            }
        }
        Map<String, Double> metrics = Measures.inSample(series.values(), model.fitted(), series.period());
        return new Forecast(
                model.label(),
                model.parameters(),
                mean,
                request.levels().clone(),
                outlook.quantiles(),
                outlook.sumQuantiles(),
                metrics,
                provenance(method, series, request.seed(), List.of("quantiles by " + outlook.theory())));
    }

    /** The provenance of a forecast made from the whole of {@code series}. */
    public static Provenance provenance(String method, Series series, long seed, List<String> reasons) {
        int n = series.length();
        return new Provenance(
                method, n, series.observed(), series.timeOf(0), series.timeOf(Math.max(0, n - 1)), seed, reasons);
    }

    private static void tidy(double[] quantiles, boolean nonNegative) {
        for (int k = 0; k < quantiles.length; k++) {
            quantiles[k] = cut(quantiles[k], nonNegative);
        }
        Quantiles.ascend(quantiles, quantiles.length);
    }

    private static void atLeast(double[] before, double[] quantiles) {
        for (int k = 0; k < quantiles.length; k++) {
            quantiles[k] = Math.max(before[k], quantiles[k]);
        }
    }

    private static double cut(double value, boolean nonNegative) {
        double finite = Double.isFinite(value) ? value : Math.copySign(Double.MAX_VALUE, value);
        return nonNegative ? Math.max(0, finite) : finite;
    }
}
