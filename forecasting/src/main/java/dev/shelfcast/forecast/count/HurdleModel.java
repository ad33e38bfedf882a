package dev.shelfcast.forecast.count;

import dev.shelfcast.forecast.FittedModel;
import dev.shelfcast.forecast.Outlook;
import dev.shelfcast.forecast.Spread;
import dev.shelfcast.forecast.count.CountSmoothing.Discounted;
import dev.shelfcast.forecast.numeric.Counts;
import dev.shelfcast.forecast.numeric.Draws;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Demand in a step with a chance that is known up to a beta distribution, then one unit and a Poisson number more whose
 * rate is known up to a gamma distribution. The number of demands in n steps is beta-binomial, the units beyond the
 * first of j demands are negative binomial: the distribution of a sum is their mixture, exactly.
 */
final class HurdleModel implements FittedModel {
    /** Beyond this work for one sum its negative binomial of the same mean and variance stands for the mixture. */
    private static final double MOST_WORK = 20_000;

    private final Discounted chance;
    private final Discounted more;
    private final double[] fitted;
    private final double likelihood;
    private final double p;
    private final double extra;

    HurdleModel(Discounted chance, Discounted more, double[] fitted, double likelihood) {
        this.chance = chance;
        this.more = more;
        this.fitted = fitted;
        this.likelihood = likelihood;
        p = chance.mean();
        extra = more.mean();
    }

    @Override
    public String label() {
        return "HurdleShiftedPoisson";
    }

    @Override
    public double[] mean(int horizon) {
        return CountSmoothing.flat(p * (1 + extra), horizon);
    }

    @Override
    public double[] fitted() {
        return fitted;
    }

    /** Variance of the sum of n steps: of the number of demands, of the units, and of what is not known of either. */
    private double variance(double n) {
        double spread = chance.weight() > 0 ? p * (1 - p) / (chance.weight() + 1) : 0;
        double demands = n * p * (1 - p) + n * (n - 1) * spread;
        double squares = demands + n * p * n * p;
        double unknown = more.total() > 0 ? extra * extra / more.total() : 0;
        return demands * (1 + extra) * (1 + extra) + n * p * extra + squares * unknown;
    }

    @Override
    public Spread spread(int horizon) {
        double[] step = CountSmoothing.flat(Math.sqrt(variance(1)), horizon);
        double[] sum = new double[horizon];
        for (int h = 0; h < horizon; h++) {
            sum[h] = Math.sqrt(variance(h + 1));
        }
        return new Spread(step, sum);
    }

    @Override
    public Outlook outlook(int horizon, double[] levels) {
        double[][] quantiles = new double[horizon][levels.length];
        double[][] sums = new double[horizon][levels.length];
        for (int h = 0; h < horizon; h++) {
            sumQuantiles(h + 1, levels, sums[h]);
            System.arraycopy(sums[0], 0, quantiles[h], 0, levels.length);
        }
        return new Outlook(mean(horizon), quantiles, sums, "the distribution of counts");
    }

    private void sumQuantiles(int n, double[] levels, double[] out) {
        double mean = n * p * (1 + extra);
        double variance = variance(n);
        double reach = mean + 8 * Math.sqrt(variance) + 20;
        if (n * reach > MOST_WORK) {
            Counts.negativeBinomialQuantiles(mean, variance, levels, out);
            return;
        }
        double[] probability = sumProbabilities(n, (int) reach);
        double sum = probability[0];
        int k = 0;
        for (int i = 0; i < levels.length; i++) {
            while (sum < levels[i] && k < probability.length - 1) {
                k++;
                sum += probability[k];
            }
            out[i] = k;
        }
    }

    /** The probabilities of sums of n steps from 0 to {@code most}. */
    double[] sumProbabilities(int n, int most) {
        double[] probability = new double[most + 1];
        double a = chance.total();
        double b = chance.weight() - chance.total();
        for (int j = 0; j <= Math.min(n, most); j++) {
            double weight = Math.exp(CountSmoothing.logBetaBinomial(j, n, a, b));
            if (weight < 1e-14) {
                continue;
            }
            double own = j * extra;
            if (!(own > 0)) {
                probability[j] += weight;
                continue;
            }
            double share = own / (more.total() + own);
            double each = weight * Math.exp(Counts.logProbability(0, own, more.total()));
            for (int k = 0; j + k <= most; k++) {
                probability[j + k] += each;
                each *= share * (more.total() + k) / (k + 1);
            }
        }
        return probability;
    }

    @Override
    public double[][] paths(int horizon, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] paths = new double[count][horizon];
        for (double[] path : paths) {
            double own = Draws.beta(random, chance.total(), chance.weight() - chance.total());
            double rate = extra > 0 ? extra * Draws.gamma(random, more.total()) / more.total() : 0;
            Arrays.setAll(path, h -> random.nextDouble() < own ? 1 + Draws.poisson(random, rate) : 0);
        }
        return paths;
    }

    @Override
    public Map<String, Double> parameters() {
        Map<String, Double> named = new LinkedHashMap<>();
        named.put("chance", p);
        named.put("size", 1 + extra);
        named.put("discount_chance", chance.discount());
        named.put("discount_size", more.discount());
        named.put("loglik", likelihood);
        return named;
    }
}
