package dev.shelfcast.learning;

import dev.shelfcast.forecast.Forecast;
import dev.shelfcast.forecast.demand.ItemForecast;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Turns a statistical answer into that of a method that learned. */
final class Answer {
    private Answer() {}

    /** The same item with another forecast, explained by the statistical parts and what was learned beyond them. */
    static ItemForecast of(ItemForecast base, Forecast forecast, Map<String, Double> shares) {
        double[] mean = forecast.mean();
        double level = Arrays.stream(mean).average().orElse(0);
        double[] season = new double[mean.length];
        Arrays.setAll(season, j -> level > 0 ? mean[j] / level : 1);
        return new ItemForecast(
                base.id(),
                base.segment(),
                base.demandClass(),
                forecast,
                new ItemForecast.Explanation(
                        level,
                        season,
                        1,
                        base.explanation().stockoutUnits(),
                        Collections.unmodifiableMap(shares),
                        parts(base, mean)));
    }

    /** The statistical parts, and what was learned beyond them. */
    private static List<ItemForecast.Part> parts(ItemForecast base, double[] mean) {
        List<ItemForecast.Part> parts = new ArrayList<>(base.explanation().parts());
        double[] learned = new double[mean.length];
        Arrays.setAll(learned, j -> mean[j] - base.forecast().mean()[j]);
        parts.add(new ItemForecast.Part("learned", learned));
        return List.copyOf(parts);
    }
}
