package dev.shelfcast.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shelfcast.forecast.reconciliation.Reconciliation;
import dev.shelfcast.forecast.reconciliation.Reconciliation.Weights;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Reconciliation of a tree: a total, two groups, five leaves. */
class ReconciliationTest {
    private static final int[][] TREE = {{0, 1, 2, 3, 4}, {0, 1}, {2, 3, 4}, {0}, {1}, {2}, {3}, {4}};
    private final Reconciliation tree = new Reconciliation(TREE, 5);

    @Test
    void everyMethodIsExactAndIdempotent() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            double[][] residuals = new double[8][30];
            double[] forecasts = new double[8];
            for (int i = 0; i < 8; i++) {
                forecasts[i] = 10 * random.nextDouble();
                for (int t = 0; t < 30; t++) {
                    residuals[i][t] = random.nextGaussian() * TREE[i].length;
                }
            }
            for (Weights weights : Weights.values()) {
                double[][] covariance = tree.covariance(residuals, weights);
                double[] once = forecasts.clone();
                tree.project(once, covariance, false);
                assertThat(tree.coherent(once)).as(weights + " seed " + seed).isTrue();
                double[] twice = once.clone();
                tree.project(twice, covariance, false);
                assertThat(twice).as(weights + " seed " + seed).containsExactly(once, within(1e-8));
                double[] positive = forecasts.clone();
                tree.project(positive, covariance, true);
                assertThat(java.util.Arrays.stream(positive).min().orElse(-1)).isGreaterThanOrEqualTo(0);
            }
            for (Consumer<double[]> simple : List.<Consumer<double[]>>of(tree::topDown, tree::bottomUp)) {
                double[] once = forecasts.clone();
                simple.accept(once);
                assertThat(tree.coherent(once)).as("seed " + seed).isTrue();
                double[] twice = once.clone();
                simple.accept(twice);
                assertThat(twice).as("seed " + seed).containsExactly(once, within(1e-8));
            }
        }
    }

    @Test
    void ordinaryLeastSquaresOfTheTextbook() {
        // Total 100, leaves 40 and 48: the gap of 12 is shared by three nodes alike.
        double[] forecasts = {100, 40, 48};
        Reconciliation pair = new Reconciliation(new int[][] {{0, 1}, {0}, {1}}, 2);
        pair.project(forecasts, pair.covariance(new double[3][0], Weights.OLS), true);
        assertThat(forecasts).containsExactly(new double[] {96, 44, 52}, within(1e-9));
    }

    @Test
    void topDownKeepsTheTotalAndBottomUpTheLeaves() {
        double[] down = {100, 0, 0, 1, 1, 2, 2, 4};
        tree.topDown(down);
        assertThat(down).containsExactly(new double[] {100, 20, 80, 10, 10, 20, 20, 40}, within(1e-9));
        double[] up = {100, 0, 0, 1, 1, 2, 2, 4};
        tree.bottomUp(up);
        assertThat(up).containsExactly(10, 2, 8, 1, 1, 2, 2, 4);
    }
}
