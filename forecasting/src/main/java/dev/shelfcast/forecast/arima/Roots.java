package dev.shelfcast.forecast.arima;

/** Roots of small polynomials by the simultaneous iteration of Durand and Kerner. */
final class Roots {
    private Roots() {}

    /** The least modulus of the roots of c[0] + c[1] z + ...; 2 when there is none. */
    static double leastModulus(double[] c) {
        int n = c.length - 1;
        while (n > 0 && Math.abs(c[n]) < 1e-8) {
            n--;
        }
        if (n == 0) {
            return 2;
        }
        double[] re = new double[n];
        double[] im = new double[n];
        for (int k = 0; k < n; k++) {
            double radius = 1.5;
            re[k] = radius * Math.cos(2 * Math.PI * k / n + 0.4);
            im[k] = radius * Math.sin(2 * Math.PI * k / n + 0.4);
        }
        for (int round = 0; round < 200; round++) {
            if (improve(c, n, re, im) < 1e-10) {
                break;
            }
        }
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < n; k++) {
            least = Math.min(least, Math.hypot(re[k], im[k]));
        }
        return Double.isFinite(least) ? least : 1;
    }

    private static double improve(double[] c, int n, double[] re, double[] im) {
        double moved = 0;
        for (int k = 0; k < n; k++) {
            double vr = c[n];
            double vi = 0;
            for (int j = n - 1; j >= 0; j--) {
                double t = vr * re[k] - vi * im[k] + c[j];
                vi = vr * im[k] + vi * re[k];
                vr = t;
            }
            double dr = c[n];
            double di = 0;
            for (int j = 0; j < n; j++) {
                if (j != k) {
                    double a = re[k] - re[j];
                    double b = im[k] - im[j];
                    double t = dr * a - di * b;
                    di = dr * b + di * a;
                    dr = t;
                }
            }
            double size = dr * dr + di * di;
            if (size == 0) {
                continue;
            }
            double stepRe = (vr * dr + vi * di) / size;
            double stepIm = (vi * dr - vr * di) / size;
            re[k] -= stepRe;
            im[k] -= stepIm;
            moved = Math.max(moved, Math.hypot(stepRe, stepIm));
        }
        return moved;
    }
}
