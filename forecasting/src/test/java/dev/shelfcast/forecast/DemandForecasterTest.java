package dev.shelfcast.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shelfcast.forecast.demand.DemandClass;
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
import org.junit.jupiter.api.Test;

/** The batch of many items. */
class DemandForecasterTest {
    private static final LocalDate START = LocalDate.of(2026, 1, 5);
    private static final double[] WEEK = {0.8, 0.8, 0.9, 1.0, 1.2, 1.4, 0.9};

    @Test
    void theNumberOfThreadsAndTheOrderOfItemsChangeNothing() {
        List<DemandSeries> items = shop(60, 120, 1);
        Map<String, double[][]> one =
                sums(new DemandForecaster(DemandSettings.of(14).withThreads(1)).forecast(items));
        Map<String, double[][]> four =
                sums(new DemandForecaster(DemandSettings.of(14).withThreads(4)).forecast(items));
        assertThat(four.keySet()).isEqualTo(one.keySet());
        one.forEach((id, table) ->
                assertThat(Arrays.deepEquals(table, four.get(id))).as(id).isTrue());
        List<DemandSeries> turned = new ArrayList<>(items);
        Collections.reverse(turned);
        Map<String, double[][]> other = sums(new DemandForecaster(DemandSettings.of(14)).forecast(turned));
        one.forEach((id, table) -> assertThat(Golden.difference(other.get(id)[13], table[13]))
                .as(id)
                .isLessThan(0.02));
    }

    @Test
    void theWeekdayProfileIsFoundFromManySlowItems() {
        List<DemandSeries> items = shop(80, 90, 2);
        double[] week = new double[7];
        for (ItemForecast item : new DemandForecaster(DemandSettings.of(7)).forecast(items)) {
            for (int h = 0; h < 7; h++) {
                week[(90 + h) % 7] += item.forecast().mean()[h];
            }
        }
        double total = Arrays.stream(week).sum();
        for (int d = 0; d < 7; d++) {
            assertThat(week[d] / total * 7).isCloseTo(WEEK[d], within(0.08));
        }
    }

    @Test
    void leadTimeQuantilesCoverWhatTheySay() {
        Random random = new Random(11);
        int n = 300;
        int below = 0;
        List<DemandSeries> items = new ArrayList<>();
        List<Double> truth = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double rate = Math.exp(2 * random.nextGaussian());
            double[] y = new double[207];
            for (int t = 0; t < y.length; t++) {
                y[t] = Generated.poisson(random, rate * WEEK[t % 7]);
            }
            items.add(new DemandSeries("i" + i, "all", Series.daily(START, Arrays.copyOf(y, 200))));
            truth.add(Arrays.stream(y, 200, 207).sum());
        }
        List<ItemForecast> answers = new DemandForecaster(DemandSettings.of(7)).forecast(items);
        for (int i = 0; i < n; i++) {
            below += truth.get(i) <= answers.get(i).forecast().sumQuantile(7, 0.95) ? 1 : 0;
        }
        // Three binomial standard errors of 300 trials at 0.95.
        assertThat((double) below / n).isBetween(0.912, 0.999);
    }

    @Test
    void demandHiddenByStockoutsIsPutBack() {
        Random random = new Random(5);
        double truth = 0;
        double corrected = 0;
        double ignored = 0;
        for (int i = 0; i < 40; i++) {
            double rate = 5 + 10 * random.nextDouble();
            double[] y = new double[90];
            double[] share = new double[90];
            for (int t = 0; t < 90; t++) {
                share[t] = random.nextInt(3) == 0 ? 0.2 + 0.6 * random.nextDouble() : 1;
                y[t] = Generated.poisson(random, rate * share[t] * WEEK[t % 7]);
            }
            Series series = Series.daily(START, y);
            truth += rate * 14;
            ignored += sum(one(series));
            corrected += sum(one(series.withInStock(share)));
        }
        assertThat(corrected / truth).isCloseTo(1, within(0.03));
        assertThat(ignored / truth).isLessThan(0.88);
    }

    @Test
    void missingRecentDaysAreMissingNotZero() {
        double[] y = new double[70];
        Arrays.fill(y, 10);
        Arrays.fill(y, 60, 70, Double.NaN);
        assertThat(one(Series.daily(START, y)).forecast().mean()[0]).isCloseTo(10, within(0.01));
    }

    @Test
    void aRunCanBeStoppedAndReportsProgress() {
        List<List<DemandSeries>> segments = List.of(shop(10, 60, 1), shop(10, 60, 2), shop(10, 60, 3));
        List<ItemForecast> taken = new ArrayList<>();
        long done = new DemandForecaster(DemandSettings.of(7))
                .forecast(segments.iterator(), taken::add, finished -> finished < 20);
        assertThat(done).isEqualTo(20);
        assertThat(taken).hasSize(20);
    }

    @Test
    void awkwardItemsDoNotDisturbTheOthers() {
        List<DemandSeries> items = new ArrayList<>(shop(20, 90, 4));
        items.add(new DemandSeries("none", "all", Series.daily(START)));
        items.add(new DemandSeries("zeros", "all", Series.daily(START, new double[90])));
        double[] gaps = new double[90];
        Arrays.fill(gaps, Double.NaN);
        items.add(new DemandSeries("gaps", "all", Series.daily(START, gaps)));
        items.add(new DemandSeries("once", "all", Series.daily(START, 3)));
        items.add(new DemandSeries("negative", "all", Series.daily(START, -3, 4, -5, 6)));
        for (ItemForecast item : new DemandForecaster(DemandSettings.of(30)).forecast(items)) {
            for (int h = 0; h < 30; h++) {
                assertThat(item.forecast().mean()[h]).as(item.id()).isBetween(0.0, 1e4);
                double[] q = item.forecast().sumQuantiles()[h];
                for (int k = 0; k < q.length; k++) {
                    assertThat(q[k])
                            .as(item.id())
                            .isGreaterThanOrEqualTo(k == 0 ? 0 : q[k - 1])
                            .isLessThan(1e6);
                    if (h > 0) {
                        assertThat(q[k]).isGreaterThanOrEqualTo(item.forecast().sumQuantiles()[h - 1][k]);
                    }
                }
            }
        }
    }

    @Test
    void demandIsClassedBySyntetosBoylanAndCroston() {
        assertThat(DemandClass.of(new double[] {5, 6, 5, 4, 5, 6, 5, 5, 6, 4}, 5, 30))
                .isEqualTo(DemandClass.SMOOTH);
        assertThat(DemandClass.of(new double[] {1, 20, 1, 2, 30, 1, 1, 25, 1, 1}, 5, 30))
                .isEqualTo(DemandClass.ERRATIC);
        assertThat(DemandClass.of(new double[] {1, 0, 0, 1, 0, 0, 1, 0, 0, 1}, 5, 30))
                .isEqualTo(DemandClass.INTERMITTENT);
        assertThat(DemandClass.of(new double[] {1, 0, 0, 20, 0, 0, 1, 0, 0, 30}, 5, 30))
                .isEqualTo(DemandClass.LUMPY);
        assertThat(DemandClass.of(new double[] {0, 0, 0, 1, 1}, 5, 30)).isEqualTo(DemandClass.NEW);
        assertThat(DemandClass.of(new double[] {3, 1, 0, 0, 0, 0}, 5, 4)).isEqualTo(DemandClass.DEAD);
    }

    private static ItemForecast one(Series series) {
        return new DemandForecaster(DemandSettings.of(14))
                .forecast(List.of(new DemandSeries("a", "s", series)))
                .get(0);
    }

    private static double sum(ItemForecast item) {
        return item.forecast().sumMean(14);
    }

    private static Map<String, double[][]> sums(List<ItemForecast> items) {
        Map<String, double[][]> byId = new HashMap<>();
        items.forEach(item -> byId.put(item.id(), item.forecast().sumQuantiles()));
        return byId;
    }

    private static List<DemandSeries> shop(int items, int days, int seed) {
        Random random = new Random(seed);
        List<DemandSeries> shop = new ArrayList<>();
        for (int i = 0; i < items; i++) {
            double rate = 0.2 + 8 * random.nextDouble();
            double[] y = new double[days];
            for (int t = 0; t < days; t++) {
                y[t] = Generated.poisson(random, rate * WEEK[t % 7]);
            }
            shop.add(new DemandSeries("i" + i, "all", Series.daily(START, y)));
        }
        return shop;
    }
}
