package dev.shelfcast.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Quantiles keep what they say on processes that the models are made for: of 150 simulated series, the share of
 * outcomes below the 90% quantile, of the next step and of the sum of the next seven, is 90% within what chance and
 * the parameters' uncertainty allow.
 */
class CoveragePropertiesTest {
    private static final int SERIES = 150;
    private static final double LEVEL = 0.9;

    /** Three standard errors of the binomial distribution. */
    private static final double CHANCE = 3 * Math.sqrt(LEVEL * (1 - LEVEL) / SERIES);

    /** Parameters are estimated: intervals that take them for true are a little short. */
    private static final double ESTIMATED = 0.035;

    private interface Process {
        double[] path(Random random, int n);
    }

    @Test
    void levelsThatWander() {
        Process process = (random, n) -> {
            double[] y = new double[n];
            double level = 100;
            for (int t = 0; t < n; t++) {
                level += random.nextGaussian();
                y[t] = level + 3 * random.nextGaussian();
            }
            return y;
        };
        covers(process, 1, 150, List.of("ses", "auto-ets", "usual-arima", "auto-ces"));
    }

    @Test
    void noiseThatRemembers() {
        Process process = (random, n) -> {
            double[] y = new double[n];
            double x = 0;
            for (int t = 0; t < n; t++) {
                x = 0.6 * x + random.nextGaussian();
                y[t] = 50 + 2 * x;
            }
            return y;
        };
        covers(process, 1, 150, List.of("usual-arima"));
    }

    @Test
    void weeksWithASeason() {
        double[] week = {-8, -5, -2, 0, 4, 12, -1};
        Process process = (random, n) -> {
            double[] y = new double[n];
            for (int t = 0; t < n; t++) {
                y[t] = 60 + week[t % 7] + 3 * random.nextGaussian();
            }
            return y;
        };
        covers(process, 7, 140, List.of("holt-winters", "auto-ets", "tbats"));
    }

    private static void covers(Process process, int period, int n, List<String> names) {
        for (String name : names) {
            int step = 0;
            int sum = 0;
            for (int seed = 0; seed < SERIES; seed++) {
                double[] all = process.path(new Random(1_000 + seed), n + 7);
                Outlook outlook = Models.named(name)
                        .fit(Series.of(Arrays.copyOf(all, n)).withPeriods(period))
                        .outlook(7, new double[] {LEVEL});
                step += all[n] <= outlook.quantiles()[0][0] ? 1 : 0;
                sum += Arrays.stream(all, n, n + 7).sum() <= outlook.sumQuantiles()[6][0] ? 1 : 0;
            }
            for (int hits : new int[] {step, sum}) {
                assertThat((double) hits / SERIES)
                        .as(name + (hits == step ? " step" : " sum"))
                        .isBetween(LEVEL - CHANCE - ESTIMATED, LEVEL + CHANCE);
            }
        }
    }
}
