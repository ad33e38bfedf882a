package dev.shelfcast.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shelfcast.forecast.numeric.Normal;
import dev.shelfcast.forecast.reconciliation.CoherentSamples;
import dev.shelfcast.forecast.reconciliation.Reconciliation;
import dev.shelfcast.forecast.reconciliation.Reconciliation.Weights;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Quantiles over a tree: a total, two groups, five leaves. */
class CoherentSamplesTest {
    private static final int[][] TREE = {{0, 1, 2, 3, 4}, {0, 1}, {2, 3, 4}, {0}, {1}, {2}, {3}, {4}};
    private static final double[] LEVELS = {0.05, 0.25, 0.5, 0.75, 0.95};
    private final Reconciliation tree = new Reconciliation(TREE, 5);

    @Test
    void everySampleAddsUpQuantilesAscendAndASecondTimeChangesNothing() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            double[][] residuals = residuals(random, 60);
            double[][] quantiles = new double[8][];
            for (int node = 0; node < 8; node++) {
                double mean = (3 + 3 * random.nextDouble()) * TREE[node].length;
                double deviation = 1 + random.nextDouble();
                quantiles[node] = Arrays.stream(LEVELS)
                        .map(p -> Math.max(0, mean + deviation * Normal.quantile(p)))
                        .toArray();
            }
            var projection = tree.projection(tree.covariance(residuals, Weights.MINT_SHRINK));
            int[][] order = CoherentSamples.ranks(residuals, 300, seed);
            CoherentSamples once = CoherentSamples.of(tree, projection, LEVELS, quantiles, order);
            double moved = 0;
            boolean coherent = true;
            for (double[] sample : once.samples()) {
                coherent &= tree.coherent(sample);
                double[] twice = sample.clone();
                projection.apply(twice, true);
                for (int node = 0; node < 8; node++) {
                    moved = Math.max(moved, Math.abs(twice[node] - sample[node]));
                }
            }
            assertThat(coherent).as("seed " + seed).isTrue();
            assertThat(moved).as("seed " + seed).isLessThan(1e-9);
            assertThat(tree.coherent(once.mean())).as("seed " + seed).isTrue();
            for (double[] own : once.quantiles(LEVELS)) {
                for (int k = 1; k < own.length; k++) {
                    assertThat(own[k]).isGreaterThanOrEqualTo(own[k - 1]);
                }
            }
        }
    }

    /** Two independent normal leaves of deviation 1 whose total is forecast right: its deviation is root 2, not 2. */
    @Test
    void theOrderOfPastErrorsGivesTotalsTheirSpread() {
        Reconciliation pair = new Reconciliation(new int[][] {{0, 1}, {0}, {1}}, 2);
        Random random = new Random(1);
        double[][] residuals = new double[3][2_000];
        for (int t = 0; t < 2_000; t++) {
            residuals[1][t] = random.nextGaussian();
            residuals[2][t] = random.nextGaussian();
            residuals[0][t] = residuals[1][t] + residuals[2][t];
        }
        double[] z = Arrays.stream(LEVELS).map(Normal::quantile).toArray();
        double root = Math.sqrt(2);
        double[][] quantiles = {
            Arrays.stream(z).map(v -> 20 + root * v).toArray(),
            Arrays.stream(z).map(v -> 10 + v).toArray(),
            Arrays.stream(z).map(v -> 10 + v).toArray()
        };
        var projection = pair.projection(pair.covariance(residuals, Weights.STRUCTURE));
        int[][] order = CoherentSamples.ranks(residuals, 4_000, 2);
        double[][] found =
                CoherentSamples.of(pair, projection, LEVELS, quantiles, order).quantiles(LEVELS);
        for (int k = 0; k < LEVELS.length; k++) {
            assertThat(found[0][k]).isCloseTo(quantiles[0][k], within(0.12));
        }
        int[][] together = CoherentSamples.together(3, 4_000);
        double[][] safe = CoherentSamples.of(pair, projection, LEVELS, quantiles, together)
                .quantiles(LEVELS);
        assertThat(safe[0][4] - safe[0][2]).isGreaterThan(1.1 * (found[0][4] - found[0][2]));
    }

    @Test
    void theCovarianceOfReconciledErrorsIsSmallerAndAddsUp() {
        double[][] w = tree.covariance(residuals(new Random(3), 200), Weights.MINT_SHRINK);
        double[][] reconciled = tree.projection(w).covariance(w);
        for (int node = 0; node < 8; node++) {
            assertThat(reconciled[node][node]).isLessThanOrEqualTo(w[node][node] + 1e-12);
        }
        double sum = 0;
        for (int i = 3; i < 8; i++) {
            for (int j = 3; j < 8; j++) {
                sum += reconciled[i][j];
            }
        }
        assertThat(reconciled[0][0]).isCloseTo(sum, within(1e-9));
    }

    private static double[][] residuals(Random random, int n) {
        double[][] residuals = new double[8][n];
        for (int t = 0; t < n; t++) {
            double common = random.nextGaussian();
            for (int node = 0; node < 8; node++) {
                residuals[node][t] = TREE[node].length * (0.5 * common + random.nextGaussian());
            }
        }
        return residuals;
    }
}
