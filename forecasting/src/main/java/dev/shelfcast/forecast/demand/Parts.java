package dev.shelfcast.forecast.demand;

import dev.shelfcast.forecast.FittedModel;
import dev.shelfcast.forecast.demand.ItemForecast.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The way of a mean from its level to its final figure: each stage adds what it changed, so the parts add up to the
 * mean by construction.
 */
final class Parts {
    static final String LEVEL = "level";
    static final String STOCK_OUTS = "stock-out correction";
    static final String SIMILAR_ITEMS = "similar items";
    static final String TREND = "trend";
    static final String SEASON = "season";
    static final String CAUSES = "causes";
    static final String OTHER_MODELS = "other models";
    static final String ALIGNMENT = "alignment";
    static final String FLOOR = "floor at zero";

    /** What two ways of multiplying the same factors differ by at most. */
    private static final double ROUNDING = 1e-12;

    private final List<Part> parts = new ArrayList<>();
    private double[] reached = new double[0];

    /** Adds the part that leads from what was reached so far to {@code path}; a part of nothing is left out. */
    void reach(String name, double[] path) {
        double[] units = path.clone();
        boolean any = false;
        for (int j = 0; j < units.length; j++) {
            units[j] -= reached.length == 0 ? 0 : reached[j];
            any |= Math.abs(units[j]) > ROUNDING * Math.abs(path[j]);
        }
        if (any || name.equals(LEVEL)) {
            parts.add(new Part(name, units));
            reached = path.clone();
        }
    }

    /**
     * Splits a fitted model's path into level, trend and season by averages over one period ahead. A season that takes
     * part in every average of a whole period leaves the trend alone.
     */
    void reachModel(FittedModel model, int period, int horizon) {
        double[] path = model.mean(horizon);
        double[] ahead = period > 1 ? model.mean(horizon + period + 1) : path;
        double[] trend = period > 1 ? trend(ahead, period, horizon) : path;
        reach(LEVEL, constant(trend.length == 0 ? 0 : trend[0], horizon));
        reach(TREND, trend);
        reach(SEASON, path);
    }

    private static double[] trend(double[] ahead, int period, int horizon) {
        double[] average = new double[horizon + 1];
        double sum = 0;
        for (int j = 0; j < period; j++) {
            sum += ahead[j] / period;
        }
        for (int j = 0; j <= horizon; j++) {
            average[j] = sum;
            sum += j < horizon ? (ahead[j + period] - ahead[j]) / period : 0;
        }
        double[] trend = new double[horizon];
        // The average of a period ahead is that of its middle: the slope leads back to its first step.
        Arrays.setAll(trend, j -> average[j] - (average[j + 1] - average[j]) * (period - 1) / 2);
        return trend;
    }

    static double[] constant(double value, int horizon) {
        double[] path = new double[horizon];
        Arrays.fill(path, value);
        return path;
    }

    List<Part> list() {
        return List.copyOf(parts);
    }
}
