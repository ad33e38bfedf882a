package dev.shelfcast.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The gates' curves against those of the JDK, and draws by share. */
class CurvesTest {
    @Test
    void theCurvesAreThoseOfTheJdkInSinglePrecision() {
        int n = 200_001;
        float[] tanh = new float[n];
        float[] sigmoid = new float[n];
        for (int i = 0; i < n; i++) {
            tanh[i] = sigmoid[i] = (i - n / 2) / 2_500f;
        }
        Curves.tanh(tanh, n);
        Curves.sigmoid(sigmoid, n);
        double worst = 0;
        for (int i = 0; i < n; i++) {
            float x = (i - n / 2) / 2_500f;
            worst = Math.max(worst, Math.abs(tanh[i] - Math.tanh(x)));
            worst = Math.max(worst, Math.abs(sigmoid[i] - 1 / (1 + Math.exp(-x))));
        }
        assertThat(worst).isLessThan(4e-7);
    }

    @Test
    void theCurvesEndAtTheirLimitsAndLeaveTheRestAlone() {
        float[] x = {Float.NEGATIVE_INFINITY, -1e30f, 0, 1e30f, Float.POSITIVE_INFINITY, 7};
        Curves.tanh(x, 5);
        assertThat(x[0]).isCloseTo(-1, within(4e-7f)).isEqualTo(x[1]);
        assertThat(x[2]).isZero();
        assertThat(x[4]).isCloseTo(1, within(4e-7f)).isEqualTo(x[3]);
        assertThat(x[5]).isEqualTo(7);
    }

    @Test
    void aCountIsTheFirstWhoseDistributionReachesTheShare() {
        // Size 2, half the odds: 1/4, 1/4, 3/16, ...
        double[] shares = {0.01, 0.2499, 0.2501, 0.4999, 0.5001, 0.6874, 0.6876};
        double[] counts = {0, 0, 1, 1, 2, 2, 3};
        for (int i = 0; i < shares.length; i++) {
            assertThat(Draws.negativeBinomial(2, 0.5, shares[i]))
                    .as("share %s", shares[i])
                    .isEqualTo(counts[i]);
        }
    }

    @Test
    void countsOverEvenSharesHaveTheirMeanAndVariance() {
        for (double mean : new double[] {0.3, 30, 400}) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < 20_000; i++) {
                double count = Draws.negativeBinomial(mean, 0.2, (i + 0.5) / 20_000);
                sum += count / 20_000;
                squares += count * count / 20_000;
            }
            assertThat(sum).isCloseTo(mean, within(0.002 * mean));
            assertThat(squares - sum * sum).isCloseTo(mean + 0.2 * mean * mean, within(0.01 * (mean + mean * mean)));
        }
    }

    @Test
    void sharesFillEveryPartOnceInAnOrderOfTheirOwn() {
        double[] shares = new double[96];
        Draws.spread(shares, new java.util.SplittableRandom(3));
        double[] sorted = shares.clone();
        java.util.Arrays.sort(sorted);
        assertThat(shares).isNotEqualTo(sorted);
        for (int i = 0; i < 96; i++) {
            assertThat(sorted[i]).isStrictlyBetween(i / 96.0, (i + 1) / 96.0);
        }
    }
}
