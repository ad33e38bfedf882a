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
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What items of a segment know together: spikes, launches, days of the month, seasons of groups. */
class SharedDemandTest {
    private static final LocalDate START = LocalDate.of(2025, 1, 6);

    @Test
    void aWholesaleOrderOnTheLastDayIsNotANewLevel() {
        Random random = new Random(1);
        for (int alone = 0; alone < 2; alone++) {
            List<DemandSeries> items = new ArrayList<>(alone == 1 ? List.of() : shop(random, 30, 60, 10));
            double[] y = poisson(random, 60, 10);
            y[59] = 840;
            items.add(new DemandSeries("wholesale", "all", Series.daily(START, y)));
            double week = last(items, 7).forecast().sumMean(7);
            assertThat(week).isBetween(55.0, 130.0);
        }
    }

    @Test
    void aRealShiftOfTheLevelIsFollowed() {
        Random random = new Random(2);
        List<DemandSeries> items = new ArrayList<>(shop(random, 30, 120, 10));
        double[] y = poisson(random, 120, 10);
        for (int t = 92; t < 120; t++) {
            y[t] += 40;
        }
        items.add(new DemandSeries("shifted", "all", Series.daily(START, y)));
        assertThat(last(items, 7).forecast().sumMean(7)).isGreaterThan(7 * 40);
    }

    @Test
    void aNewItemBorrowsFromItsSegmentUntilItsOwnDaysSpeak() {
        Random random = new Random(3);
        List<DemandSeries> items = new ArrayList<>(shop(random, 40, 90, 8));
        for (int days : new int[] {0, 1, 27, 28}) {
            items.add(new DemandSeries("new" + days, "all", Series.daily(START, new double[days])));
        }
        List<ItemForecast> answers = new DemandForecaster(DemandSettings.of(7)).forecast(items);
        double[] week = new double[4];
        Arrays.setAll(week, i -> answers.get(40 + i).forecast().sumMean(7));
        assertThat(week[0]).isCloseTo(56, within(12.0));
        assertThat(week[0]).isGreaterThan(week[1]);
        assertThat(week[1]).isGreaterThan(week[2]);
        assertThat(week[2]).isLessThan(3);
        assertThat(week[3]).isZero();
    }

    @Test
    void paydaysAreFoundAndChanceIsNot() {
        Random random = new Random(4);
        for (int payday = 0; payday < 2; payday++) {
            List<DemandSeries> items = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                double[] y = new double[365];
                for (int t = 0; t < y.length; t++) {
                    boolean first = START.plusDays(t).getDayOfMonth() <= 3;
                    y[t] = Generated.poisson(random, 5 * (payday == 1 && first ? 1.5 : 1));
                }
                items.add(new DemandSeries("i" + i, "all", Series.daily(START, y)));
            }
            double paid = 0;
            double other = 0;
            for (ItemForecast item :
                    new DemandForecaster(DemandSettings.of(28).withAlignToTotals(false)).forecast(items)) {
                for (int h = 0; h < 28; h++) {
                    double mean = item.forecast().mean()[h];
                    if (START.plusDays(365 + h).getDayOfMonth() <= 3) {
                        paid += mean / 2;
                    } else {
                        other += mean / 26;
                    }
                }
            }
            assertThat(paid / other).isBetween(payday == 1 ? 1.35 : 0.95, payday == 1 ? 1.65 : 1.05);
        }
    }

    @Test
    void groupsWithOtherWeeksAreFoundWithoutBeingNamed() {
        Random random = new Random(5);
        List<DemandSeries> items = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            double[] y = new double[182];
            for (int t = 0; t < y.length; t++) {
                boolean weekend = t % 7 >= 5;
                y[t] = Generated.poisson(random, weekend == i % 2 < 1 ? 3 : 1);
            }
            items.add(new DemandSeries("i" + i, "all", Series.daily(START, y)));
        }
        double weekenders = 0;
        double workers = 0;
        List<ItemForecast> answers = new DemandForecaster(DemandSettings.of(7)).forecast(items);
        for (int i = 0; i < 120; i++) {
            double[] mean = answers.get(i).forecast().mean();
            if (i % 2 < 1) {
                weekenders += mean[5] / mean[1] / 60;
            } else {
                workers += mean[5] / mean[1] / 60;
            }
        }
        assertThat(weekenders).isBetween(2.4, 3.6);
        assertThat(workers).isBetween(0.25, 0.45);
    }

    @Test
    void puttingBackStockoutsIsBetterThanIgnoringThem() {
        Random random = new Random(8);
        int better = 0;
        double truth = 0;
        double corrected = 0;
        double ignored = 0;
        for (int attempt = 0; attempt < 200; attempt++) {
            double rate = 3 + 10 * random.nextDouble();
            double[] y = new double[70];
            double[] share = new double[70];
            for (int t = 0; t < 70; t++) {
                share[t] = random.nextInt(3) == 0 ? 0.2 + 0.6 * random.nextDouble() : 1;
                y[t] = Generated.poisson(random, rate * share[t]);
            }
            Series series = Series.daily(START, y);
            double with = week(series.withInStock(share));
            double without = week(series);
            truth += 7 * rate;
            corrected += with;
            ignored += without;
            better += Math.abs(with - 7 * rate) < Math.abs(without - 7 * rate) ? 1 : 0;
        }
        assertThat(better).isGreaterThan(160);
        assertThat(corrected / truth).isCloseTo(1, within(0.03));
        assertThat(ignored / truth).isLessThan(0.88);
    }

    private static double week(Series series) {
        return last(List.of(new DemandSeries("a", "all", series)), 7).forecast().sumMean(7);
    }

    private static ItemForecast last(List<DemandSeries> items, int horizon) {
        return new DemandForecaster(DemandSettings.of(horizon)).forecast(items).get(items.size() - 1);
    }

    private static double[] poisson(Random random, int days, double rate) {
        double[] y = new double[days];
        Arrays.setAll(y, t -> Generated.poisson(random, rate));
        return y;
    }

    private static List<DemandSeries> shop(Random random, int items, int days, double rate) {
        List<DemandSeries> shop = new ArrayList<>();
        for (int i = 0; i < items; i++) {
            double own = rate * (0.7 + 0.6 * random.nextDouble());
            shop.add(new DemandSeries("i" + i, "all", Series.daily(START, poisson(random, days, own))));
        }
        return shop;
    }
}
