package dev.shelfcast.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shelfcast.forecast.demand.DemandForecaster;
import dev.shelfcast.forecast.demand.DemandSeries;
import dev.shelfcast.forecast.demand.DemandSettings;
import dev.shelfcast.forecast.demand.ItemForecast;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What has to hold for a batch, on 200 generated shops of 2 to 60 items. */
class BatchPropertiesTest {
    private static final LocalDate START = LocalDate.of(2025, 1, 6);
    private static final int TRIES = 200;

    /** To the last bit. */
    @Test
    void theOrderOfTheItemsAndTheThreadsChangeNothing() {
        for (int seed = 0; seed < TRIES; seed++) {
            Random random = new Random(seed);
            List<DemandSeries> items = shop(random, 0.2, 8);
            List<DemandSeries> turned = new ArrayList<>(items);
            Collections.shuffle(turned, random);
            Map<String, Forecast> one = forecast(items, 1);
            String what = "seed " + seed;
            forecast(turned, 3).forEach((id, other) -> {
                assertThat(other.mean()).as(what).isEqualTo(one.get(id).mean());
                assertThat(other.quantiles()).as(what).isDeepEqualTo(one.get(id).quantiles());
                assertThat(other.sumQuantiles())
                        .as(what)
                        .isDeepEqualTo(one.get(id).sumQuantiles());
            });
        }
    }

    /** Where all items sell about as much: errors are pooled by volume, whose classes are in units. */
    @Test
    void otherUnitsGiveTheSameForecastInThoseUnits() {
        IntStream.range(0, TRIES).parallel().forEach(seed -> {
            List<DemandSeries> pieces = shop(new Random(seed), 2.8, 5.2);
            List<DemandSeries> crates = new ArrayList<>();
            for (DemandSeries item : pieces) {
                double[] y =
                        Arrays.stream(item.series().values()).map(v -> v * 1024).toArray();
                crates.add(new DemandSeries(
                        item.id(), item.segment(), item.series().withValues(y)));
            }
            Map<String, Forecast> one = forecast(pieces, 1);
            Map<String, Forecast> other = forecast(crates, 1);
            String what = "seed " + seed;
            one.forEach((id, own) -> assertThat(other.get(id).sumMean(7) / 1024)
                    .as(what + " " + id)
                    .isCloseTo(own.sumMean(7), within(0.01 * own.sumMean(7))));
        });
    }

    @Test
    void neverNaNAndQuantilesAscendAndCohereOnAnyFiniteInput() {
        IntStream.range(0, TRIES).parallel().forEach(seed -> {
            Random random = new Random(seed);
            List<DemandSeries> items = new ArrayList<>(shop(random, 0.2, 8).subList(0, 2));
            int others = 1 + random.nextInt(4);
            for (int i = 0; i < others; i++) {
                items.add(new DemandSeries("odd" + i, "all", Series.daily(START, awkward(random))));
            }
            String what = "seed " + seed;
            forecast(items, 1)
                    .forEach((id, answer) -> assertThat(Coherence.fault(answer, true))
                            .as(what + " " + id)
                            .isEmpty());
        });
    }

    /** Zeros, nothing, one point, huge, tiny, gaps, both signs. */
    private static double[] awkward(Random random) {
        double size = Math.pow(10, 24 * random.nextDouble() - 12);
        double[] y = new double[random.nextInt(90)];
        switch (random.nextInt(7)) {
            case 0 -> Arrays.fill(y, 0);
            case 1 -> y = new double[] {size};
            case 2 -> Arrays.setAll(y, t -> random.nextDouble() * 1e12);
            case 3 -> Arrays.setAll(y, t -> random.nextDouble() * 1e-12);
            case 4 -> Arrays.setAll(y, t -> random.nextInt(5) == 0 ? random.nextInt(9) : Double.NaN);
            case 5 -> Arrays.fill(y, Double.NaN);
            default -> Arrays.setAll(y, t -> random.nextGaussian() * size);
        }
        return y;
    }

    /** As {@code DemandForecaster} answers, by item. */
    private static Map<String, Forecast> forecast(List<DemandSeries> items, int threads) {
        Map<String, Forecast> byId = new HashMap<>();
        for (ItemForecast item : new DemandForecaster(DemandSettings.of(7).withThreads(threads)).forecast(items)) {
            byId.put(item.id(), item.forecast());
        }
        return byId;
    }

    /** Mostly small; one in twenty has 60 items. */
    private static List<DemandSeries> shop(Random random, double least, double most) {
        int items = random.nextInt(20) == 0 ? 60 : 2 + random.nextInt(8);
        int days = 30 + random.nextInt(50);
        List<DemandSeries> shop = new ArrayList<>();
        for (int i = 0; i < items; i++) {
            double rate = least + (most - least) * random.nextDouble();
            double[] y = new double[days];
            Arrays.setAll(y, t -> Generated.poisson(random, rate * Generated.WEEK[t % 7]));
            shop.add(new DemandSeries("i" + i, "all", Series.daily(START, y)));
        }
        return shop;
    }
}
