package dev.shelfcast.forecast.arima;

/** Solves the equations between an autoregression and its autocovariances. */
final class YuleWalker {
    private YuleWalker() {}

    /**
     * Finds gamma[0..p] with gamma[k] - sum of phi[j] gamma[|k - j|] = right[k].
     *
     * @return false where the equations are singular (a unit root)
     */
    static boolean solve(double[] phi, double[] right, double[] gamma) {
        int p = phi.length;
        double[][] a = new double[p + 1][p + 2];
        for (int k = 0; k <= p; k++) {
            a[k][k] += 1;
            for (int j = 1; j <= p; j++) {
                a[k][Math.abs(k - j)] -= phi[j - 1];
            }
            a[k][p + 1] = right[k];
        }
        for (int k = 0; k <= p; k++) {
            int pivot = k;
            for (int i = k + 1; i <= p; i++) {
                pivot = Math.abs(a[i][k]) > Math.abs(a[pivot][k]) ? i : pivot;
            }
            if (Math.abs(a[pivot][k]) < 1e-14) {
                return false;
            }
            double[] swap = a[k];
            a[k] = a[pivot];
            a[pivot] = swap;
            for (int i = k + 1; i <= p; i++) {
                double factor = a[i][k] / a[k][k];
                if (factor != 0) {
                    for (int j = k; j <= p + 1; j++) {
                        a[i][j] -= factor * a[k][j];
                    }
                }
            }
        }
        for (int k = p; k >= 0; k--) {
            double sum = a[k][p + 1];
            for (int j = k + 1; j <= p; j++) {
                sum -= a[k][j] * gamma[j];
            }
            gamma[k] = sum / a[k][k];
        }
        return true;
    }
}
