package dev.shelfcast.forecast.demand;

import dev.shelfcast.forecast.Forecast;
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
     * The parts of a forecast: mean[h] = level x season[h] x alignment, up to the share of other candidates.
     *
     * @param level demand per step without season
     * @param season seasonal factor of each forecast step
     * @param alignment factor that scaled the item to its segment's total
     * @param stockoutUnits units that the stock-out correction added to the last 28 steps
     * @param candidateWeights weight of each candidate by name
     */
    public record Explanation(
            double level,
            double[] season,
            double alignment,
            double stockoutUnits,
            Map<String, Double> candidateWeights) {}
}
