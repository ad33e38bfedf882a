package dev.shelfcast.forecast.count;

import dev.shelfcast.forecast.FittedModel;
import dev.shelfcast.forecast.Outlook;
import dev.shelfcast.forecast.Spread;
import dev.shelfcast.forecast.count.CountSmoothing.Discounted;
import dev.shelfcast.forecast.numeric.Counts;
import dev.shelfcast.forecast.numeric.Draws;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Counts about one rate that is known up to a gamma distribution. Under Poisson counts the sum of any number of steps
 * is negative binomial, exactly; under negative binomial counts it is so with the exact mean and variance.
 */
final class RateModel implements FittedModel {
    private final Discounted state;
    private final double size;
    private final double[] fitted;
    private final double likelihood;
    private final double mean;

    RateModel(Discounted state, double size, double[] fitted, double likelihood) {
        this.state = state;
        this.size = size;
        this.fitted = fitted;
        this.likelihood = likelihood;
        mean = state.mean();
    }

    @Override
    public String label() {
        return size == 0 ? "Poisson" : "NegativeBinomial";
    }

    /** Variance of one step at a known rate. */
    private double within() {
        return size == 0 ? mean : mean + mean * mean / size;
    }

    /** Variance of the rate. */
    private double shared() {
        return state.weight() > 0 ? within() / state.weight() : 0;
    }

    @Override
    public double[] mean(int horizon) {
        return CountSmoothing.flat(mean, horizon);
    }

    @Override
    public double[] fitted() {
        return fitted;
    }

    @Override
    public Spread spread(int horizon) {
        return new Spread(
                CountSmoothing.deviations(within(), shared(), horizon, false),
                CountSmoothing.deviations(within(), shared(), horizon, true));
    }

    @Override
    public Outlook outlook(int horizon, double[] levels) {
        double[][] quantiles = new double[horizon][levels.length];
        double[][] sums = new double[horizon][levels.length];
        for (int h = 0; h < horizon; h++) {
            double n = h + 1.0;
            Counts.negativeBinomialQuantiles(n * mean, n * within() + n * n * shared(), levels, sums[h]);
            System.arraycopy(sums[0], 0, quantiles[h], 0, levels.length);
        }
        return new Outlook(mean(horizon), quantiles, sums, "the distribution of counts");
    }

    @Override
    public double[][] paths(int horizon, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] paths = new double[count][horizon];
        double shape = shared() > 0 ? mean * mean / shared() : 0;
        for (double[] path : paths) {
            double rate = shape > 0 ? mean * Draws.gamma(random, shape) / shape : mean;
            for (int h = 0; h < horizon; h++) {
                double own = size == 0 ? rate : rate * Draws.gamma(random, size) / size;
                path[h] = Draws.poisson(random, own);
            }
        }
        return paths;
    }

    @Override
    public Map<String, Double> parameters() {
        Map<String, Double> named = new LinkedHashMap<>();
        named.put("rate", mean);
        named.put("discount", state.discount());
        named.put("steps", state.weight());
        if (size > 0) {
            named.put("size", size);
        }
        named.put("loglik", likelihood);
        return named;
    }
}
