package dev.shelfcast.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shelfcast.forecast.accuracy.Measures;
import dev.shelfcast.forecast.intermittent.Croston;
import dev.shelfcast.forecast.numeric.Counts;
import dev.shelfcast.forecast.numeric.Normal;
import dev.shelfcast.forecast.numeric.Quantiles;
import org.junit.jupiter.api.Test;

/** Distributions, measures and simple methods against figures worked by hand or taken from tables. */
class NumbersTest {
    @Test
    void normalQuantilesOfTheTables() {
        assertThat(Normal.quantile(0.95)).isCloseTo(1.6448536269514722, within(1e-12));
        assertThat(Normal.quantile(0.001)).isCloseTo(-3.090232306167813, within(1e-11));
        assertThat(Normal.cumulative(1.96)).isCloseTo(0.9750021048517795, within(1e-14));
    }

    @Test
    void poissonAndNegativeBinomialQuantiles() {
        // Poisson(3): P(X <= 5) = 0.9161, P(X <= 6) = 0.9665.
        assertThat(Math.ceil(Counts.negativeBinomialQuantile(3, 3, 0.95))).isEqualTo(6);
        assertThat(Math.ceil(Counts.negativeBinomialQuantile(3, 3, 0.91))).isEqualTo(5);
        // Negative binomial of size 1 (geometric) and mean 3: P(X <= k) = 1 - 0.75^(k+1).
        assertThat(Math.ceil(Counts.negativeBinomialQuantile(3, 12, 0.95))).isEqualTo(10);
    }

    @Test
    void quantilesBetweenLevelsFollowTheNormalScale() {
        double[] levels = {0.1, 0.5, 0.9};
        double[] values = {10 - 1.2815515655446004, 10, 10 + 1.2815515655446004};
        assertThat(Quantiles.interpolate(levels, values, 0.95)).isCloseTo(10 + 1.6448536269514722, within(1e-9));
        assertThat(Quantiles.interpolate(levels, values, 0.5)).isEqualTo(10);
    }

    @Test
    void measuresByHand() {
        double[] actual = {10, 0, 5, 5};
        double[] forecast = {8, 1, 5, 9};
        assertThat(Measures.mae(actual, forecast)).isEqualTo(1.75);
        assertThat(Measures.rmse(actual, forecast)).isCloseTo(Math.sqrt(21.0 / 4), within(1e-12));
        assertThat(Measures.wape(actual, forecast)).isEqualTo(0.35);
        assertThat(Measures.bias(actual, forecast)).isCloseTo(0.15, within(1e-12));
        assertThat(Measures.mape(actual, forecast)).isCloseTo(100 * (0.2 + 0 + 0.8) / 3, within(1e-9));
        assertThat(Measures.mase(actual, forecast, new double[] {1, 3, 2, 6}, 1))
                .isCloseTo(1.75 / (7.0 / 3), within(1e-12));
        assertThat(Measures.pinball(10, 8, 0.9)).isCloseTo(1.8, within(1e-12));
        assertThat(Measures.pinball(8, 10, 0.9)).isCloseTo(0.2, within(1e-12));
        assertThat(Measures.trackingSignal(actual, forecast)).isCloseTo(-3 / 1.75, within(1e-12));
    }

    @Test
    void dieboldMarianoByHand() {
        // d = {3, 8, 0, 5}: mean 4, variance 8.5, correction sqrt((4 + 1 - 2) / 4).
        double[] first = {2, 3, 1, 3};
        double[] second = {1, 1, 1, 2};
        double expected = Math.sqrt(0.75) * 4 / Math.sqrt(8.5 / 4);
        assertThat(Measures.dieboldMariano(first, second, 1)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void dieboldMarianoAgreesWithR() {
        for (String[] row : Golden.rows("dm.csv")) {
            double[] first = Golden.numbers(row[0]);
            double[] second = Golden.numbers(row[1]);
            int horizon = Integer.parseInt(row[2]);
            assertThat(Measures.dieboldMariano(first, second, horizon))
                    .isCloseTo(Double.parseDouble(row[3]), within(1e-8));
            assertThat(Measures.dieboldMarianoProbability(first, second, horizon))
                    .isCloseTo(Double.parseDouble(row[4]), within(1e-8));
        }
    }

    @Test
    void probabilityScoresByHand() {
        double[] levels = {0.25, 0.5, 0.75};
        // Shares 0.375, 0.25, 0.375 of the unit interval; losses 0.25, 0, 0.25 at the median.
        assertThat(Measures.crps(10, levels, new double[] {9, 10, 11}))
                .isCloseTo(2 * (0.375 * 0.25 + 0.375 * 0.25), within(1e-12));
        assertThat(Measures.crps(new double[] {10, 10}, levels, new double[][] {{9, 10, 11}, {10, 10, 10}}))
                .isCloseTo(0.1875, within(1e-12));
        double[] history = {1, 3, 2, 6};
        assertThat(Measures.scaledPinball(new double[] {10}, new double[] {8}, 0.9, history, 1))
                .isCloseTo(1.8 / (7.0 / 3), within(1e-12));
        // Width 4, and 2 / 0.1 times the unit by which the second value lies above.
        assertThat(Measures.msis(new double[] {5, 9}, new double[] {4, 4}, new double[] {8, 8}, 0.1, 2))
                .isCloseTo((4 + 24) / 2.0 / 2, within(1e-12));
        assertThat(Measures.r2(new double[] {1, 2, 3}, new double[] {1, 2, 4})).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void crostonOfAConstantGapIsSizeOverGap() {
        double[] y = {0, 0, 6, 0, 0, 6, 0, 0, 6, 0, 0, 6};
        assertThat(new Croston(Croston.Kind.CLASSIC).fit(Series.of(y)).mean(1)[0])
                .isCloseTo(2, within(0.01));
        assertThat(new Croston(Croston.Kind.TSB).fit(Series.of(y)).mean(1)[0]).isCloseTo(2, within(0.5));
    }

    @Test
    void aDyingItemsForecastFallsWithTsbOnly() {
        double[] y = new double[60];
        for (int t = 0; t < 20; t += 2) {
            y[t] = 4;
        }
        double tsb = new Croston(Croston.Kind.TSB).fit(Series.of(y)).mean(1)[0];
        double croston = new Croston(Croston.Kind.CLASSIC).fit(Series.of(y)).mean(1)[0];
        assertThat(tsb).isLessThan(croston / 3);
    }

    @Test
    void aFilledSeasonRepeats() {
        double[] mean = Models.named("seasonal-naive")
                .fit(Series.of(1, 2, 3, Double.NaN, 5, 6).withPeriods(3))
                .mean(4);
        assertThat(mean).containsExactly(1, 5, 6, 1);
    }
}
