package dev.shelfcast.forecast;

import dev.shelfcast.forecast.numeric.Normal;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Simulated futures of one series, for what no formula answers: stock policies, deadlines, several items at once. Each
 * step depends on the sum of the steps before it, just as strongly as the spread of the sums says; where the forecast's
 * sums spread like independent steps, the steps are independent.
 */
public final class SamplePaths {
    private static final double UPPER = 0.9;

    private SamplePaths() {}

    /**
     * Normal paths whose steps and whose running sums have exactly these means and standard deviations (in
     * expectation).
     *
     * @param mean expected value of each step
     * @param spread standard deviations of steps and of sums, as long as the mean
     * @param count paths
     * @param seed of the random stream
     * @return {@code paths[i][h]}
     */
    public static double[][] normal(double[] mean, Spread spread, int count, long seed) {
        double[][] paths = scores(spread, count, seed);
        for (double[] path : paths) {
            for (int h = 0; h < path.length; h++) {
                path[h] = mean[h] + spread.step()[h] * path[h];
            }
        }
        return paths;
    }

    /**
     * Paths from a finished forecast, whatever its distribution: over the paths each step takes its quantiles at the
     * probabilities 0.5 / count, 1.5 / count, ..., in an order drawn so that the sums spread as the forecast's do.
     *
     * @param forecast with at least two quantile levels
     * @param count paths
     * @param seed of the random stream
     * @return {@code paths[i][h]}, never below the forecast's own bounds
     */
    public static double[][] of(Forecast forecast, int count, long seed) {
        int horizon = forecast.horizon();
        double[] step = new double[horizon];
        double[] sum = new double[horizon];
        for (int h = 0; h < horizon; h++) {
            // The upper half alone: below, quantiles cut at zero say nothing of the spread.
            double z = Normal.quantile(UPPER);
            step[h] = (forecast.quantile(h + 1, UPPER) - forecast.quantile(h + 1, 0.5)) / z;
            sum[h] = (forecast.sumQuantile(h + 1, UPPER) - forecast.sumQuantile(h + 1, 0.5)) / z;
        }
        double[][] paths = scores(new Spread(step, sum), count, seed);
        int[] order = new int[count];
        double[] column = new double[count];
        for (int h = 0; h < horizon; h++) {
            for (int i = 0; i < count; i++) {
                column[i] = paths[i][h];
            }
            ranks(column, order);
            for (int r = 0; r < count; r++) {
                paths[order[r]][h] = forecast.quantile(h + 1, (r + 0.5) / count);
            }
        }
        return paths;
    }

    /** The indices of the values in ascending order. */
    private static void ranks(double[] values, int[] order) {
        Integer[] indices = new Integer[values.length];
        Arrays.setAll(indices, i -> i);
        Arrays.sort(indices, (a, b) -> Double.compare(values[a], values[b]));
        for (int r = 0; r < order.length; r++) {
            order[r] = indices[r];
        }
    }

    /**
     * Standard normal scores of steps that add up as the spread says: the score of step h is the share of the running
     * sum that gives their covariance (sum[h]^2 - sum[h-1]^2 - step[h]^2) / 2, and news for the rest.
     */
    private static double[][] scores(Spread spread, int count, long seed) {
        int horizon = spread.step().length;
        double[] share = new double[horizon];
        double[] rest = new double[horizon];
        for (int h = 0; h < horizon; h++) {
            double own = spread.step()[h];
            double before = h == 0 ? 0 : spread.sum()[h - 1];
            double covariance = (spread.sum()[h] * spread.sum()[h] - before * before - own * own) / 2;
            double r = own > 0 && before > 0 ? covariance / own / before : 0;
            r = Double.isFinite(r) ? Math.max(-1, Math.min(1, r)) : 0;
            share[h] = r;
            rest[h] = Math.sqrt(1 - r * r);
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[][] scores = new double[count][horizon];
        for (double[] path : scores) {
            double sum = 0;
            for (int h = 0; h < horizon; h++) {
                double before = h == 0 ? 0 : spread.sum()[h - 1];
                double known = before > 0 ? sum / before : 0;
                path[h] = share[h] * known + rest[h] * random.nextGaussian();
                sum += spread.step()[h] * path[h];
            }
        }
        return scores;
    }
}
