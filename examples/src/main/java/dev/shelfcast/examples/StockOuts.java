package dev.shelfcast.examples;

import dev.shelfcast.forecast.Series;
import dev.shelfcast.forecast.demand.DemandForecaster;
import dev.shelfcast.forecast.demand.DemandSeries;
import dev.shelfcast.forecast.demand.DemandSettings;
import dev.shelfcast.forecast.demand.ItemForecast;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Many products at once, half of whose days ended with an empty shelf: sales are less than demand was. */
public final class StockOuts {
    private static final double DEMAND = 12;

    private StockOuts() {}

    public static void main(String[] args) {
        List<DemandSeries> plain = new ArrayList<>();
        List<DemandSeries> withStock = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < 20; i++) {
            double[] sold = new double[120];
            double[] inStock = new double[120];
            for (int t = 0; t < 120; t++) {
                // Share of the day's usual demand time in which there was something to buy.
                inStock[t] = random.nextBoolean() ? 1 : 0.5;
                sold[t] = Math.max(0, Math.rint(inStock[t] * DEMAND + 2 * random.nextGaussian()));
            }
            Series series = Series.daily(LocalDate.of(2026, 1, 5), sold);
            plain.add(new DemandSeries("product " + i, "dairy", series));
            withStock.add(new DemandSeries("product " + i, "dairy", series.withInStock(inStock)));
        }
        DemandForecaster forecaster = new DemandForecaster(DemandSettings.of(7));

        System.out.printf(Locale.ROOT, "Demand of a day: %.1f%n", DEMAND);
        System.out.printf(Locale.ROOT, "Forecast from sales alone: %.1f%n", daily(forecaster.forecast(plain)));
        System.out.printf(Locale.ROOT, "Forecast with stock-outs: %.1f%n", daily(forecaster.forecast(withStock)));
    }

    private static double daily(List<ItemForecast> items) {
        return items.stream()
                .mapToDouble(item -> item.forecast().sumMean(7) / 7)
                .average()
                .orElse(0);
    }
}
