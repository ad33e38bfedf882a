package dev.shelfcast.forecast.demand;

import dev.shelfcast.forecast.Series;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/**
 * A method that learns from many items together, unlike a {@link dev.shelfcast.forecast.Forecaster}, which fits each on
 * its own. Methods that need engines of their own live outside this library and are found by {@link ServiceLoader}.
 */
public interface GlobalMethod {
    /** The name by which people choose the method, e.g. {@code lightgbm}. */
    String name();

    /**
     * Learns from all items; the same items and settings give the same model.
     *
     * @param items every item whose history is to be learned from
     * @param settings horizon, quantile levels, cut at zero, seed, threads
     * @param progress hears rounds of learning, not items, and may stop it
     * @throws java.util.concurrent.CancellationException when {@code progress} stopped it
     * @throws IllegalArgumentException when the items hold too little to learn from, in words that say what is missing
     */
    GlobalModel train(List<DemandSeries> items, DemandSettings settings, Progress progress);

    /** Reads a model that {@link GlobalModel#save} wrote. */
    GlobalModel load(Path folder) throws IOException;

    /**
     * The series of a segment's items as the library's own models see them: hidden demand of stock-outs put back, steps
     * that were nearly all sold out unknown; where nothing was censored, the series as they are.
     */
    static List<Series> corrected(List<DemandSeries> segment, int threads) {
        try (Workers workers = new Workers(threads)) {
            return SegmentRun.cleaned(workers, segment);
        }
    }

    /** The methods found on the class path, by name. */
    static List<GlobalMethod> installed() {
        List<GlobalMethod> found = new ArrayList<>();
        ServiceLoader.load(GlobalMethod.class).forEach(found::add);
        found.sort((a, b) -> a.name().compareTo(b.name()));
        return List.copyOf(found);
    }
}
