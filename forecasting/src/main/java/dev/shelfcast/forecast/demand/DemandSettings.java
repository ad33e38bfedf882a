package dev.shelfcast.forecast.demand;

import dev.shelfcast.forecast.ForecastRequest;

/**
 * How a batch is run. Start from {@link #of(int)}.
 *
 * @param request horizon, quantile levels, cut at zero, seed
 * @param method name of the method, {@code auto} for the best mix by segment
 * @param threads worker threads; the results do not depend on it
 * @param alignToTotals whether items are scaled to a forecast of their segment's total where the backtest favours it
 * @param newBelow steps since the first demand below which an item counts as new
 * @param deadAfter steps without demand from which an item counts as dead
 */
public record DemandSettings(
        ForecastRequest request, String method, int threads, boolean alignToTotals, int newBelow, int deadAfter) {

    /** Checks the ranges. */
    public DemandSettings {
        if (threads < 1 || threads > 1024) {
            throw new IllegalArgumentException("The number of threads, " + threads + ", is not between 1 and 1024.");
        }
    }

    /** The defaults for {@code horizon} steps: method auto, all processors. */
    public static DemandSettings of(int horizon) {
        int threads = Runtime.getRuntime().availableProcessors();
        return new DemandSettings(ForecastRequest.of(horizon), "auto", threads, true, 28, 90);
    }

    /** The same with another request. */
    public DemandSettings withRequest(ForecastRequest other) {
        return new DemandSettings(other, method, threads, alignToTotals, newBelow, deadAfter);
    }

    /** The same with another method. */
    public DemandSettings withMethod(String other) {
        return new DemandSettings(request, other, threads, alignToTotals, newBelow, deadAfter);
    }

    /** The same with another number of threads. */
    public DemandSettings withThreads(int other) {
        return new DemandSettings(request, method, other, alignToTotals, newBelow, deadAfter);
    }

    /** The same, aligned to totals or not. */
    public DemandSettings withAlignToTotals(boolean align) {
        return new DemandSettings(request, method, threads, align, newBelow, deadAfter);
    }
}
