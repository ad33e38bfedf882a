package dev.shelfcast.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shelfcast.forecast.analogue.NewProduct;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** New products by products like them. */
class NewProductTest {
    @Test
    void analoguesGiveWayToOwnSalesByHalfAfterFourWeeks() {
        double prior = NewProduct.prior(2, 1.5, 0.8);
        assertThat(prior).isCloseTo(2.4, within(1e-12));
        assertThat(NewProduct.rate(prior, new double[0])).isEqualTo(prior);
        double[] four = new double[28];
        Arrays.fill(four, 4.4);
        assertThat(NewProduct.rate(prior, four)).isCloseTo(3.4, within(1e-12));
        four[5] = Double.NaN;
        assertThat(NewProduct.weight(27)).isCloseTo(27.0 / 55, within(1e-12));
        assertThat(NewProduct.rate(prior, four)).isCloseTo(2.4 + 2 * 27.0 / 55, within(1e-12));
    }

    @Test
    void ratiosOfFewUnitsStayNearOne() {
        assertThat(NewProduct.ratio(0, 9, 3)).isEqualTo(1);
        assertThat(NewProduct.ratio(200, 6, 3)).isCloseTo(1.5, within(1e-12));
        assertThat(NewProduct.ratio(1e9, 6, 3)).isCloseTo(2, within(1e-6));
    }

    @Test
    void theWeekTurnsWithTheDay() {
        double[] week = {0.5, 1, 1, 1, 1, 1.5, 1};
        assertThat(NewProduct.forecast(2, week, 5, 4)).containsExactly(3, 2, 1, 2);
    }

    /** On simulated launches the blend is nearer to the truth than analogues alone or own data alone. */
    @Test
    void theBlendIsNearerToTheTruthThanEitherPart() {
        Random random = new Random(1);
        double[] errors = new double[3];
        for (int i = 0; i < 2_000; i++) {
            double truth = 0.3 * Math.exp(0.5 * random.nextGaussian());
            double[] own = new double[14];
            for (int t = 0; t < own.length; t++) {
                own[t] = Generated.poisson(random, truth);
            }
            double prior = 0.34;
            double mean = Arrays.stream(own).average().orElse(0);
            errors[0] += Math.abs(NewProduct.rate(prior, own) - truth);
            errors[1] += Math.abs(prior - truth);
            errors[2] += Math.abs(mean - truth);
        }
        assertThat(errors[0]).isLessThan(0.95 * Math.min(errors[1], errors[2]));
    }

    @Test
    void varianceBetweenProductsIsWhatChanceDoesNotExplain() {
        assertThat(NewProduct.betweenVariance(new double[] {2, 2, 2}, 30)).isZero();
        // Rates 1 and 3: variance 2, less 2 / 100 by chance, over the squared mean 4.
        assertThat(NewProduct.betweenVariance(new double[] {1, 3}, 100)).isCloseTo(1.98 / 4, within(1e-12));
        assertThat(NewProduct.sumVariance(2, 0.5, 0, 7)).isCloseTo(14 + 49 * 2, within(1e-12));
    }
}
