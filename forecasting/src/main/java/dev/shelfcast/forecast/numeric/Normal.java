package dev.shelfcast.forecast.numeric;

/** The standard normal distribution. */
public final class Normal {
    private static final double SQRT_2PI = Math.sqrt(2 * Math.PI);

    private Normal() {}

    /** Density at z. */
    public static double density(double z) {
        return Math.exp(-0.5 * z * z) / SQRT_2PI;
    }

    /**
     * Probability of a value below z; absolute error below 1e-15 (West 2005, "Better approximations to cumulative
     * normal functions").
     */
    public static double cumulative(double z) {
        double x = Math.abs(z);
        double tail = 0;
        if (x <= 37) {
            double e = Math.exp(-x * x / 2);
            if (x < 7.07106781186547) {
                double n = 3.52624965998911e-02 * x + 0.700383064443688;
                n = n * x + 6.37396220353165;
                n = n * x + 33.912866078383;
                n = n * x + 112.079291497871;
                n = n * x + 221.213596169931;
                n = n * x + 220.206867912376;
                double d = 8.83883476483184e-02 * x + 1.75566716318264;
                d = d * x + 16.064177579207;
                d = d * x + 86.7807322029461;
                d = d * x + 296.564248779674;
                d = d * x + 637.333633378831;
                d = d * x + 793.826512519948;
                d = d * x + 440.413735824752;
                tail = e * n / d;
            } else {
                double f = x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))));
                tail = e / (f * 2.506628274631);
            }
        }
        return z > 0 ? 1 - tail : tail;
    }

    /**
     * The z with {@code cumulative(z) == p}: Acklam's rational approximation and one step of Halley's method.
     *
     * @param p a probability; 0 and 1 give the infinities
     */
    public static double quantile(double p) {
        if (p <= 0 || p >= 1) {
            return p <= 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        double z = p < 0.5 ? approximate(p) : -approximate(1 - p);
        double error = cumulative(z) - p;
        double u = error * SQRT_2PI * Math.exp(z * z / 2);
        return z - u / (1 + z * u / 2);
    }

    private static double approximate(double p) {
        if (p < 0.02425) {
            double q = Math.sqrt(-2 * Math.log(p));
            double n = ((((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838) * q
                                                    - 2.549732539343734)
                                            * q
                                    + 4.374664141464968)
                            * q
                    + 2.938163982698783;
            double d = (((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996) * q
                                    + 3.754408661907416)
                            * q
                    + 1;
            return n / d;
        }
        double q = p - 0.5;
        double r = q * q;
        double n = ((((-3.969683028665376e+01 * r + 2.209460984245205e+02) * r - 2.759285104469687e+02) * r
                                                + 1.383577518672690e+02)
                                        * r
                                - 3.066479806614716e+01)
                        * r
                + 2.506628277459239;
        double d = ((((-5.447609879822406e+01 * r + 1.615858368580409e+02) * r - 1.556989798598866e+02) * r
                                                + 6.680131188771972e+01)
                                        * r
                                - 1.328068155288572e+01)
                        * r
                + 1;
        return n * q / d;
    }
}
