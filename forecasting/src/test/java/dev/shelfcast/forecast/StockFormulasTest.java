package dev.shelfcast.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shelfcast.forecast.inventory.Stock;
import org.junit.jupiter.api.Test;

/** Textbook cases of the inventory formulas. */
class StockFormulasTest {
    @Test
    void safetyStockOfTheTextbookCaseIs54AndTheReorderPoint154() {
        double safety = Stock.safetyStock(0.95, 20, 6, 5, 1.5);
        assertThat(safety).isCloseTo(54.0, within(0.1));
        assertThat(Stock.reorderPoint(20, 5, Math.round(safety))).isEqualTo(154);
    }

    @Test
    void theCriticalRatioOf15And25Is0375() {
        assertThat(Stock.criticalRatio(15, 25)).isEqualTo(0.375);
    }

    @Test
    void expectedShortageAtTheMeanIsDensityAtZeroTimesDeviation() {
        assertThat(Stock.expectedShortage(100, 10, 100)).isCloseTo(3.989423, within(1e-6));
        assertThat(Stock.fillRate(3.989423, 100)).isCloseTo(0.96010577, within(1e-8));
    }

    @Test
    void coverRunsOutWithinTheStepThatUsesTheLastUnit() {
        assertThat(Stock.daysOfCover(7, new double[] {2, 4, 2})).isEqualTo(2.5);
        assertThat(Stock.daysOfCover(10, new double[] {2, 2})).isEqualTo(5);
        assertThat(Stock.daysOfCover(10, new double[] {0, 0})).isInfinite();
    }

    @Test
    void needsAreRoundedUpToPacksAndMinimum() {
        assertThat(Stock.orderQuantity(25, 0, 12)).isEqualTo(36);
        assertThat(Stock.orderQuantity(24.0000000001, 0, 12)).isEqualTo(24);
        assertThat(Stock.orderQuantity(3, 10, 0)).isEqualTo(10);
        assertThat(Stock.orderQuantity(-3, 10, 12)).isZero();
    }

    @Test
    void economicOrderQuantity() {
        assertThat(Stock.economicOrderQuantity(1000, 50, 4)).isCloseTo(158.1139, within(1e-4));
    }
}
