package dev.shelfcast.forecast.demand;

import java.util.Arrays;

/**
 * Takes the noise out of many items' rows of deviations by what they have in common: seasons of departments, of shops by
 * the sea, of school towns show as a few directions in which many items deviate together. Rows are scaled to unit noise,
 * and the singular values shrunk as is best for squared error (Gavish and Donoho 2017, "Optimal shrinkage of singular
 * values"); a direction below what noise alone makes is dropped. No direction has to be named beforehand.
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
     * @param deviation standard deviation of the noise in the row; an infinite one makes the row 0
     */
    static void rows(double[][] rows, double[] deviation, Workers workers) {
        int width = rows.length == 0 ? 0 : rows[0].length;
        int known = 0;
        for (double d : deviation) {
            known += Double.isFinite(d) && d > 0 ? 1 : 0;
        }
        double[][] gram = new double[width][width];
        boolean possible = width > 1 && width <= LONGEST && known > 0;
        for (int i = 0; i < rows.length && possible; i++) {
            if (Double.isFinite(deviation[i]) && deviation[i] > 0) {
                add(rows[i], deviation[i], gram);
            }
        }
        double[][] projection = possible ? projection(gram, known) : new double[width][width];
        workers.each(rows.length, i -> {
            if (deviation[i] > 0) {
                rows[i] = Double.isFinite(deviation[i]) ? times(rows[i], projection) : new double[width];
            }
        });
    }

    private static void add(double[] row, double deviation, double[][] gram) {
        for (int p = 0; p < row.length; p++) {
            double x = row[p] / deviation / deviation;
            for (int q = 0; q <= p; q++) {
                gram[p][q] += x * row[q];
                gram[q][p] = gram[p][q];
            }
        }
    }

    /** V f V' with f the shrinkage of each singular value. */
    private static double[][] projection(double[][] gram, int rows) {
        int width = gram.length;
        double[][] vectors = new double[width][width];
        double[] values = eigen(gram, vectors);
        double larger = Math.max(rows, width);
        double beta = Math.min(rows, width) / larger;
        double[][] projection = new double[width][width];
        for (int k = 0; k < width; k++) {
            double y2 = Math.max(0, values[k]) / larger;
            double edge = 1 + Math.sqrt(beta);
            if (y2 <= edge * edge) {
                continue;
            }
            double shrunk = Math.sqrt((y2 - beta - 1) * (y2 - beta - 1) - 4 * beta) / y2;
            for (int p = 0; p < width; p++) {
                for (int q = 0; q < width; q++) {
                    projection[p][q] += vectors[p][k] * shrunk * vectors[q][k];
                }
            }
        }
        return projection;
    }

    private static double[] times(double[] row, double[][] matrix) {
        double[] product = new double[row.length];
        for (int q = 0; q < row.length; q++) {
            for (int p = 0; p < row.length; p++) {
                product[q] += row[p] * matrix[p][q];
            }
        }
        return product;
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
