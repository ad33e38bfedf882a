package dev.shelfcast.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Simulated futures against the quantiles that they have to agree with. */
class SamplePathsTest {
    private static final int PATHS = 20_000;

    @Test
    void stepsAndSumsOfPathsSpreadAsTheModelSays() {
        double[] y = Generated.seasonal(new Random(2), 200, 7);
        for (String name : List.of("ses", "holt", "auto-ets", "auto-ces", "theta", "usual-arima", "sma28")) {
            FittedModel model = Models.named(name).fit(Series.of(y).withPeriods(7));
            Spread spread = model.spread(14);
            double[][] paths = model.paths(14, PATHS, 5);
            for (int h : new int[] {0, 6, 13}) {
                int steps = h + 1;
                double step = deviation(Arrays.stream(paths).mapToDouble(p -> p[steps - 1]));
                double sum = deviation(Arrays.stream(paths)
                        .mapToDouble(p -> Arrays.stream(p, 0, steps).sum()));
                assertThat(step / spread.step()[h]).as(name + " step " + h).isCloseTo(1, within(0.02));
                assertThat(sum / spread.sum()[h]).as(name + " sum " + h).isCloseTo(1, within(0.02));
            }
        }
    }

    @Test
    void pathsOfAForecastHaveItsQuantilesAndNeverLeaveItsBounds() {
        double[] y = Generated.intermittent(new Random(3), 200, 0.6);
        Forecast forecast = Models.named("ses").forecast(Series.of(y), 14);
        double[][] paths = SamplePaths.of(forecast, PATHS, 5);
        double[] sums = Arrays.stream(paths)
                .mapToDouble(p -> Arrays.stream(p).sum())
                .sorted()
                .toArray();
        double[] third = Arrays.stream(paths).mapToDouble(p -> p[2]).sorted().toArray();
        assertThat(third[0]).isGreaterThanOrEqualTo(0);
        for (double p : new double[] {0.5, 0.75, 0.9, 0.95}) {
            assertThat(third[(int) (p * PATHS)]).isCloseTo(forecast.quantile(3, p), within(1e-3));
            // Steps cut at zero have a higher mean than the sums' theory, which does not cut within a sum.
            assertThat(sums[(int) (p * PATHS)] / forecast.sumQuantile(14, p)).isCloseTo(1, within(0.08));
        }
    }

    @Test
    void theSameSeedGivesTheSamePaths() {
        FittedModel model = Models.named("zero-inflated").fit(Series.of(0, 0, 3, 0, 1, 0, 0, 2, 0, 0));
        assertThat(model.paths(5, 10, 1)).isDeepEqualTo(model.paths(5, 10, 1));
        assertThat(Arrays.deepEquals(model.paths(5, 10, 1), model.paths(5, 10, 2)))
                .isFalse();
    }

    private static double deviation(java.util.stream.DoubleStream values) {
        double[] all = values.toArray();
        double mean = Arrays.stream(all).average().orElse(0);
        return Math.sqrt(Arrays.stream(all).map(v -> (v - mean) * (v - mean)).sum() / all.length);
    }
}
