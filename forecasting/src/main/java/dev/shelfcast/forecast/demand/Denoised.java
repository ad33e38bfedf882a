package dev.shelfcast.forecast.demand;

import java.util.Arrays;

/**
 * Takes the noise out of many items' rows of deviations by what they have in common: seasons of departments, of shops
 * by the sea, of school towns show as a few directions in which many items deviate together. The strength of each
 * direction is read from the singular values of all rows, less what noise alone makes (spiked covariance: Gavish and
 * Donoho 2017, "Optimal shrinkage of singular values"); a row keeps of each direction as much as that strength is to
 * its own noise (Efron and Morris 1972, "Empirical Bayes on vector observations"). No direction has to be named
 * beforehand.
 */
final class Denoised {
    /** Jacobi's method is cubic in the period; a longer one keeps the shared profile. */
    private static final int LONGEST = 200;

    private static final int SWEEPS = 12;

    private Denoised() {}

    /**
     * Replaces rows by their denoised values.
     *
     * @param rows {@code rows[i][p]}: deviation of item i at phase p
     * @param variance variance of the noise in each entry of a row; an infinite one makes the row 0
     */
    static void rows(double[][] rows, double[] variance, Workers workers) {
        int width = rows.length == 0 ? 0 : rows[0].length;
        double[][] gram = new double[width][width];
        double signal = signal(rows, variance);
        double weights = 0;
        double noise = 0;
        int known = 0;
        for (int i = 0; i < rows.length && width > 1 && width <= LONGEST; i++) {
            if (Double.isFinite(variance[i]) && variance[i] + signal > 0) {
                double weight = 1 / (variance[i] + signal);
                add(rows[i], weight, gram);
                weights += weight;
                noise += weight * variance[i];
                known++;
            }
        }
        double[][] vectors = new double[width][width];
        double[] strength = new double[width];
        double[] kept = new double[width];
        if (known > 0) {
            double[] values = eigen(gram, vectors);
            double share = (double) width / known;
            for (int k = 0; k < width; k++) {
                double spike = noise > 0 ? spike(values[k] / noise, share) : values[k] > 0 ? 1e9 : 0;
                strength[k] = spike * noise / weights;
                kept[k] = spike > 0 ? (1 - share / (spike * spike)) / (1 + share / spike) : 0;
            }
        }
        workers.each(rows.length, i -> rows[i] = shrunk(rows[i], variance[i], vectors, strength, kept));
    }

    /** Mean square of the rows beyond their noise; clear rows speak louder. */
    private static double signal(double[][] rows, double[] variance) {
        double[] finite =
                Arrays.stream(variance).filter(Double::isFinite).sorted().toArray();
        double usual = finite.length == 0 ? 1 : Math.max(1e-12, finite[finite.length / 2]);
        double sum = 0;
        double total = 0;
        for (int i = 0; i < rows.length; i++) {
            if (Double.isFinite(variance[i])) {
                double square = 0;
                for (double x : rows[i]) {
                    square += x * x / rows[i].length;
                }
                double weight = 1 / ((variance[i] + usual) * (variance[i] + usual));
                sum += weight * (square - variance[i]);
                total += weight;
            }
        }
        return total > 0 ? Math.max(0, sum / total) : 0;
    }

    /** The strength of a direction over the noise's, from its mean square over the noise's; 0 within the noise. */
    private static double spike(double square, double share) {
        double edge = 1 + Math.sqrt(share);
        if (square <= edge * edge) {
            return 0;
        }
        double over = square - 1 - share;
        return (over + Math.sqrt(over * over - 4 * share)) / 2;
    }

    private static void add(double[] row, double weight, double[][] gram) {
        for (int p = 0; p < row.length; p++) {
            double x = row[p] * weight;
            for (int q = 0; q <= p; q++) {
                gram[p][q] += x * row[q];
                gram[q][p] = gram[p][q];
            }
        }
    }

    private static double[] shrunk(
            double[] row, double variance, double[][] vectors, double[] strength, double[] kept) {
        double[] shrunk = new double[row.length];
        for (int k = 0; k < row.length && Double.isFinite(variance); k++) {
            if (strength[k] <= 0) {
                continue;
            }
            double along = 0;
            for (int p = 0; p < row.length; p++) {
                along += vectors[p][k] * row[p];
            }
            along *= kept[k] * strength[k] / (strength[k] + variance);
            for (int p = 0; p < row.length; p++) {
                shrunk[p] += along * vectors[p][k];
            }
        }
        return shrunk;
    }

    /** Eigenvalues of a symmetric matrix, which is overwritten, and its vectors in columns, by Jacobi's rotations. */
    private static double[] eigen(double[][] a, double[][] vectors) {
        int n = a.length;
        for (int p = 0; p < n; p++) {
            vectors[p][p] = 1;
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    if (Math.abs(a[p][q]) > 1e-12 * Math.sqrt(Math.abs(a[p][p] * a[q][q]))) {
                        rotate(a, vectors, p, q);
                    }
                }
            }
        }
        double[] values = new double[n];
        Arrays.setAll(values, p -> a[p][p]);
        return values;
    }

    private static void rotate(double[][] a, double[][] vectors, int p, int q) {
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double c = 1 / Math.sqrt(t * t + 1);
        double s = t * c;
        for (double[] row : a) {
            double x = row[p];
            row[p] = c * x - s * row[q];
            row[q] = s * x + c * row[q];
        }
        for (int k = 0; k < a.length; k++) {
            double x = a[p][k];
            a[p][k] = c * x - s * a[q][k];
            a[q][k] = s * x + c * a[q][k];
            x = vectors[k][p];
            vectors[k][p] = c * x - s * vectors[k][q];
            vectors[k][q] = s * x + c * vectors[k][q];
        }
    }
}
