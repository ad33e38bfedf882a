package dev.shelfcast.forecast.inventory;

import dev.shelfcast.forecast.Forecast;
import dev.shelfcast.forecast.numeric.Normal;

/**
 * Inventory formulas by normal theory and by a forecast's own distribution. Demand is in units per step, times are in
 * steps of the forecast. Sources: Silver, Pyke and Thomas, "Inventory and Production Management in Supply Chains" (4th
 * edition), chapters 4 and 6.
 */
public final class Stock {
    private static final int GRID = 200;

    private Stock() {}

    /**
     * Safety stock by normal theory: z sqrt(L sd^2 + d^2 sdL^2).
     *
     * @param serviceLevel probability of no stock-out in a cycle, in (0, 1)
     * @param demand mean demand per step
     * @param demandDeviation standard deviation of the demand of a step
     * @param leadTime lead time, plus the review period under periodic review, in steps
     * @param leadTimeDeviation standard deviation of the lead time in steps
     */
    public static double safetyStock(
            double serviceLevel, double demand, double demandDeviation, double leadTime, double leadTimeDeviation) {
        double variance =
                leadTime * demandDeviation * demandDeviation + demand * demand * leadTimeDeviation * leadTimeDeviation;
        return Normal.quantile(serviceLevel) * Math.sqrt(variance);
    }

    /** Reorder point: demand over the lead time plus safety stock. */
    public static double reorderPoint(double demand, double leadTime, double safetyStock) {
        return demand * leadTime + safetyStock;
    }

    /** Order-up-to level under periodic review: demand over lead time and review period plus safety stock. */
    public static double orderUpTo(double demand, double leadTime, double reviewPeriod, double safetyStock) {
        return demand * (leadTime + reviewPeriod) + safetyStock;
    }

    /**
     * Reorder point by the forecast's own distribution: the quantile of the demand of the lead time. A lead time
     * between two steps is read between them; 0 gives 0.
     *
     * @throws IllegalArgumentException when the lead time is longer than the forecast
     */
    public static double reorderPoint(Forecast forecast, double leadTime, double serviceLevel) {
        return sumQuantile(forecast, leadTime, serviceLevel);
    }

    /**
     * Order-up-to level by the forecast's own distribution: the quantile of the demand of lead time and review period.
     */
    public static double orderUpTo(Forecast forecast, double leadTime, double reviewPeriod, double serviceLevel) {
        return sumQuantile(forecast, leadTime + reviewPeriod, serviceLevel);
    }

    /**
     * Safety stock by the forecast's own distribution: quantile of the demand of those steps less its mean, at least 0.
     */
    public static double safetyStock(Forecast forecast, double steps, double serviceLevel) {
        return Math.max(0, sumQuantile(forecast, steps, serviceLevel) - sumMean(forecast, steps));
    }

    /**
     * Rounds a need up to what the supplier sells.
     *
     * @param need units wanted; none or less gives 0
     * @param minimum smallest order in units
     * @param pack units per pack, 0 for any quantity
     */
    public static double orderQuantity(double need, double minimum, double pack) {
        if (!(need > 0)) {
            return 0;
        }
        double wanted = Math.max(need, minimum);
        // A need of 24.0000000001 by rounding noise is two packs of 12, not three.
        return pack > 0 ? Math.ceil(wanted / pack - 1e-9) * pack : wanted;
    }

    /**
     * The newsvendor's critical ratio Cu / (Cu + Co).
     *
     * @param underage cost of one unit too few: price less cost, plus goodwill
     * @param overage cost of one unit too many: cost less salvage, plus disposal
     */
    public static double criticalRatio(double underage, double overage) {
        if (!(underage >= 0 && overage >= 0 && underage + overage > 0)) {
            throw new IllegalArgumentException("Costs of too few (" + underage + ") and too many (" + overage
                    + ") must not be negative nor both zero.");
        }
        return underage / (underage + overage);
    }

    /** The newsvendor's quantity for normal demand. */
    public static double newsvendor(double mean, double deviation, double underage, double overage) {
        return mean + deviation * Normal.quantile(bounded(criticalRatio(underage, overage)));
    }

    /** The newsvendor's quantity for the demand of the first {@code steps} steps of a forecast. */
    public static double newsvendor(Forecast forecast, double steps, double underage, double overage) {
        return sumQuantile(forecast, steps, bounded(criticalRatio(underage, overage)));
    }

    /** Expected units short per cycle for normal demand: sd (phi(z) - z (1 - Phi(z))). */
    public static double expectedShortage(double mean, double deviation, double stock) {
        if (deviation <= 0) {
            return Math.max(0, mean - stock);
        }
        double z = (stock - mean) / deviation;
        return deviation * (Normal.density(z) - z * Normal.cumulative(-z));
    }

    /** Expected units short when {@code stock} meets the demand of the first {@code steps} steps of a forecast. */
    public static double expectedShortage(Forecast forecast, double steps, double stock) {
        double sum = 0;
        for (int i = 0; i < GRID; i++) {
            double demand = sumQuantile(forecast, steps, (i + 0.5) / GRID);
            sum += Math.max(0, demand - stock);
        }
        return sum / GRID;
    }

    /**
     * Fill rate: share of demand served from the shelf, 1 - E[short] / Q, held within 0..1.
     *
     * @param expectedShortage units short per cycle
     * @param orderQuantity units demanded per cycle
     */
    public static double fillRate(double expectedShortage, double orderQuantity) {
        return orderQuantity <= 0 ? 1 : Math.min(1, Math.max(0, 1 - expectedShortage / orderQuantity));
    }

    /** Fill rate of one cycle that starts with {@code stock} and lasts {@code steps} steps of a forecast. */
    public static double fillRate(Forecast forecast, double steps, double stock) {
        double mean = 0;
        for (int i = 0; i < GRID; i++) {
            mean += sumQuantile(forecast, steps, (i + 0.5) / GRID) / GRID;
        }
        return fillRate(expectedShortage(forecast, steps, stock), mean);
    }

    /**
     * Steps until the forecast has used the last unit; beyond the forecast its average goes on. Infinite without any
     * demand.
     *
     * @param onHand units; none or less gives 0
     * @param mean expected demand per step
     */
    public static double daysOfCover(double onHand, double[] mean) {
        if (onHand <= 0) {
            return 0;
        }
        double left = onHand;
        double total = 0;
        for (int h = 0; h < mean.length; h++) {
            double use = Math.max(0, mean[h]);
            if (use >= left) {
                return h + left / use;
            }
            left -= use;
            total += use;
        }
        return total <= 0 ? Double.POSITIVE_INFINITY : mean.length + left / (total / mean.length);
    }

    /**
     * Probability that {@code stock} is used up by the demand of the first {@code steps} steps.
     */
    public static double stockoutProbability(Forecast forecast, double steps, double stock) {
        double low = 1e-4;
        double high = 1 - 1e-4;
        if (sumQuantile(forecast, steps, high) <= stock) {
            return 0;
        }
        if (sumQuantile(forecast, steps, low) > stock) {
            return 1;
        }
        for (int i = 0; i < 40; i++) {
            double middle = (low + high) / 2;
            if (sumQuantile(forecast, steps, middle) <= stock) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return 1 - low;
    }

    /**
     * Economic order quantity sqrt(2 D K / h) (Harris 1913).
     *
     * @param demand units per step
     * @param orderCost money per order
     * @param holdingCost money per unit and step
     */
    public static double economicOrderQuantity(double demand, double orderCost, double holdingCost) {
        return Math.sqrt(2 * demand * orderCost / holdingCost);
    }

    private static double sumQuantile(Forecast forecast, double steps, double probability) {
        if (steps < 0 || steps > forecast.horizon()) {
            throw new IllegalArgumentException("The demand of " + steps + " steps was asked, the forecast has "
                    + forecast.horizon() + ". Maybe forecast a longer horizon?");
        }
        int whole = (int) Math.floor(steps);
        double share = steps - whole;
        double low = whole == 0 ? 0 : forecast.sumQuantile(whole, probability);
        return share == 0 ? low : low + share * (forecast.sumQuantile(whole + 1, probability) - low);
    }

    private static double sumMean(Forecast forecast, double steps) {
        int whole = (int) Math.floor(steps);
        double share = steps - whole;
        double low = whole == 0 ? 0 : forecast.sumMean(whole);
        return share == 0 ? low : low + share * forecast.mean()[whole];
    }

    private static double bounded(double ratio) {
        return Math.min(1 - 1e-6, Math.max(1e-6, ratio));
    }
}
