package dev.shelfcast.server.forecasting.models;

import dev.shelfcast.forecast.Forecast;
import dev.shelfcast.forecast.Series;
import dev.shelfcast.forecast.accuracy.Measures;
import dev.shelfcast.forecast.demand.DemandSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Forecasts against days that were held back from them: rolling origin, the last fold ending with the last day. Days on
 * which a shelf was empty, and days of which nothing is known, do not count.
 */
public final class HeldBack {

    /** With less before a fold there is nothing to scale errors by. */
    private static final int LEAST_HISTORY = 14;

    private static final double LOW = 0.05;
    private static final double HIGH = 0.95;

    private final int folds;
    private final int days;
    private final Map<String, double[]> squares = new TreeMap<>();
    private final Map<String, double[]> scaledAbsolute = new TreeMap<>();
    private final List<Double> actuals = new ArrayList<>();
    private double errors;
    private double absolute;
    private double squared;
    private double sold;
    private double relative;
    private int relativeDays;
    private double pinball;
    private int within;
    private int sums;
    private int sumsWithin;

    public HeldBack(int folds, int days) {
        this.folds = folds;
        this.days = days;
    }

    public int folds() {
        return folds;
    }

    public int days() {
        return days;
    }

    /** What was known before the fold (0 is the last), or null where that is too little. */
    public static List<DemandSeries> before(List<DemandSeries> items, int fold, int days) {
        List<DemandSeries> known = new ArrayList<>();
        for (DemandSeries item : items) {
            int n = item.series().length() - (fold + 1) * days;
            if (n >= LEAST_HISTORY) {
                known.add(new DemandSeries(
                        item.id(), item.segment(), item.series().head(n)));
            }
        }
        return known;
    }

    /** Compares a forecast, made from what was known before the fold, with what came. */
    public void add(DemandSeries whole, int fold, Forecast forecast) {
        Series series = whole.series();
        int origin = series.length() - (fold + 1) * days;
        double[] history = Arrays.copyOf(series.values(), origin);
        double[] actual = new double[days];
        double[] stock = series.inStock();
        for (int j = 0; j < days; j++) {
            boolean empty = stock != null && stock[origin + j] < 1;
            actual[j] = empty ? Double.NaN : series.values()[origin + j];
        }
        double scale = Measures.seasonalMse(history, 1);
        double seasonal = Measures.seasonalMae(history, 7);
        double[] square = squares.computeIfAbsent(whole.id(), id -> unknown());
        double[] scaled = scaledAbsolute.computeIfAbsent(whole.id(), id -> unknown());
        for (int j = 0; j < days; j++) {
            double e = forecast.mean()[j] - actual[j];
            if (Double.isNaN(e)) {
                continue;
            }
            count(e, actual[j], forecast, j);
            if (scale > 0) {
                square[fold * days + j] = e * e / scale;
            }
            if (seasonal > 0) {
                scaled[fold * days + j] = Math.abs(e) / seasonal;
            }
        }
        double sum = Arrays.stream(actual).sum();
        if (!Double.isNaN(sum)) {
            sums++;
            sumsWithin += sum <= forecast.sumQuantile(days, HIGH) ? 1 : 0;
        }
    }

    private double[] unknown() {
        double[] values = new double[folds * days];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    private void count(double e, double actual, Forecast forecast, int j) {
        actuals.add(actual);
        errors += e;
        absolute += Math.abs(e);
        squared += e * e;
        sold += actual;
        if (actual > 0) {
            relative += Math.abs(e) / actual;
            relativeDays++;
        }
        pinball += Measures.crps(actual, forecast.levels(), forecast.quantiles()[j]);
        boolean inside =
                actual >= forecast.quantile(j + 1, LOW) - 1e-9 && actual <= forecast.quantile(j + 1, HIGH) + 1e-9;
        within += inside ? 1 : 0;
    }

    /** How many series had a day to compare. */
    public int series() {
        return squares.size();
    }

    /** RMSSE of each series, by id; a series that never moved before is left out. */
    public Map<String, Double> rmsse() {
        Map<String, Double> found = new TreeMap<>();
        squares.forEach((id, values) -> Measures.put(found, id, Math.sqrt(mean(values))));
        return found;
    }

    /** Mean scaled square of each day held back, over all series; NaN where nothing is known. */
    double[] squaresByDay() {
        double[] byDay = new double[folds * days];
        for (int at = 0; at < byDay.length; at++) {
            int day = at;
            byDay[at] = mean(
                    squares.values().stream().mapToDouble(values -> values[day]).toArray());
        }
        return byDay;
    }

    /** Mean loss of the quantiles, in units a day. */
    double pinball() {
        return actuals.isEmpty() ? 0 : pinball / actuals.size();
    }

    /**
     * All figures by name. Shares, not percent; {@code coverage} of the 90% interval, {@code coverage_of_sums} of the
     * 95% quantile of all days of a fold together, {@code pinball} over the levels as CRPS, in units.
     */
    public Map<String, Double> metrics() {
        Map<String, Double> found = new LinkedHashMap<>();
        int n = actuals.size();
        if (n == 0) {
            return found;
        }
        Measures.put(found, "wape", absolute / sold);
        Measures.put(found, "bias", errors / sold);
        Measures.put(
                found,
                "rmsse",
                mean(rmsse().values().stream().mapToDouble(v -> v).toArray()));
        Measures.put(
                found,
                "mase",
                mean(scaledAbsolute.values().stream()
                        .mapToDouble(HeldBack::mean)
                        .toArray()));
        Measures.put(found, "pinball", pinball());
        Measures.put(found, "coverage", (double) within / n);
        Measures.put(found, "coverage_of_sums", (double) sumsWithin / sums);
        Measures.put(found, "mae", absolute / n);
        Measures.put(found, "rmse", Math.sqrt(squared / n));
        Measures.put(found, "mape", relative / relativeDays);
        Measures.put(found, "r_squared", 1 - squared / spread());
        found.put("validated_series", (double) series());
        found.put("validated_days", (double) n);
        return Collections.unmodifiableMap(found);
    }

    private double spread() {
        double mean = sold / actuals.size();
        return actuals.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).filter(Double::isFinite).average().orElse(Double.NaN);
    }
}
