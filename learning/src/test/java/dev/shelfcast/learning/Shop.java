package dev.shelfcast.learning;

import dev.shelfcast.forecast.Series;
import dev.shelfcast.forecast.demand.DemandSeries;
import dev.shelfcast.forecast.demand.ItemForecast;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A made-up shop: Poisson demand with a weekday pattern, and on three days of every other week thrice as much. */
final class Shop {
    static final LocalDate OPENED = LocalDate.of(2024, 1, 1);

    private Shop() {}

    static List<DemandSeries> items(int count, int days, boolean payday, long seed) {
        List<DemandSeries> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SplittableRandom dice = new SplittableRandom(seed * 1_000 + i);
            double level = 1 + 8 * dice.nextDouble();
            double[] values = new double[days];
            for (int t = 0; t < days; t++) {
                values[t] = Draws.poisson(mean(level, t, payday), dice);
            }
            items.add(new DemandSeries("item" + i, i % 2 == 0 ? "food" : "drinks", Series.daily(OPENED, values)));
        }
        return items;
    }

    static double mean(double level, int t, boolean payday) {
        LocalDate day = OPENED.plusDays(t);
        double weekday = day.getDayOfWeek().getValue() >= 6 ? 1.6 : 0.76;
        return level * weekday * (payday && t % 14 < 3 ? 3 : 1);
    }

    /** What was known {@code horizon} days before the end. */
    static List<DemandSeries> before(List<DemandSeries> items, int horizon) {
        return items.stream()
                .map(one -> new DemandSeries(
                        one.id(), one.segment(), one.series().head(one.series().length() - horizon)))
                .toList();
    }

    /** Absolute errors over demand, over the last steps of {@code items}. */
    static double wape(List<DemandSeries> items, List<ItemForecast> answers) {
        double error = 0;
        double demand = 0;
        for (int i = 0; i < items.size(); i++) {
            double[] values = items.get(i).series().values();
            double[] mean = answers.get(i).forecast().mean();
            for (int j = 0; j < mean.length; j++) {
                double actual = values[values.length - mean.length + j];
                error += Math.abs(actual - mean[j]);
                demand += actual;
            }
        }
        return error / demand;
    }
}
