package dev.shelfcast.forecast.reconciliation;

import dev.shelfcast.forecast.numeric.LeastSquares;
import java.util.Arrays;

/**
 * Makes forecasts of a hierarchy agree: after it every total is the sum of its parts. Sources: Wickramasuriya,
 * Athanasopoulos and Hyndman (2019), "Optimal forecast reconciliation for hierarchical and grouped time series through
 * trace minimization" (MinT); Schaefer and Strimmer (2005) for the shrinkage of the covariance; Athanasopoulos, Ahmed
 * and Hyndman (2009) for top-down by forecast proportions.
 *
 * <p>A hierarchy has m nodes of which the last n are leaves; {@code members[i]} lists the leaves (0..n-1) that node i
 * adds up. Projections solve a system of the m - n totals, so keep blocks to a few thousand nodes.
 */
public final class Reconciliation {
    /** How the nodes' errors are weighed against each other. */
    public enum Weights {
        /** All alike (ordinary least squares). */
        OLS,
        /** By the number of leaves below (structural scaling). */
        STRUCTURE,
        /** By the variance of the one-step errors. */
        VARIANCE,
        /** By the shrunk covariance of the one-step errors. */
        MINT_SHRINK
    }

    private final int[][] members;
    private final int leaves;
    private final int totals;

    /**
     * A hierarchy.
     *
     * @param members leaves of each node; the last {@code leaves} nodes are the leaves themselves, in order
     * @param leaves number of leaves
     * @throws IllegalArgumentException when the last nodes are not the leaves in order
     */
    public Reconciliation(int[][] members, int leaves) {
        this.members = members;
        this.leaves = leaves;
        this.totals = members.length - leaves;
        for (int i = 0; i < leaves; i++) {
            int[] own = totals < 0 ? new int[0] : members[totals + i];
            if (own.length != 1 || own[0] != i) {
                throw new IllegalArgumentException("Node " + (totals + i) + " should be leaf " + i + " alone.");
            }
        }
    }

    /** Totals from the leaves' forecasts alone; {@code forecasts[node]} is of one step and changed in place. */
    public void bottomUp(double[] forecasts) {
        for (int i = 0; i < totals; i++) {
            double sum = 0;
            for (int leaf : members[i]) {
                sum += forecasts[totals + leaf];
            }
            forecasts[i] = sum;
        }
    }

    /** Leaves scaled so that they add up to node 0, then all totals from them; without demand they share alike. */
    public void topDown(double[] forecasts) {
        double sum = 0;
        for (int leaf : members[0]) {
            sum += Math.max(0, forecasts[totals + leaf]);
        }
        for (int leaf : members[0]) {
            double share = sum > 0 ? Math.max(0, forecasts[totals + leaf]) / sum : 1.0 / members[0].length;
            forecasts[totals + leaf] = share * forecasts[0];
        }
        bottomUp(forecasts);
    }

    /**
     * The projection y - W C' (C W C')^-1 C y, where C y = 0 says that totals are the sums of their leaves. Exact, and
     * changes nothing the second time.
     *
     * @param forecasts {@code forecasts[node]} of one step, changed in place
     * @param covariance {@code covariance[i][j]} of the nodes' errors, from {@link #covariance}
     * @param nonNegative whether negative leaves are set to 0 and the totals added up again
     */
    public void project(double[] forecasts, double[][] covariance, boolean nonNegative) {
        projection(covariance).apply(forecasts, nonNegative);
    }

    /**
     * The same projection, made once for many vectors of forecasts (steps, sample paths).
     *
     * @param covariance {@code covariance[i][j]} of the nodes' errors, from {@link #covariance}
     */
    public Projection projection(double[][] covariance) {
        double[][] spread = new double[totals][];
        for (int i = 0; i < totals; i++) {
            spread[i] = constrained(covariance, i);
        }
        double[][] system = new double[totals][totals];
        for (int i = 0; i < totals; i++) {
            for (int j = 0; j <= i; j++) {
                system[i][j] = gapOf(spread[i], j);
                system[j][i] = system[i][j];
            }
        }
        // gains[node][i]: what a gap of one unit in total i takes from the node, W C' (C W C')^-1.
        double[][] gains = new double[members.length][totals];
        double[][] work = new double[totals][totals];
        for (int node = 0; node < members.length; node++) {
            for (int i = 0; i < totals; i++) {
                gains[node][i] = spread[i][node];
            }
        }
        for (double[] gain : gains) {
            for (int i = 0; i < totals; i++) {
                System.arraycopy(system[i], 0, work[i], 0, totals);
            }
            LeastSquares.solveInPlace(work, gain, totals);
        }
        return new Projection(gains);
    }

    /** A projection onto the forecasts that add up; for one thread at a time. */
    public final class Projection {
        private final double[][] gains;
        private final double[] gap;

        private Projection(double[][] gains) {
            this.gains = gains;
            gap = new double[totals];
        }

        /** Makes one vector of forecasts agree, in place; with {@code nonNegative} no leaf stays below 0. */
        public void apply(double[] forecasts, boolean nonNegative) {
            for (int i = 0; i < totals; i++) {
                gap[i] = forecasts[i];
                for (int leaf : members[i]) {
                    gap[i] -= forecasts[totals + leaf];
                }
            }
            for (int leaf = 0; leaf < leaves; leaf++) {
                double value = forecasts[totals + leaf];
                double[] gain = gains[totals + leaf];
                for (int i = 0; i < totals; i++) {
                    value -= gain[i] * gap[i];
                }
                forecasts[totals + leaf] = nonNegative ? Math.max(0, value) : value;
            }
            // The projection is exact up to rounding; adding up makes it exact.
            bottomUp(forecasts);
        }

        /**
         * The covariance of the reconciled errors, P W P' with P = I - W C' (C W C')^-1 C, which for unbiased forecasts
         * is (I - gains C) W.
         *
         * @param covariance the one that the projection was made with
         */
        public double[][] covariance(double[][] covariance) {
            int m = members.length;
            double[][] reconciled = new double[m][];
            for (int node = 0; node < m; node++) {
                reconciled[node] = covariance[node].clone();
            }
            for (int i = 0; i < totals; i++) {
                double[] row = constrained(covariance, i);
                for (int node = 0; node < m; node++) {
                    for (int other = 0; other < m; other++) {
                        reconciled[node][other] -= gains[node][i] * row[other];
                    }
                }
            }
            return reconciled;
        }
    }

    int nodes() {
        return members.length;
    }

    /** Row i of C W. */
    private double[] constrained(double[][] covariance, int i) {
        double[] row = covariance[i].clone();
        for (int leaf : members[i]) {
            double[] other = covariance[totals + leaf];
            for (int node = 0; node < row.length; node++) {
                row[node] -= other[node];
            }
        }
        return row;
    }

    /** The inner product of a row of C W with row j of C. */
    private double gapOf(double[] row, int j) {
        double sum = row[j];
        for (int leaf : members[j]) {
            sum -= row[totals + leaf];
        }
        return sum;
    }

    /**
     * The covariance of the nodes' one-step errors under a choice of weights.
     *
     * @param residuals {@code residuals[node][t]}; only the number of nodes matters for OLS and STRUCTURE
     * @param weights the choice
     */
    public double[][] covariance(double[][] residuals, Weights weights) {
        int m = members.length;
        double[][] w = new double[m][m];
        for (int i = 0; i < m; i++) {
            w[i][i] = switch (weights) {
                case OLS -> 1;
                case STRUCTURE -> members[i].length;
                case VARIANCE, MINT_SHRINK -> Math.max(1e-12, product(residuals[i], residuals[i]));
            };
        }
        if (weights == Weights.MINT_SHRINK) {
            double keep = 1 - shrinkage(residuals, w);
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < i; j++) {
                    w[i][j] = keep * product(residuals[i], residuals[j]);
                    w[j][i] = w[i][j];
                }
            }
        }
        return w;
    }

    /** How far correlations are drawn to zero: their estimation variance over their size. */
    private static double shrinkage(double[][] residuals, double[][] w) {
        double variance = 0;
        double size = 0;
        for (int i = 0; i < residuals.length; i++) {
            for (int j = 0; j < i; j++) {
                double scale = Math.sqrt(w[i][i] * w[j][j]);
                double mean = product(residuals[i], residuals[j]) / scale;
                double sum = 0;
                int n = 0;
                for (int t = 0; t < residuals[i].length; t++) {
                    double z = residuals[i][t] * residuals[j][t] / scale - mean;
                    if (!Double.isNaN(z)) {
                        sum += z * z;
                        n++;
                    }
                }
                variance += n < 2 ? 0 : sum / ((double) n * (n - 1));
                size += mean * mean;
            }
        }
        return size > 0 ? Math.min(1, variance / size) : 1;
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        int n = 0;
        for (int t = 0; t < a.length; t++) {
            double p = a[t] * b[t];
            if (!Double.isNaN(p)) {
                sum += p;
                n++;
            }
        }
        return n == 0 ? 0 : sum / n;
    }

    /** Whether every total is the sum of its leaves up to a relative rounding error of 1e-9. */
    public boolean coherent(double[] forecasts) {
        double[] copy = Arrays.copyOf(forecasts, forecasts.length);
        bottomUp(copy);
        for (int i = 0; i < totals; i++) {
            if (Math.abs(copy[i] - forecasts[i]) > 1e-9 * Math.max(1, Math.abs(copy[i]))) {
                return false;
            }
        }
        return true;
    }
}
