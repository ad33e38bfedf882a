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
        if (!(mean > 0)) {
            return 0;
        }
        if (mean > LARGE) {
            return Math.max(0, mean + Math.sqrt(Math.max(variance, mean)) * Normal.quantile(p));
        }
        boolean poisson = variance <= mean * (1 + 1e-9);
        double size = poisson ? 0 : mean * mean / (variance - mean);
        double share = poisson ? 0 : size / (size + mean);
        double probability = poisson ? Math.exp(-mean) : Math.exp(size * Math.log(share));
        double sum = probability;
        double before = 0;
        int k = 0;
        int most = (int) (mean + 50 * Math.sqrt(Math.max(variance, mean)) + 50);
        while (sum < p && k < most) {
            k++;
            probability *= poisson ? mean / k : (1 - share) * (size + k - 1) / k;
            before = sum;
            sum += probability;
        }
        return k == 0 ? 0 : k - 1 + Math.min(1, Math.max(0, (p - before) / (sum - before)));
    }
}
