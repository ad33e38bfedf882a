package dev.shelfcast.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Quantiles keep what they say on processes that the models are made for: of the simulated series, as many outcomes lie
 * above the 90% quantile and below the 10% quantile, of the next step and of a sum of steps, as a binomial number of
 * that chance may reach. Histories are long, so that what is not known of the parameters hardly counts.
 */
class CoveragePropertiesTest {
    private static final double[] LEVELS = {0.1, 0.9};

    /** The chance that a right model falls out on one side of one count. */
    private static final double ALLOWED = 0.0005;

    private static final double[] WEEK = {-8, -5, -2, 0, 4, 12, -1};

    /** What is simulated, how, for whom. */
    private enum Process {
        /** A level that wanders, and noise. */
        WANDERING(
                1,
                200,
                7,
                400,
                List.of(
                        "ses",
                        "holt",
                        "damped",
                        "theta",
                        "optimised-theta",
                        "dynamic-optimised-theta",
                        "auto-theta",
                        "ets-theta")),
        /** The same for slower searches. */
        WANDERING_TOO(1, 150, 7, 200, List.of("auto-ets", "auto-ces", "usual-arima", "auto")),
        /** Noise that remembers. */
        REMEMBERING(1, 150, 7, 200, List.of("usual-arima", "auto-arima", "box-cox-arima")),
        /** A stable week and noise. */
        WEEKLY(
                7,
                280,
                7,
                400,
                List.of(
                        "seasonal-naive",
                        "seasonal-average",
                        "theta",
                        "optimised-theta",
                        "linear-regression",
                        "prophet",
                        "mstl",
                        "robust-mstl")),
        /** Often enough to see what a season's own error adds to an interval. */
        WEEKLY_OFTEN(7, 280, 3, 1_500, List.of("seasonal-average", "stl-theta")),
        /** The same for slower searches. */
        WEEKLY_TOO(
                7,
                154,
                7,
                200,
                List.of(
                        "holt-winters",
                        "auto-ets",
                        "dynamic-optimised-theta",
                        "auto-theta",
                        "usual-arima",
                        "ets-theta",
                        "auto")),
        /** The same for the slowest. */
        WEEKLY_AS_WELL(7, 140, 7, 200, List.of("tbats", "harmonic")),
        /** Noise about one level. */
        LEVEL(1, 200, 7, 400, List.of("mean", "sma7", "sma28", "seasonal-average", "ses")),
        /** Counts, of which single steps have no 90% quantile: sums alone. */
        COUNTS(
                1,
                200,
                28,
                400,
                List.of("poisson", "negative-binomial", "zero-inflated", "croston", "sba", "tsb", "adida")),
        /** The same with a rate that drifts, which is what smoothing by at least 5% takes for given. */
        DRIFTING_COUNTS(1, 200, 28, 400, List.of("adida", "imapa"));

        private final int period;
        private final int history;
        private final int steps;
        private final int tries;
        private final List<String> names;

        Process(int period, int history, int steps, int tries, List<String> names) {
            this.period = period;
            this.history = history;
            this.steps = steps;
            this.tries = tries;
            this.names = names;
        }

        private double[] path(Random random) {
            double[] y = new double[history + steps];
            double x = 0;
            for (int t = 0; t < y.length; t++) {
                double noise = random.nextGaussian();
                y[t] = switch (this) {
                    case WANDERING, WANDERING_TOO -> 100 + (x += random.nextGaussian()) + 3 * noise;
                    case REMEMBERING -> 50 + 2 * (x = 0.6 * x + noise);
                    case WEEKLY, WEEKLY_OFTEN, WEEKLY_TOO, WEEKLY_AS_WELL -> 60 + WEEK[t % 7] + 3 * noise;
                    case LEVEL -> 60 + 3 * noise;
                    case COUNTS -> Generated.poisson(random, 0.6);
                    case DRIFTING_COUNTS -> Generated.poisson(random, 0.6 * Math.exp(x += 0.04 * noise));
                };
            }
            return y;
        }
    }

    static Stream<Object[]> cases() {
        return Arrays.stream(Process.values()).flatMap(p -> p.names.stream().map(name -> new Object[] {p, name}));
    }

    @Test
    void everyModelHasItsProcess() {
        Set<String> known = new TreeSet<>();
        for (Process process : Process.values()) {
            known.addAll(process.names);
        }
        assertThat(known).isEqualTo(new TreeSet<>(Models.names()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void quantilesCoverWhatTheySay(Process process, String name) {
        // Outside and at or outside of the 10% and the 90% quantile, of the step, then of the sum.
        AtomicIntegerArray misses = new AtomicIntegerArray(8);
        IntStream.range(0, process.tries).parallel().forEach(seed -> {
            double[] y = process.path(new Random(1_000 + seed));
            Outlook outlook = Models.named(name)
                    .fit(Series.of(Arrays.copyOf(y, process.history)).withPeriods(process.period))
                    .outlook(process.steps, LEVELS);
            miss(misses, 0, y[process.history], outlook.quantiles()[0]);
            double sum = Arrays.stream(y, process.history, y.length).sum();
            miss(misses, 4, sum, outlook.sumQuantiles()[process.steps - 1]);
        });
        int least = binomial(process.tries, ALLOWED);
        int most = binomial(process.tries, 1 - ALLOWED);
        for (int i = process.steps > 7 ? 4 : 0; i < 8; i += 2) {
            String what = name + (i < 4 ? " step" : " sum") + (i % 4 == 0 ? " below" : " above");
            // Counts jump over a quantile: what lies on it may be on either side.
            assertThat(misses.get(i)).as(what).isLessThanOrEqualTo(most);
            assertThat(misses.get(i + 1)).as(what).isGreaterThanOrEqualTo(least);
        }
    }

    private static void miss(AtomicIntegerArray misses, int at, double value, double[] quantiles) {
        misses.addAndGet(at, value < quantiles[0] ? 1 : 0);
        misses.addAndGet(at + 1, value <= quantiles[0] ? 1 : 0);
        misses.addAndGet(at + 2, value > quantiles[1] ? 1 : 0);
        misses.addAndGet(at + 3, value >= quantiles[1] ? 1 : 0);
    }

    /** The least number that is not exceeded with this probability among {@code tries} of chance 0.1. */
    private static int binomial(int tries, double probability) {
        double chance = LEVELS[0];
        double term = Math.pow(1 - chance, tries);
        double sum = term;
        int k = 0;
        while (sum < probability) {
            term *= (tries - k) * chance / ((k + 1) * (1 - chance));
            sum += term;
            k++;
        }
        return k;
    }
}
