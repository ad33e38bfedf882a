package dev.shelfcast.server.forecasting;

import dev.shelfcast.forecast.Forecast;
import dev.shelfcast.forecast.Models;
import dev.shelfcast.forecast.demand.DemandClass;
import dev.shelfcast.forecast.demand.DemandSeries;
import dev.shelfcast.forecast.demand.DemandSettings;
import dev.shelfcast.forecast.demand.GlobalMethod;
import dev.shelfcast.forecast.demand.GlobalModel;
import dev.shelfcast.forecast.demand.ItemForecast;
import dev.shelfcast.forecast.demand.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The smallest method that learns from all items: each is expected to sell the average of all. */
public final class AverageOfAll implements GlobalMethod {

    static final String NAME = "average-of-all";
    private static final int LEAST_ITEMS = 2;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public GlobalModel train(List<DemandSeries> items, DemandSettings settings, Progress progress) {
        if (items.size() < LEAST_ITEMS) {
            throw new IllegalArgumentException("An average needs two items at least, not " + items.size() + ".");
        }
        progress.goOn(1);
        double average = items.stream()
                .flatMapToDouble(item -> Arrays.stream(item.series().values()))
                .filter(Double::isFinite)
                .average()
                .orElse(0);
        return new Average(average, settings.request().horizon());
    }

    @Override
    public GlobalModel load(Path folder) throws IOException {
        String[] parts = Files.readString(folder.resolve("average.txt")).split(" ", -1);
        return new Average(Double.parseDouble(parts[0]), Integer.parseInt(parts[1]));
    }

    private record Average(double average, int horizon) implements GlobalModel {

        @Override
        public String label() {
            return "AverageOfAll";
        }

        @Override
        public Map<String, Double> parameters() {
            return Map.of("average", average);
        }

        @Override
        public List<ItemForecast> forecast(List<DemandSeries> items, Progress progress) {
            return items.stream().map(this::forecast).toList();
        }

        private ItemForecast forecast(DemandSeries item) {
            Forecast like = Models.named("mean").forecast(item.series(), horizon);
            double[] mean = new double[horizon];
            Arrays.fill(mean, average);
            double[][] quantiles = new double[horizon][like.levels().length];
            double[][] sums = new double[horizon][like.levels().length];
            for (int h = 0; h < horizon; h++) {
                Arrays.fill(quantiles[h], average);
                Arrays.fill(sums[h], average * (h + 1));
            }
            Forecast forecast = new Forecast(
                    label(), parameters(), mean, like.levels(), quantiles, sums, Map.of(), like.provenance());
            return new ItemForecast(
                    item.id(),
                    item.segment(),
                    DemandClass.SMOOTH,
                    forecast,
                    new ItemForecast.Explanation(
                            average,
                            new double[horizon],
                            1,
                            0,
                            Map.of(NAME, 1.0),
                            List.of(new ItemForecast.Part("level", mean))));
        }

        @Override
        public void save(Path folder) throws IOException {
            Files.writeString(folder.resolve("average.txt"), average + " " + horizon);
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
