package dev.shelfcast.examples;

import dev.shelfcast.forecast.reconciliation.CoherentSamples;
import dev.shelfcast.forecast.reconciliation.Reconciliation;
import dev.shelfcast.forecast.reconciliation.Reconciliation.Weights;
import java.util.Arrays;

/** A chain and its two stores were forecast apart and do not agree; afterwards they do, means and quantiles alike. */
public final class Hierarchy {
    private Hierarchy() {}

    public static void main(String[] args) {
        // Node 0 is the chain (leaves 0 and 1), then come the leaves themselves.
        Reconciliation chain = new Reconciliation(new int[][] {{0, 1}, {0}, {1}}, 2);
        double[] forecasts = {100, 40, 48};
        double[][] pastErrors = {{5, -8, 3, 1, -4, 6}, {4, -5, 1, 2, -3, 2}, {2, -2, 3, -2, 1, 3}};
        double[][] covariance = chain.covariance(pastErrors, Weights.STRUCTURE);

        double[] agreed = forecasts.clone();
        chain.project(agreed, covariance, true);
        System.out.println("Before: " + Arrays.toString(forecasts));
        System.out.println("After: " + Arrays.toString(agreed));

        double[] levels = {0.1, 0.5, 0.9};
        double[][] quantiles = {{90, 100, 110}, {34, 40, 46}, {42, 48, 54}};
        double[][] joint = CoherentSamples.of(
                        chain,
                        chain.projection(covariance),
                        levels,
                        quantiles,
                        CoherentSamples.ranks(pastErrors, 600, 1))
                .quantiles(levels);
        for (int node = 0; node < 3; node++) {
            System.out.println("Node " + node + ": "
                    + Arrays.toString(
                            Arrays.stream(joint[node]).mapToLong(Math::round).toArray()));
        }
    }
}
