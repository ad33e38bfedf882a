package dev.shelfcast.forecast.demand;

import dev.shelfcast.forecast.Forecast;
import java.util.List;
import java.util.Map;

/**
 * The forecast of one item of a batch.
 *
 * @param id the item's id as given
 * @param segment its segment as given
 * @param demandClass the kind of its demand
 * @param forecast mean and quantiles
 * @param explanation what the number is made of
 */
public record ItemForecast(
        String id, String segment, DemandClass demandClass, Forecast forecast, Explanation explanation) {

    /**
     * One part of a forecast.
     *
     * @param name {@code level}, {@code stock-out correction}, {@code similar items} (what a young item borrows),
     *     {@code trend}, {@code season} (weekday, month, day of the month), {@code causes} (with several columns {@code
     *     causes 1}, {@code causes 2} and so on, by the place of the column), {@code other models}, {@code alignment}
     *     or {@code floor at zero}
     * @param units {@code units[h]}: what it adds to step h + 1, negative where it takes away
     */
    public record Part(String name, double[] units) {}

    /**
     * What a forecast is made of.
     *
     * @param level demand per step, averaged over the horizon
     * @param season mean of each forecast step over that level
     * @param alignment factor that scaled the item to its segment's total
     * @param stockoutUnits units that the stock-out correction added to the last 28 steps
     * @param candidateWeights weight of each candidate by name
     * @param parts the mean step by step, in the order in which it was made; they add up to it
     */
    public record Explanation(
            double level,
            double[] season,
            double alignment,
            double stockoutUnits,
            Map<String, Double> candidateWeights,
            List<Part> parts) {}
}
