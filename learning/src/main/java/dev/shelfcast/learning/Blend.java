package dev.shelfcast.learning;

import java.util.Arrays;

/**
 * Weights of candidates by segment from their errors at past origins. The best weights of a segment are drawn towards
 * those of all segments, and those towards a prior, as far as their gain is not certain: the more alike the candidates'
 * errors, the less an estimated weight is worth (Bates and Granger 1969; Clemen 1989).
 */
final class Blend {
    /** A gain of so many standard errors counts as much as the prior. */
    private static final double DOUBT = 2;

    private static final int GRID = 20;

    private final int candidates;
    private final double[] prior;
    private final int origins;

    /** Prior weights and the number of origins that the errors come from. */
    Blend(double[] prior, int origins) {
        this.prior = prior.clone();
        this.candidates = prior.length;
        this.origins = origins;
    }

    /**
     * Weights of each segment and, last, of all together.
     *
     * @param products {@code products[i][c][d]}: mean over item i's steps of the product of the errors of candidates c
     *     and d, already scaled by what the item counts; null where the item was not examined
     * @param segments segment of each item
     * @param count number of segments
     */
    double[][] weights(double[][][] products, int[] segments, int count) {
        double[][] found = new double[count + 1][];
        found[count] = drawn(products, i -> true, prior);
        for (int s = 0; s < count; s++) {
            int segment = s;
            found[s] = drawn(products, i -> segments[i] == segment, found[count]);
        }
        return found;
    }

    private double[] drawn(double[][][] products, java.util.function.IntPredicate member, double[] towards) {
        double[][] sum = new double[candidates][candidates];
        int n = 0;
        for (int i = 0; i < products.length; i++) {
            if (products[i].length > 0 && member.test(i)) {
                n++;
                for (int c = 0; c < candidates; c++) {
                    for (int d = 0; d < candidates; d++) {
                        sum[c][d] += products[i][c][d];
                    }
                }
            }
        }
        if (n < 2) {
            return towards.clone();
        }
        double[] best = new Search(sum).best();
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < products.length; i++) {
            if (products[i].length > 0 && member.test(i)) {
                double gain = form(products[i], towards) - form(products[i], best);
                mean += gain / n;
                squares += gain * gain / n;
            }
        }
        double error = Math.sqrt(Math.max(0, squares - mean * mean) / (n - 1));
        double t = error > 0 ? Math.max(0, mean / error) : 0;
        // All items lived through the same weeks, so that no number of items makes one origin certain.
        double trust = Math.min(t * t / (t * t + DOUBT * DOUBT), (double) origins / (origins + 1));
        double[] weights = new double[candidates];
        for (int c = 0; c < candidates; c++) {
            weights[c] = trust * best[c] + (1 - trust) * towards[c];
        }
        return weights;
    }

    /** Tries all weights on a grid that add up to one; the first candidate wins ties. */
    private static final class Search {
        private final double[][] matrix;
        private final double[] at;
        private final double[] best;
        private double least = Double.POSITIVE_INFINITY;

        Search(double[][] matrix) {
            this.matrix = matrix;
            this.at = new double[matrix.length];
            this.best = new double[matrix.length];
            look(0, GRID);
        }

        double[] best() {
            return best;
        }

        private void look(int c, int left) {
            if (c < at.length - 1) {
                for (int share = left; share >= 0; share--) {
                    at[c] = (double) share / GRID;
                    look(c + 1, left - share);
                }
                return;
            }
            at[c] = (double) left / GRID;
            double value = form(matrix, at);
            if (value < least) {
                least = value;
                System.arraycopy(at, 0, best, 0, at.length);
            }
        }
    }

    private static double form(double[][] matrix, double[] weights) {
        double value = 0;
        for (int c = 0; c < weights.length; c++) {
            for (int d = 0; d < weights.length; d++) {
                value += weights[c] * weights[d] * matrix[c][d];
            }
        }
        return value;
    }

    /** All weight on the first candidate. */
    static double[] first(int candidates) {
        double[] weights = new double[candidates];
        weights[0] = 1;
        return weights;
    }

    static double[] equal(int candidates) {
        double[] weights = new double[candidates];
        Arrays.fill(weights, 1.0 / candidates);
        return weights;
    }
}
