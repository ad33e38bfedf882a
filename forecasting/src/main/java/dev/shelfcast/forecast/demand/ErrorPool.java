package dev.shelfcast.forecast.demand;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Standardised forecast errors of the items of a segment, by volume class and lead: the shape from which items with a
 * short history, and all items in the far tail, take their quantiles.
 */
final class ErrorPool {
    /** Upper bounds of the mean demand per step of each volume class; the last class is open. */
    private static final double[] BOUNDS = {0.1, 0.3, 1, 3, 10, 30};

    /** Errors kept per class and lead; more do not move a quantile. */
    private static final int MOST = 4_000;

    /** Fewer errors than this do not make a shape. */
    private static final int LEAST = 60;

    private final double[][][] sorted;
    private final double[] dispersion;

    private ErrorPool(double[][][] sorted, double[] dispersion) {
        this.sorted = sorted;
        this.dispersion = dispersion;
    }

    static int classes() {
        return BOUNDS.length + 1;
    }

    static int classOf(double rate) {
        int k = 0;
        while (k < BOUNDS.length && rate >= BOUNDS[k]) {
            k++;
        }
        return k;
    }

    /**
     * Collects errors.
     *
     * @param errors {@code errors.get(i)[j][r]}: error r of item i at lead j
     * @param scales {@code scales.get(i)[j]}: its standard deviation
     * @param classes volume class of each item
     * @param dispersion error variance over mean demand, per lead
     */
    static ErrorPool of(List<double[][]> errors, List<double[]> scales, List<Integer> classes, double[] dispersion) {
        int leads = dispersion.length;
        double[][][] sorted = new double[classes() + 1][leads][];
        for (int k = 0; k <= classes(); k++) {
            List<Integer> members = new ArrayList<>();
            for (int i = 0; i < errors.size(); i++) {
                if (k == classes() || classes.get(i) == k) {
                    members.add(i);
                }
            }
            for (int j = 0; j < leads; j++) {
                sorted[k][j] = collect(errors, scales, members, j);
            }
        }
        return new ErrorPool(sorted, dispersion);
    }

    private static double[] collect(List<double[][]> errors, List<double[]> scales, List<Integer> members, int j) {
        double[] found = new double[MOST];
        int n = 0;
        int total = 0;
        for (int i : members) {
            total += errors.get(i)[j].length;
        }
        int every = Math.max(1, (total + MOST - 1) / MOST);
        int seen = 0;
        for (int i : members) {
            double scale = scales.get(i)[j];
            for (double e : errors.get(i)[j]) {
                if (seen++ % every == 0 && n < MOST && scale > 0) {
                    found[n++] = e / scale;
                }
            }
        }
        double[] kept = Arrays.copyOf(found, n);
        Arrays.sort(kept);
        return kept;
    }

    /** Sorted standardised errors for a class and lead: the class's own, or the whole segment's, or none. */
    double[] shape(int volumeClass, int lead) {
        double[] own = sorted[volumeClass][lead];
        if (own.length >= LEAST) {
            return own;
        }
        double[] all = sorted[classes()][lead];
        return all.length >= LEAST ? all : new double[0];
    }

    /** Error variance per unit of mean demand at a lead, over all items. */
    double dispersion(int lead) {
        return dispersion[lead];
    }
}
