package dev.shelfcast.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shelfcast.forecast.numeric.Counts;
import dev.shelfcast.forecast.numeric.Gamma;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Distributions of counts: exact where they can be worked out, covering what they say where they cannot. */
class CountModelsTest {
    private static final double[] LEVELS = {0.5, 0.8, 0.9, 0.95, 0.99};

    @Test
    void gammaAndBetaFunctionsOfTheTables() {
        assertThat(Gamma.log(5)).isCloseTo(Math.log(24), within(1e-13));
        assertThat(Gamma.log(0.5)).isCloseTo(Math.log(Math.sqrt(Math.PI)), within(1e-13));
        assertThat(Gamma.incompleteBeta(0.4, 2, 3)).isCloseTo(0.5248, within(1e-12));
        // Student's t with 10 degrees: 97.5% at 2.228139.
        assertThat(Gamma.student(2.2281388519649385, 10)).isCloseTo(0.975, within(1e-12));
    }

    @Test
    void discreteQuantilesAreTheLeastCountsThatReachTheLevel() {
        double[] found = new double[3];
        // Poisson(3): P(X <= 3) = 0.647, P(X <= 5) = 0.916, P(X <= 6) = 0.966.
        Counts.negativeBinomialQuantiles(3, 3, new double[] {0.6, 0.91, 0.95}, found);
        assertThat(found).containsExactly(3, 5, 6);
        // Geometric of mean 3: P(X <= k) = 1 - 0.75^(k+1).
        Counts.negativeBinomialQuantiles(3, 12, new double[] {0.2, 0.5, 0.95}, found);
        assertThat(found).containsExactly(0, 2, 10);
    }

    /** R: qpois(0.95, 1000) = 1052, qnbinom(0.95, size = 1000, mu = 1500) = 1602. */
    @Test
    void largeMeansDoNotUnderflow() {
        double[] found = new double[1];
        Counts.negativeBinomialQuantiles(1000, 1000, new double[] {0.95}, found);
        assertThat(found[0]).isEqualTo(1052);
        Counts.negativeBinomialQuantiles(1500, 1500 + 1500 * 1.5, new double[] {0.95}, found);
        assertThat(found[0]).isEqualTo(1602);
    }

    @Test
    void quantilesAreCountsAndThoseOfPathsAgreeWithThem() {
        double[] y = Generated.intermittent(new Random(5), 150, 0.3);
        for (String name : List.of("poisson", "negative-binomial", "zero-inflated")) {
            FittedModel model = Models.named(name).fit(Series.of(y));
            Outlook outlook = model.outlook(14, LEVELS);
            double[][] paths = model.paths(14, 20_000, 7);
            double[] sums = Arrays.stream(paths)
                    .mapToDouble(p -> Arrays.stream(p).sum())
                    .sorted()
                    .toArray();
            double[] last =
                    Arrays.stream(paths).mapToDouble(p -> p[13]).sorted().toArray();
            for (int k = 0; k < LEVELS.length; k++) {
                assertThat(outlook.sumQuantiles()[13][k]).isEqualTo(Math.rint(outlook.sumQuantiles()[13][k]));
                assertThat(sums[(int) (LEVELS[k] * sums.length)])
                        .as(name + " sum " + LEVELS[k])
                        .isCloseTo(outlook.sumQuantiles()[13][k], within(1.0));
                assertThat(last[(int) (LEVELS[k] * last.length)])
                        .as(name + " step " + LEVELS[k])
                        .isCloseTo(outlook.quantiles()[13][k], within(1.0));
            }
            assertThat(Arrays.stream(sums).average().orElse(0)).isCloseTo(14 * model.mean(1)[0], within(0.15));
        }
    }

    /** Of 400 simulated items each 14-day sum lies below its 95% quantile about 95 times in a hundred. */
    @Test
    void leadTimeQuantilesCoverSimulatedSlowMovers() {
        for (String name : List.of("poisson", "negative-binomial", "zero-inflated")) {
            int below = 0;
            int strictly = 0;
            for (int seed = 0; seed < 400; seed++) {
                Random random = new Random(seed);
                double[] y = new double[134];
                for (int t = 0; t < y.length; t++) {
                    y[t] = switch (name) {
                        case "poisson" -> Generated.poisson(random, 0.4);
                        case "negative-binomial" -> Generated.poisson(random, 0.6 * -Math.log(1 - random.nextDouble()));
                        default -> random.nextInt(5) == 0 ? 1 + Generated.poisson(random, 2.5) : 0;
                    };
                }
                double sum = Arrays.stream(y, 120, 134).sum();
                double quantile = Models.named(name)
                        .fit(Series.of(Arrays.copyOf(y, 120)))
                        .outlook(14, new double[] {0.95})
                        .sumQuantiles()[13][0];
                below += sum <= quantile ? 1 : 0;
                strictly += sum < quantile ? 1 : 0;
            }
            // Counts jump over the level: it lies between the two; the binomial error of 400 tries is 0.011.
            assertThat(below / 400.0).as(name).isBetween(0.93, 1.0);
            assertThat(strictly / 400.0).as(name).isLessThan(0.973);
        }
    }

    @Test
    void overdispersionIsFoundAndItsAbsenceToo() {
        Random random = new Random(11);
        double[] wild = new double[300];
        double[] calm = new double[300];
        for (int t = 0; t < 300; t++) {
            wild[t] = Generated.poisson(random, 2 * -Math.log(1 - random.nextDouble()));
            calm[t] = Generated.poisson(random, 2);
        }
        // Gamma(1)-mixed Poisson is negative binomial of size 1.
        assertThat(Models.named("negative-binomial")
                        .fit(Series.of(wild))
                        .parameters()
                        .get("size"))
                .isBetween(0.7, 1.5);
        assertThat(Models.named("negative-binomial")
                        .fit(Series.of(calm))
                        .parameters()
                        .getOrDefault("size", 1e9))
                .isGreaterThan(10);
    }

    @Test
    void whatIsNoCountIsSmoothedInstead() {
        assertThat(Models.named("poisson").fit(Series.of(1.5, 2, 3, 2, 4, 1)).label())
                .isEqualTo("ETS(A,N,N)");
    }
}
