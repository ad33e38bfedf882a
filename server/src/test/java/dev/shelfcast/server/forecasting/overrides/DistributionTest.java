package dev.shelfcast.server.forecasting.overrides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shelfcast.server.testing.Seeds;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DistributionTest {

    private static final double[] LEVELS = {0.05, 0.5, 0.95};
    private static final boolean[] NONE = new boolean[2];

    /** 10 units a day, give or take 6; two days together 20, give or take 8. */
    private final Distribution said =
            new Distribution(new double[] {10, 10}, LEVELS, new double[] {4, 10, 16, 4, 10, 16}, sums(8));

    private static double[] sums(double spread) {
        return new double[] {4, 10, 16, 20 - spread, 20, 20 + spread};
    }

    @Test
    void twiceTheUnitsHaveTwiceTheRange() {
        Distribution moved = said.moved(new double[] {20, 20}, NONE);

        assertThat(moved.mean()).containsExactly(20, 20);
        assertThat(moved.quantiles()).containsExactly(8, 20, 32, 8, 20, 32);
        assertThat(moved.sumQuantiles()).containsExactly(8, 20, 32, 24, 40, 56);
    }

    @Test
    void halfTheUnitsHaveHalfTheRangeAndNoneHaveNone() {
        assertThat(said.moved(new double[] {5, 10}, NONE).quantiles()).containsExactly(2, 5, 8, 4, 10, 16);
        assertThat(said.moved(new double[] {0, 0}, NONE).sumQuantiles()).containsOnly(0);
    }

    @Test
    void unitsThatAreCertainToComeLeaveTheRangeAsItIs() {
        Distribution moved = said.moved(new double[] {15, 10}, new boolean[] {true, false});

        assertThat(moved.quantiles()).containsExactly(9, 15, 21, 4, 10, 16);
        assertThat(moved.sumQuantiles()).containsExactly(9, 15, 21, 17, 25, 33);
    }

    @Test
    void theRangeOfASumGrowsByTheDayThatGrew() {
        Distribution moved = said.moved(new double[] {10, 20}, NONE);

        // Day widths 12 and 24 in quadrature, against 12 and 12.
        double growth = Math.sqrt((144 + 576) / 288.0);
        assertThat(Arrays.copyOf(moved.sumQuantiles(), 3)).containsExactly(4, 10, 16);
        assertThat(moved.sumQuantiles()[5]).isCloseTo(30 + 8 * growth, within(1e-9));
    }

    @Test
    void manyTimesTheUnitsWidenTheRangeLikeTheRoot() {
        assertThat(said.moved(new double[] {80, 10}, NONE).quantiles()[2]).isCloseTo(80 + 6 * 4, within(1e-9));
    }

    @Test
    void whatNeverSoldGetsTheRangeOfACount() {
        Distribution dead = new Distribution(new double[2], LEVELS, new double[6], new double[6]);

        Distribution moved = dead.moved(new double[] {100, 0}, NONE);

        assertThat(moved.quantiles()[2]).isCloseTo(100 + 1.644854 * 10, within(1e-4));
        assertThat(Arrays.copyOfRange(moved.quantiles(), 3, 6)).containsOnly(0);
        assertThat(moved.sumQuantiles()[5]).isCloseTo(100 + 1.644854 * 10, within(1e-4));
    }

    @Test
    void quantilesNeverCrossAndSumsNeverShrink() {
        Seeds.check(200, random -> {
            int days = 1 + random.nextInt(10);
            Distribution any = any(random, days);
            double[] means = random.doubles(days, 0, 50).toArray();
            boolean[] shifted = new boolean[days];
            for (int h = 0; h < days; h++) {
                shifted[h] = random.nextBoolean();
                means[h] = random.nextInt(3) == 0 ? any.mean()[h] : means[h];
            }
            Distribution moved = any.moved(means, shifted);
            for (int h = 0; h < days; h++) {
                assertThat(Arrays.copyOfRange(moved.quantiles(), 3 * h, 3 * h + 3))
                        .isSorted();
                assertThat(Arrays.copyOfRange(moved.sumQuantiles(), 3 * h, 3 * h + 3))
                        .isSorted();
                for (int k = 0; k < 3 && h > 0; k++) {
                    assertThat(moved.sumQuantiles()[3 * h + k])
                            .isGreaterThanOrEqualTo(moved.sumQuantiles()[3 * h - 3 + k] - 1e-9);
                }
            }
        });
    }

    private static Distribution any(Random random, int days) {
        double[] mean = new double[days];
        double[] quantiles = new double[3 * days];
        double[] sums = new double[3 * days];
        double whole = 0;
        for (int h = 0; h < days; h++) {
            mean[h] = random.nextInt(4) == 0 ? 0 : 20 * random.nextDouble();
            whole += mean[h];
            double width = mean[h] * random.nextDouble();
            for (int k = 0; k < 3; k++) {
                quantiles[3 * h + k] = mean[h] + (k - 1) * width;
                double sum = Math.max(0, whole + (k - 1) * width);
                sums[3 * h + k] = h == 0 ? sum : Math.max(sum, sums[3 * h - 3 + k]);
            }
        }
        return new Distribution(mean, LEVELS, quantiles, sums);
    }
}
