package dev.shelfcast.forecast;

import dev.shelfcast.forecast.numeric.Normal;

/**
 * What a fitted model says of the future: mean, quantiles of each step, and quantiles of the running sums.
 *
 * @param mean {@code mean[h]}: expected value of step h + 1
 * @param quantiles {@code quantiles[h][k]}: quantile of step h + 1 at the k-th level asked for
 * @param sumQuantiles {@code sumQuantiles[h][k]}: quantile of the sum of steps 1..h + 1
 * @param theory where the quantiles come from, e.g. {@code normal theory}
 */
public record Outlook(double[] mean, double[][] quantiles, double[][] sumQuantiles, String theory) {
    /**
     * Quantiles by normal theory: mean plus normal score times standard deviation.
     *
     * @param mean expected value of each step
     * @param spread standard deviations, as long as the mean
     * @param levels ascending probabilities in (0, 1)
     */
    public static Outlook normal(double[] mean, Spread spread, double[] levels) {
        int horizon = mean.length;
        double[] z = new double[levels.length];
        for (int k = 0; k < z.length; k++) {
            z[k] = Normal.quantile(levels[k]);
        }
        double[][] quantiles = new double[horizon][z.length];
        double[][] sums = new double[horizon][z.length];
        double total = 0;
        for (int h = 0; h < horizon; h++) {
            total += mean[h];
            for (int k = 0; k < z.length; k++) {
                quantiles[h][k] = mean[h] + z[k] * spread.step()[h];
                sums[h][k] = total + z[k] * spread.sum()[h];
            }
        }
        return new Outlook(mean, quantiles, sums, "normal theory");
    }
}
