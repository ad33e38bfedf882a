package dev.shelfcast.forecast.numeric;

import java.util.function.DoubleUnaryOperator;

/**
 * Minimises a function of one variable between two bounds by golden sections and parabolas (Brent 1973, "Algorithms for
 * Minimization without Derivatives", chapter 5), the method of R's {@code optimize}.
 */
public final class Brent {
    private static final double GOLDEN = (3 - Math.sqrt(5)) / 2;
    private static final int MOST_STEPS = 100;

    private Brent() {}

    /**
     * The place of the least value found in [low, high].
     *
     * @param f the function
     * @param tolerance of the place
     */
    public static double minimise(DoubleUnaryOperator f, double low, double high, double tolerance) {
        double a = low;
        double b = high;
        double x = a + GOLDEN * (b - a);
        double w = x;
        double v = x;
        double fx = f.applyAsDouble(x);
        double fw = fx;
        double fv = fx;
        double step = 0;
        double before = 0;
        for (int i = 0; i < MOST_STEPS; i++) {
            double middle = (a + b) / 2;
            if (Math.abs(x - middle) <= 2 * tolerance - (b - a) / 2) {
                break;
            }
            double r = (x - w) * (fx - fv);
            double q = (x - v) * (fx - fw);
            double p = (x - v) * q - (x - w) * r;
            q = 2 * (q - r);
            p = q > 0 ? -p : p;
            q = Math.abs(q);
            boolean parabola = Math.abs(p) < Math.abs(q * before / 2) && p > q * (a - x) && p < q * (b - x);
            before = parabola ? step : (x < middle ? b : a) - x;
            step = parabola ? p / q : GOLDEN * before;
            boolean atBound = parabola && (x + step - a < 2 * tolerance || b - x - step < 2 * tolerance);
            step = atBound ? Math.copySign(tolerance, middle - x) : step;
            double u = x + (Math.abs(step) >= tolerance ? step : Math.copySign(tolerance, step));
            double fu = f.applyAsDouble(u);
            if (fu <= fx) {
                a = u < x ? a : x;
                b = u < x ? x : b;
                v = w;
                fv = fw;
                w = x;
                fw = fx;
                x = u;
                fx = fu;
                continue;
            }
            a = u < x ? u : a;
            b = u < x ? b : u;
            if (fu <= fw || w == x) {
                v = w;
                fv = fw;
                w = u;
                fw = fu;
            } else if (fu <= fv || v == x || v == w) {
                v = u;
                fv = fu;
            }
        }
        return x;
    }
}
