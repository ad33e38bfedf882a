package dev.shelfcast.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shelfcast.forecast.inventory.DemandDistribution;
import dev.shelfcast.forecast.inventory.PolicySimulation;
import dev.shelfcast.forecast.inventory.PolicySimulation.Costs;
import dev.shelfcast.forecast.inventory.PolicySimulation.Result;
import dev.shelfcast.forecast.inventory.PolicySimulation.Setting;
import dev.shelfcast.forecast.inventory.Stock;
import dev.shelfcast.forecast.inventory.StockPolicy;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Policies played by hand and by chance, and the formulas by any distribution. */
class StockPolicyTest {
    @Test
    void aWeekPlayedByHand() {
        // Opening 5, order up to 8 when at or below 3, two steps of lead time, lost sales.
        double[] demand = {2, 2, 3, 0, 1, 6};
        Setting setting = Setting.of(2, 5, new Costs(1, 10, 4));
        Result result = PolicySimulation.run(new double[][] {demand}, StockPolicy.periodic(1, 3, 8), setting);
        // Left: 3, 1, 0 (2 missed), 5 arrive, 5, 4, 0 (2 missed). One order, at step 1, which comes at step 3.
        assertThat(result.ordersPerStep() * 6).isCloseTo(1, within(1e-12));
        assertThat(result.shortagePerStep() * 6).isCloseTo(4, within(1e-12));
        assertThat(result.fillRate()).isCloseTo(10.0 / 14, within(1e-12));
        assertThat(result.stepService()).isCloseTo(4.0 / 6, within(1e-12));
        assertThat(result.meanStock() * 6).isCloseTo(3 + 1 + 0 + 5 + 4 + 0, within(1e-12));
        // The only cycle that ended had a shortage.
        assertThat(result.cycleService()).isZero();
        assertThat(result.costPerStep() * 6).isCloseTo(13 + 10 + 4 * 4, within(1e-12));
    }

    @Test
    void anOrderUpToLevelByFormulaServesWhatItPromises() {
        // Poisson 3 a day, lead time 4, review every day: protection interval of 5 days, mean 15.
        DemandDistribution demand = DemandDistribution.poisson(15);
        double level = demand.stockForService(0.95);
        Random random = new Random(8);
        double[][] paths = new double[40][1_000];
        for (double[] path : paths) {
            for (int t = 0; t < path.length; t++) {
                path[t] = Generated.poisson(random, 3);
            }
        }
        Setting setting = new Setting(4, level, true, 20, Costs.NONE);
        Result result = PolicySimulation.run(paths, StockPolicy.orderUpTo(1, level), setting);
        // With backorders a step is short when the demand of 5 days exceeds the level: P(Poisson(15) > 22) = 0.0327.
        assertThat(level).isEqualTo(22);
        assertThat(1 - result.stepService()).isCloseTo(0.0327, within(0.003));
        // Expected stock at the end of a step is E[(22 - D)+].
        double stock = 22 - 15 + demand.expectedShortage(22);
        assertThat(result.meanStock()).isCloseTo(stock, within(0.1));
        // Units newly short per step: the shortage of 5 days less that of the 4 before, over the demand of a day.
        double fill = 1
                - (demand.expectedShortage(22) - DemandDistribution.poisson(12).expectedShortage(22)) / 3;
        assertThat(result.fillRate()).isCloseTo(fill, within(0.004));
    }

    @Test
    void fixedQuantitiesRiseAboveTheReorderPoint() {
        StockPolicy policy = StockPolicy.fixedQuantity(10, 6);
        assertThat(policy.order(11)).isZero();
        assertThat(policy.order(10)).isEqualTo(6);
        assertThat(policy.order(-3)).isEqualTo(18);
    }

    @Test
    void normalDistributionsGiveTheFormulasOfNormalTheory() {
        DemandDistribution normal = DemandDistribution.normal(100, 10);
        assertThat(normal.stockForService(0.95)).isCloseTo(100 + 16.44854, within(1e-4));
        assertThat(normal.safetyStock(0.95)).isCloseTo(16.44854, within(0.02));
        assertThat(normal.expectedShortage(105)).isCloseTo(Stock.expectedShortage(100, 10, 105), within(0.02));
        assertThat(normal.newsvendor(15, 25)).isCloseTo(Stock.newsvendor(100, 10, 15, 25), within(1e-9));
        double stock = normal.stockForFillRate(0.99, 100);
        assertThat(Stock.fillRate(Stock.expectedShortage(100, 10, stock), 100)).isCloseTo(0.99, within(0.0005));
    }

    @Test
    void theNewsvendorOfAnyDistributionCostsLeast() {
        DemandDistribution demand = DemandDistribution.negativeBinomial(4, 9);
        double best = demand.newsvendor(7, 3);
        double cost = demand.newsvendorCost(best, 7, 3);
        for (int q = 0; q < 20; q++) {
            assertThat(demand.newsvendorCost(q, 7, 3)).as("quantity " + q).isGreaterThanOrEqualTo(cost - 1e-9);
        }
    }

    @Test
    void anUncertainLeadTimeIsAMixture() {
        DemandDistribution demand = DemandDistribution.mixture(
                new double[] {1, 3}, DemandDistribution.sample(2), DemandDistribution.sample(10));
        assertThat(demand.quantile(0.2)).isEqualTo(2);
        assertThat(demand.quantile(0.3)).isEqualTo(10);
        assertThat(demand.mean()).isCloseTo(8, within(0.01));
    }

    @Test
    void aForecastsSumsAreADistributionToo() {
        Forecast forecast = Models.named("poisson").forecast(Series.of(1, 0, 2, 1, 0, 0, 3, 1, 1, 0, 2, 1), 7);
        assertThat(DemandDistribution.of(forecast, 7).stockForService(0.95)).isEqualTo(forecast.sumQuantile(7, 0.95));
    }
}
