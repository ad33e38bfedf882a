package dev.shelfcast.forecast.numeric;

/** Linear least squares by normal equations with a small ridge, for a handful to a few hundred unknowns. */
public final class LeastSquares {
    private LeastSquares() {}

    /**
     * The b that minimises the sum over rows of (y - x b)^2 plus ridge; rows whose y is NaN are left out.
     *
     * @param columns {@code columns[k][t]}: regressor k at row t
     * @param y {@code y[t]}
     * @param rows rows used, from 0
     * @param ridge share of each column's own sum of squares added to the diagonal; 1e-10 only guards against
     *     collinearity
     */
    public static double[] solve(double[][] columns, double[] y, int rows, double ridge) {
        int d = columns.length;
        double[][] a = new double[d][d];
        double[] b = new double[d];
        boolean gaps = false;
        for (int t = 0; t < rows; t++) {
            gaps |= Double.isNaN(y[t]);
        }
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                a[i][j] = gaps ? dot(columns[i], columns[j], y, rows) : Vectors.dot(columns[i], columns[j], 0, rows);
            }
            b[i] = gaps ? dot(columns[i], y, y, rows) : Vectors.dot(columns[i], y, 0, rows);
        }
        for (int i = 0; i < d; i++) {
            a[i][i] += a[i][i] * ridge + 1e-300;
        }
        solveInPlace(a, b, d);
        return b;
    }

    private static double dot(double[] p, double[] q, double[] y, int rows) {
        double sum = 0;
        for (int t = 0; t < rows; t++) {
            if (!Double.isNaN(y[t])) {
                sum += p[t] * q[t];
            }
        }
        return sum;
    }

    /**
     * Solves a x = b for a symmetric positive matrix by Cholesky's method; b becomes x. A direction without information
     * (pivot at rounding level) gets 0.
     *
     * @param a lower triangle used and overwritten
     * @param b right-hand side, then the answer
     * @param d size
     */
    public static void solveInPlace(double[][] a, double[] b, int d) {
        for (int i = 0; i < d; i++) {
            double[] row = a[i];
            double scale = Math.abs(row[i]);
            for (int j = 0; j < i; j++) {
                double sum = row[j];
                double[] other = a[j];
                for (int k = 0; k < j; k++) {
                    sum -= row[k] * other[k];
                }
                row[j] = other[j] == 0 ? 0 : sum / other[j];
            }
            double pivot = row[i];
            for (int k = 0; k < i; k++) {
                pivot -= row[k] * row[k];
            }
            row[i] = pivot <= 1e-13 * scale || Double.isNaN(pivot) ? 0 : Math.sqrt(pivot);
        }
        for (int i = 0; i < d; i++) {
            double sum = b[i];
            for (int k = 0; k < i; k++) {
                sum -= a[i][k] * b[k];
            }
            b[i] = a[i][i] == 0 ? 0 : sum / a[i][i];
        }
        for (int i = d - 1; i >= 0; i--) {
            double sum = b[i];
            for (int k = i + 1; k < d; k++) {
                sum -= a[k][i] * b[k];
            }
            b[i] = a[i][i] == 0 ? 0 : sum / a[i][i];
        }
    }
}
