package dev.shelfcast.forecast.demand;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A model learned from many items; safe for use by several threads, and to be closed, since engines hold memory. */
public interface GlobalModel extends AutoCloseable {
    /** What was learned, e.g. {@code LightGBM(tweedie, 4 x 7 days)}. */
    String label();

    /** Its parameters and the figures of its own validation, by name. */
    Map<String, Double> parameters();

    /**
     * Forecasts items as they stand, also items that were not learned from; the answers are in the order of the items.
     */
    default List<ItemForecast> forecast(List<DemandSeries> items) {
        return forecast(items, Progress.NONE);
    }

    /**
     * The same, heard of and stopped by {@code progress}, which hears how many items are done.
     *
     * @throws java.util.concurrent.CancellationException when {@code progress} stopped it
     */
    List<ItemForecast> forecast(List<DemandSeries> items, Progress progress);

    /** Writes the model into an existing empty folder. */
    void save(Path folder) throws IOException;

    @Override
    void close();
}
