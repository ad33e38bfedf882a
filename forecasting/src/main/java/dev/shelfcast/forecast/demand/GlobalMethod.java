package dev.shelfcast.forecast.demand;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
     * An item as the library's own models see it.
     *
     * @param first step of the item's series at which its life begins
     * @param values demand from there on: hidden demand of stock-outs put back, NaN where unknown
     * @param effect factor of the known causes on each step from there on and on the horizon's; empty without causes
     */
    record Cleaned(int first, double[] values, double[] effect) {}

    /** Cleans all items of one segment as the statistical forecast does, in their order. */
    static List<Cleaned> cleaned(List<DemandSeries> segment, int horizon, int threads) {
        try (Workers workers = new Workers(threads)) {
            List<Item> items = segment.stream().map(Item::new).toList();
            int period = segment.isEmpty() ? 1 : segment.get(0).series().period();
            if (segment.stream().anyMatch(s -> s.series().inStock() != null)) {
                StockoutCorrection correction = StockoutCorrection.of(items, SeasonProfile.pooled(items, period));
                workers.each(items.size(), i -> correction.apply(items.get(i)));
            }
            CauseEffects.apply(items, workers, SeasonProfile.pooled(items, period), horizon);
            List<Cleaned> cleaned = new ArrayList<>();
            for (Item item : items) {
                double[] actual = new double[item.length()];
                Arrays.setAll(actual, item::actual);
                cleaned.add(new Cleaned(item.source.series().length() - item.length(), actual, item.effect));
            }
            return cleaned;
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
