package dev.shelfcast.forecast.reconciliation;

import dev.shelfcast.forecast.numeric.Quantiles;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Quantiles that agree over a hierarchy: each node's forecast is laid out as equally likely values, the values of all
 * nodes are joined in the order in which the nodes' past errors came together, every joint value is reconciled, and the
 * quantiles are read off again. Every joint value adds up exactly, and doing it again changes nothing; quantiles of
 * totals are not sums of quantiles, nor should they be. Sources: Ben Taieb, Taylor and Hyndman (2021), "Hierarchical
 * probabilistic forecasting of electricity demand with smart meter data" (order of past errors); Panagiotelis,
 * Gamakumara, Athanasopoulos and Hyndman (2023), "Probabilistic forecast reconciliation" (projection of samples).
 */
public final class CoherentSamples {
    private final double[][] samples;

    private CoherentSamples(double[][] samples) {
        this.samples = samples;
    }

    /**
     * Joins and reconciles the forecasts of one step (or of one sum of steps).
     *
     * @param hierarchy the nodes
     * @param projection made from the nodes' errors
     * @param levels ascending probabilities
     * @param quantiles {@code quantiles[node][k]}: each node's own quantiles
     * @param order {@code order[node][i]}: rank of the node in sample i, from {@link #ranks} or {@link #together}
     */
    public static CoherentSamples of(
            Reconciliation hierarchy,
            Reconciliation.Projection projection,
            double[] levels,
            double[][] quantiles,
            int[][] order) {
        int nodes = hierarchy.nodes();
        int count = order[0].length;
        boolean nonNegative = Arrays.stream(quantiles).allMatch(q -> q[0] >= 0);
        double[][] samples = new double[count][nodes];
        for (int node = 0; node < nodes; node++) {
            for (int i = 0; i < count; i++) {
                double p = (order[node][i] + 0.5) / count;
                samples[i][node] = Quantiles.interpolate(levels, quantiles[node], p);
            }
        }
        for (double[] sample : samples) {
            projection.apply(sample, nonNegative);
        }
        return new CoherentSamples(samples);
    }

    /**
     * The ranks of each node's past errors, drawn again and again until there are {@code count}: the order in which
     * high and low demands of the nodes come together. Errors with a NaN in any node are left out.
     *
     * @param residuals {@code residuals[node][t]}
     * @param count samples
     * @param seed of the draws
     * @throws IllegalArgumentException when no step has all nodes' errors
     */
    public static int[][] ranks(double[][] residuals, int count, long seed) {
        int[] whole = java.util.stream.IntStream.range(0, residuals[0].length)
                .filter(t -> Arrays.stream(residuals).noneMatch(r -> Double.isNaN(r[t])))
                .toArray();
        if (whole.length == 0) {
            throw new IllegalArgumentException("No step has the errors of all " + residuals.length + " nodes.");
        }
        SplittableRandom random = new SplittableRandom(seed);
        int[] drawn = new int[count];
        for (int i = 0; i < count; i++) {
            // Each past step once a round, in any order.
            drawn[i] = whole[i % whole.length];
        }
        int[][] order = new int[residuals.length][count];
        double[] keys = new double[count];
        for (int node = 0; node < residuals.length; node++) {
            double size = 0;
            for (double r : residuals[node]) {
                size = Double.isNaN(r) ? size : Math.max(size, Math.abs(r));
            }
            for (int i = 0; i < count; i++) {
                // Equal errors are told apart by chance, not by their place.
                keys[i] = residuals[node][drawn[i]] + 1e-9 * Math.max(size, 1e-300) * random.nextDouble();
            }
            order[node] = rank(keys);
        }
        return order;
    }

    /** The order in which all nodes are high together: the safe choice for stock without past errors. */
    public static int[][] together(int nodes, int count) {
        int[] one = new int[count];
        Arrays.setAll(one, i -> i);
        int[][] order = new int[nodes][];
        Arrays.fill(order, one);
        return order;
    }

    private static int[] rank(double[] keys) {
        Integer[] indices = new Integer[keys.length];
        Arrays.setAll(indices, i -> i);
        Arrays.sort(indices, (a, b) -> Double.compare(keys[a], keys[b]));
        int[] rank = new int[keys.length];
        for (int r = 0; r < rank.length; r++) {
            rank[indices[r]] = r;
        }
        return rank;
    }

    /** The reconciled joint values, {@code samples[i][node]}; each adds up. */
    public double[][] samples() {
        return samples;
    }

    /** The mean of each node; these add up too. */
    public double[] mean() {
        double[] mean = new double[samples[0].length];
        for (double[] sample : samples) {
            for (int node = 0; node < mean.length; node++) {
                mean[node] += sample[node] / samples.length;
            }
        }
        return mean;
    }

    /**
     * The reconciled quantiles of each node.
     *
     * @param levels probabilities in (0, 1)
     * @return {@code quantiles[node][k]}
     */
    public double[][] quantiles(double... levels) {
        int count = samples.length;
        double[][] quantiles = new double[samples[0].length][levels.length];
        double[] own = new double[count];
        for (int node = 0; node < quantiles.length; node++) {
            for (int i = 0; i < count; i++) {
                own[i] = samples[i][node];
            }
            Arrays.sort(own);
            for (int k = 0; k < levels.length; k++) {
                double at = Math.max(0, Math.min(count - 1.0, levels[k] * count - 0.5));
                int low = (int) at;
                double next = own[Math.min(count - 1, low + 1)];
                quantiles[node][k] = own[low] + (at - low) * (next - own[low]);
            }
        }
        return quantiles;
    }
}
