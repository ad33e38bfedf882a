package dev.shelfcast.forecast.numeric;

/** Distributions of counts, by their quantiles. */
public final class Counts {
    /**
     * Above this mean the normal approximation with the same variance is used: summing probabilities would take too
     * long.
     */
    private static final double LARGE = 2_000;

    private Counts() {}

    /**
     * The p-quantile of the negative binomial distribution with the given mean and variance; of the Poisson
     * distribution where the variance is not larger than the mean. Read between the counts, so that it moves smoothly
     * with p.
     */
    public static double negativeBinomialQuantile(double mean, double variance, double p) {
        double[] out = new double[1];
        quantiles(mean, variance, new double[] {p}, true, out);
        return out[0];
    }

    /**
     * The quantiles of the negative binomial distribution with the given mean and variance (Poisson where the variance
     * is not larger than the mean): the least counts whose probability of not being exceeded reaches the level.
     *
     * @param levels ascending probabilities in (0, 1)
     * @param out gets the quantiles
     */
    public static void negativeBinomialQuantiles(double mean, double variance, double[] levels, double[] out) {
        quantiles(mean, variance, levels, false, out);
    }

    private static void quantiles(double mean, double variance, double[] levels, boolean smooth, double[] out) {
        if (!(mean > 0) || mean > LARGE) {
            double deviation = mean > 0 ? Math.sqrt(Math.max(variance, mean)) : 0;
            for (int i = 0; i < levels.length; i++) {
                double value = mean > 0 ? Math.max(0, mean + deviation * Normal.quantile(levels[i])) : 0;
                out[i] = smooth ? value : Math.ceil(value - 0.5);
            }
            return;
        }
        boolean poisson = variance <= mean * (1 + 1e-9);
        double size = poisson ? 0 : mean * mean / (variance - mean);
        double q = poisson ? 0 : mean / (size + mean);
        double deviation = Math.sqrt(Math.max(variance, mean));
        // Far below the mean there is nothing, and the probability of zero itself may be too small for a double.
        int k = mean < 300 ? 0 : (int) Math.max(0, mean - 12 * deviation);
        int most = (int) Math.min(1e9, mean + 50 * deviation + 50);
        double probability = Math.exp(logProbability(k, mean, size));
        double sum = probability;
        double before = 0;
        for (int i = 0; i < levels.length; i++) {
            while (sum < levels[i] && k < most) {
                k++;
                probability *= poisson ? mean / k : q * (size + k - 1) / k;
                before = sum;
                sum += probability;
            }
            boolean between = smooth && k > 0;
            out[i] = between ? k - 1 + Math.min(1, Math.max(0, (levels[i] - before) / (sum - before))) : k;
        }
    }

    /**
     * The logarithm of the probability of k under the negative binomial distribution of that mean and size (Poisson for
     * size 0, which stands for no overdispersion).
     */
    public static double logProbability(double k, double mean, double size) {
        if (mean <= 0) {
            return k == 0 ? 0 : Double.NEGATIVE_INFINITY;
        }
        double common = -Gamma.log(k + 1);
        if (size == 0) {
            return common + k * Math.log(mean) - mean;
        }
        return common
                + Gamma.log(k + size)
                - Gamma.log(size)
                + size * -Math.log1p(mean / size)
                + k * Math.log(mean / (size + mean));
    }
}
