package dev.shelfcast.forecast.inventory;

import dev.shelfcast.forecast.Forecast;
import dev.shelfcast.forecast.numeric.Counts;
import dev.shelfcast.forecast.numeric.Normal;
import java.util.Arrays;

/**
 * The demand of a protection interval (lead time, plus review period) as a distribution of any kind, and the inventory
 * formulas that follow from it. Expected shortages are sums over {@value #GRID} equally likely demands, so quantities
 * are good to about half a percent of the spread. Source: Silver, Pyke and Thomas (4th edition), chapters 6 and 9.
 */
public interface DemandDistribution {
    /** How many equally likely demands stand for the distribution. */
    int GRID = 1_000;

    /** Demand that is not exceeded with probability {@code p}, in (0, 1); units. */
    double quantile(double p);

    /** Normal demand; below zero only if asked for. */
    static DemandDistribution normal(double mean, double deviation) {
        return p -> mean + deviation * Normal.quantile(p);
    }

    /** Poisson counts. */
    static DemandDistribution poisson(double mean) {
        return negativeBinomial(mean, mean);
    }

    /** Negative binomial counts of that mean and variance; Poisson where the variance is not larger. */
    static DemandDistribution negativeBinomial(double mean, double variance) {
        return p -> {
            double[] out = new double[1];
            Counts.negativeBinomialQuantiles(mean, variance, new double[] {p}, out);
            return out[0];
        };
    }

    /** The demands that were seen or simulated, each as likely as the other: the least one that reaches p. */
    static DemandDistribution sample(double... demands) {
        if (demands.length == 0) {
            throw new IllegalArgumentException("A distribution needs at least one demand.");
        }
        double[] sorted = demands.clone();
        Arrays.sort(sorted);
        return p -> sorted[(int) Math.min(sorted.length - 1.0, Math.max(0, Math.ceil(p * sorted.length - 1e-9) - 1))];
    }

    /** The demand of the first {@code steps} steps of a forecast. */
    static DemandDistribution of(Forecast forecast, int steps) {
        return p -> forecast.sumQuantile(steps, p);
    }

    /**
     * The demand of a lead time that is itself uncertain: with probability {@code weights[i]} it is {@code parts[i]}.
     *
     * @param weights shares, together above 0
     * @param parts a distribution for each
     */
    static DemandDistribution mixture(double[] weights, DemandDistribution... parts) {
        double total = Arrays.stream(weights).sum();
        if (weights.length != parts.length || !(total > 0)) {
            throw new IllegalArgumentException(
                    "A mixture needs a weight for each part, not " + weights.length + " for " + parts.length + ".");
        }
        double[] demands = new double[GRID * parts.length];
        double[] shares = new double[GRID * parts.length];
        Integer[] order = new Integer[demands.length];
        for (int i = 0; i < parts.length; i++) {
            for (int g = 0; g < GRID; g++) {
                demands[i * GRID + g] = parts[i].quantile((g + 0.5) / GRID);
                shares[i * GRID + g] = weights[i] / total / GRID;
            }
        }
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(demands[a], demands[b]));
        double[] sorted = new double[order.length];
        double[] reached = new double[order.length];
        double sum = 0;
        for (int r = 0; r < order.length; r++) {
            sum += shares[order[r]];
            sorted[r] = demands[order[r]];
            reached[r] = sum;
        }
        return p -> {
            int at = Arrays.binarySearch(reached, p - 1e-12);
            return sorted[Math.min(sorted.length - 1, at < 0 ? -at - 1 : at)];
        };
    }

    /** Expected demand. */
    default double mean() {
        double sum = 0;
        for (int i = 0; i < GRID; i++) {
            sum += quantile((i + 0.5) / GRID);
        }
        return sum / GRID;
    }

    /** Reorder point or order-up-to level for a probability of no stock-out in a cycle. */
    default double stockForService(double serviceLevel) {
        return quantile(serviceLevel);
    }

    /** What is held beyond the expected demand at that service level; at least 0. */
    default double safetyStock(double serviceLevel) {
        return Math.max(0, quantile(serviceLevel) - mean());
    }

    /** Expected units short of one cycle that starts with {@code stock}. */
    default double expectedShortage(double stock) {
        double sum = 0;
        for (int i = 0; i < GRID; i++) {
            sum += Math.max(0, quantile((i + 0.5) / GRID) - stock);
        }
        return sum / GRID;
    }

    /** Share of demand served when each cycle starts with {@code stock} and brings {@code orderQuantity} units. */
    default double fillRate(double stock, double orderQuantity) {
        return Stock.fillRate(expectedShortage(stock), orderQuantity);
    }

    /**
     * The least of the equally likely demands that, held as stock, serves that share of the demand.
     *
     * @param fillRate wanted, in (0, 1)
     * @param orderQuantity units per cycle
     */
    default double stockForFillRate(double fillRate, double orderQuantity) {
        int low = 0;
        int high = GRID - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (fillRate(quantile((middle + 0.5) / GRID), orderQuantity) >= fillRate) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return quantile((low + 0.5) / GRID);
    }

    /** The newsvendor's quantity: the quantile at Cu / (Cu + Co). */
    default double newsvendor(double underage, double overage) {
        return quantile(Math.min(1 - 1e-6, Math.max(1e-6, Stock.criticalRatio(underage, overage))));
    }

    /** Expected cost of holding {@code stock} for one period: units short at one price, units left at the other. */
    default double newsvendorCost(double stock, double underage, double overage) {
        double shortage = expectedShortage(stock);
        return underage * shortage + overage * (stock - mean() + shortage);
    }
}
