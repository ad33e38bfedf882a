package dev.shelfcast.server.forecasting;

import java.util.List;

/** A planner's override changed what is expected of these products in these stores; heard after the commit. */
public record ForecastAdjusted(List<Series> series) {

    public ForecastAdjusted {
        series = List.copyOf(series);
    }

    /** A product in a store. */
    public record Series(long storeId, long productId) {}
}
