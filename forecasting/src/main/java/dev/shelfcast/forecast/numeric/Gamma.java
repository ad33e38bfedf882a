package dev.shelfcast.forecast.numeric;

/** The gamma function and what hangs on it. */
public final class Gamma {
    /** Lanczos' series for g = 7 (Godfrey 2001), good to 15 digits. */
    private static final double[] LANCZOS = {
        0.99999999999980993,
        676.5203681218851,
        -1259.1392167224028,
        771.32342877765313,
        -176.61502916214059,
        12.507343278686905,
        -0.13857109526572012,
        9.9843695780195716e-6,
        1.5056327351493116e-7
    };

    private Gamma() {}

    /** The logarithm of the gamma function of a positive x. */
    public static double log(double x) {
        if (x < 0.5) {
            return Math.log(Math.PI / Math.sin(Math.PI * x)) - log(1 - x);
        }
        double z = x - 1;
        double sum = LANCZOS[0];
        for (int i = 1; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (z + i);
        }
        double t = z + 7.5;
        return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
    }

    /** The logarithm of the beta function of positive a and b. */
    public static double logBeta(double a, double b) {
        return log(a) + log(b) - log(a + b);
    }

    /**
     * The regularised incomplete beta function I_x(a, b) by Lentz' continued fraction (Press et al., "Numerical
     * Recipes", section 6.4).
     */
    public static double incompleteBeta(double x, double a, double b) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        if (x > (a + 1) / (a + b + 2)) {
            return 1 - incompleteBeta(1 - x, b, a);
        }
        double front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b)) / a;
        double c = 1;
        double d = 1 / guarded(1 - (a + b) * x / (a + 1));
        double f = d;
        for (int m = 1; m < 500; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / guarded(1 + even * d);
            c = guarded(1 + even / c);
            f *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / guarded(1 + odd * d);
            c = guarded(1 + odd / c);
            f *= d * c;
            if (Math.abs(d * c - 1) < 1e-15) {
                break;
            }
        }
        return front * f;
    }

    /** Probability of a value below t under Student's distribution. */
    public static double student(double t, double degrees) {
        double tail = 0.5 * incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5);
        return t > 0 ? 1 - tail : tail;
    }

    private static double guarded(double x) {
        return Math.abs(x) < 1e-300 ? 1e-300 : x;
    }
}
