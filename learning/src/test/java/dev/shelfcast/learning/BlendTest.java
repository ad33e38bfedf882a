package dev.shelfcast.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Weights from errors. */
class BlendTest {
    @Test
    void theBetterCandidateGainsAsFarAsItsGainIsCertain() {
        // Errors with variances 4 and 1, independent: the best weights are 0.2 and 0.8.
        double[][] weights = new Blend(Blend.equal(2), 4).weights(errors(400, 4, 1), new int[400], 1);
        assertThat(weights[0][1]).isBetween(0.68, 0.8);
        assertThat(weights[0][0] + weights[0][1]).isCloseTo(1, within(1e-12));
    }

    @Test
    void candidatesThatAreAlikeStayEqual() {
        double[][] weights = new Blend(Blend.equal(2), 2).weights(errors(400, 1, 1), new int[400], 1);
        assertThat(weights[1][0]).isCloseTo(0.5, within(0.08));
    }

    @Test
    void aSegmentOfOneItemTakesTheWeightsOfAll() {
        int[] segments = new int[300];
        segments[299] = 1;
        double[][] weights = new Blend(Blend.first(2), 3).weights(errors(300, 9, 1), segments, 2);
        assertThat(weights[1]).isEqualTo(weights[2]);
        assertThat(weights[2][1]).isGreaterThan(0.5);
    }

    @Test
    void withoutErrorsThePriorStands() {
        double[][] weights = new Blend(Blend.first(3), 2).weights(new double[10][0][], new int[10], 1);
        assertThat(weights[0]).containsExactly(1, 0, 0);
    }

    private static double[][][] errors(int items, double first, double second) {
        SplittableRandom dice = new SplittableRandom(5);
        double[][][] products = new double[items][2][2];
        for (double[][] of : products) {
            for (int s = 0; s < 14; s++) {
                double a = Math.sqrt(first) * Draws.normal(dice);
                double b = Math.sqrt(second) * Draws.normal(dice);
                of[0][0] += a * a / 14;
                of[0][1] += a * b / 14;
                of[1][0] += a * b / 14;
                of[1][1] += b * b / 14;
            }
        }
        return products;
    }
}
