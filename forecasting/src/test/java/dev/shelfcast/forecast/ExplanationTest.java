package dev.shelfcast.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shelfcast.forecast.demand.DemandForecaster;
import dev.shelfcast.forecast.demand.DemandSeries;
import dev.shelfcast.forecast.demand.DemandSettings;
import dev.shelfcast.forecast.demand.ItemForecast;
import dev.shelfcast.forecast.demand.ItemForecast.Part;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A forecast can be added up from its parts. */
class ExplanationTest {
    private static final LocalDate START = LocalDate.of(2026, 1, 5);

    @Test
    void thePartsAddUpToTheMean() {
        Random random = new Random(3);
        for (int attempt = 0; attempt < 200; attempt++) {
            String method = List.of("auto", "auto", "holt-winters", "theta").get(attempt % 4);
            int horizon = 1 + random.nextInt(20);
            DemandSettings settings = DemandSettings.of(horizon).withMethod(method);
            List<DemandSeries> items = items(random, attempt % 3 == 0, horizon);
            for (ItemForecast item : new DemandForecaster(settings).forecast(items)) {
                double[] mean = item.forecast().mean();
                for (int h = 0; h < horizon; h++) {
                    double sum = 0;
                    double size = 1e-300;
                    for (Part part : item.explanation().parts()) {
                        sum += part.units()[h];
                        size = Math.max(size, Math.abs(part.units()[h]));
                    }
                    assertThat(sum).as(method + " " + item.id()).isCloseTo(mean[h], within(1e-9 * size));
                }
            }
        }
    }

    @Test
    void eachPartSaysWhatItsNameSays() {
        List<DemandSeries> items = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            double[] y = new double[140];
            double[] promotion = new double[154];
            double[] share = new double[140];
            for (int t = 0; t < 154; t++) {
                promotion[t] = t == 145 || t % 10 == 3 && t < 140 ? 1 : 0;
                double demand = 100 * (t % 7 == 5 ? 1.6 : 0.9) * (promotion[t] > 0 ? 2 : 1);
                if (t < 140) {
                    share[t] = t % 9 == 0 ? 0.5 : 1;
                    y[t] = demand * share[t];
                }
            }
            items.add(new DemandSeries(
                    "i" + i,
                    "s",
                    Series.daily(START, y).withRegressors(promotion).withInStock(share)));
        }
        ItemForecast first =
                new DemandForecaster(DemandSettings.of(14)).forecast(items).get(0);
        double[] level = part(first, "level").units();
        assertThat(level[0]).isEqualTo(level[13]).isBetween(85.0, 99.0);
        assertThat(part(first, "stock-out correction").units()[0]).isBetween(1.0, 12.0);
        // Step 5 of the horizon is day 145: a Saturday with a promotion.
        assertThat(part(first, "season").units()[4]).isNegative();
        assertThat(part(first, "season").units()[5]).isGreaterThan(40);
        assertThat(part(first, "causes").units()[5]).isGreaterThan(80);
        assertThat(part(first, "causes").units()[4]).isCloseTo(0, within(1e-9));
    }

    @Test
    void aTrendingSeriesShowsItsTrend() {
        double[] y = new double[60];
        for (int t = 0; t < 60; t++) {
            y[t] = 100 + 2 * t + (t % 12 == 0 ? 30 : 0);
        }
        Series series = Series.of(y).withPeriods(12).startingAt(START.atStartOfDay(), Frequency.MONTHLY);
        ItemForecast item = new DemandForecaster(DemandSettings.of(12).withMethod("holt-winters"))
                .forecast(List.of(new DemandSeries("a", "s", series)))
                .get(0);
        double[] trend = part(item, "trend").units();
        assertThat(trend[0]).isCloseTo(0, within(1e-9));
        assertThat(trend[11]).isBetween(18.0, 26.0);
        assertThat(part(item, "season").units()[0]).isBetween(20.0, 35.0);
    }

    private static Part part(ItemForecast item, String name) {
        return item.explanation().parts().stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<DemandSeries> items(Random random, boolean monthly, int horizon) {
        List<DemandSeries> items = new ArrayList<>();
        int causes = random.nextInt(3);
        for (int i = 0; i < 1 + random.nextInt(12); i++) {
            int n = 1 + random.nextInt(90);
            double size = Math.exp(3 * random.nextGaussian());
            double[] y = new double[n];
            double[] share = new double[n];
            for (int t = 0; t < n; t++) {
                share[t] = random.nextInt(4) == 0 ? random.nextDouble() : 1;
                double v = size * (Generated.poisson(random, 3) - (random.nextInt(9) == 0 ? 4 : 0));
                y[t] = random.nextInt(10) == 0 ? Double.NaN : v * share[t];
            }
            double[][] columns = new double[causes][n + horizon];
            for (double[] column : columns) {
                for (int t = 0; t < column.length; t++) {
                    column[t] = random.nextInt(5) == 0 ? 1 : 0;
                }
            }
            Series series = Series.daily(START, y).withRegressors(columns);
            series = random.nextBoolean() ? series.withInStock(share) : series;
            if (monthly) {
                series = series.withPeriods(12).startingAt(START.atStartOfDay(), Frequency.MONTHLY);
            }
            items.add(new DemandSeries("i" + i, "s", series));
        }
        return items;
    }
}
