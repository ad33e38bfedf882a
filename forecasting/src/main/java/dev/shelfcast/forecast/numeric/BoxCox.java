package dev.shelfcast.forecast.numeric;

/**
 * The power transformation of Box and Cox (1964), "An analysis of transformations", continued to negative values by
 * Bickel and Doksum (1981) where lambda is positive.
 *
 * @param lambda 1 changes nothing but the origin, 0 is the logarithm
 */
public record BoxCox(double lambda) {
    private static final double LEAST = -1;
    private static final double MOST = 2;
    private static final double TOLERANCE = Math.pow(Math.ulp(1.0), 0.25);

    /** Checks the range. */
    public BoxCox {
        if (!(Math.abs(lambda) <= 5)) {
            throw new IllegalArgumentException("A Box-Cox lambda of " + lambda + " makes no sense. Maybe 0.5?");
        }
    }

    /**
     * The lambda in [-1, 2], or [0, 2] where a value is not positive, that makes the spread within each period most
     * independent of its level (Guerrero 1993, "Time-series analysis supported by power transformations"), as R's
     * {@code BoxCox.lambda}; 1 for fewer than two periods.
     *
     * @param y values, NaN where missing
     * @param period steps per season, 1 for none
     */
    public static BoxCox guerrero(double[] y, int period) {
        int span = Math.max(2, period);
        int groups = y.length / span;
        if (y.length <= 2 * period || groups < 2) {
            return new BoxCox(1);
        }
        double least = LEAST;
        for (double v : y) {
            least = v <= 0 ? 0 : least;
        }
        double[] means = new double[groups];
        double[] deviations = new double[groups];
        int first = y.length - groups * span;
        for (int g = 0; g < groups; g++) {
            moments(y, first + g * span, span, means, deviations, g);
        }
        return new BoxCox(Brent.minimise(lambda -> variation(means, deviations, lambda), least, MOST, TOLERANCE));
    }

    private static void moments(double[] y, int from, int span, double[] means, double[] deviations, int g) {
        double sum = 0;
        int n = 0;
        for (int t = from; t < from + span; t++) {
            sum += Double.isNaN(y[t]) ? 0 : y[t];
            n += Double.isNaN(y[t]) ? 0 : 1;
        }
        double mean = sum / n;
        double squares = 0;
        for (int t = from; t < from + span; t++) {
            squares += Double.isNaN(y[t]) ? 0 : (y[t] - mean) * (y[t] - mean);
        }
        means[g] = mean;
        deviations[g] = n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1));
    }

    /** Coefficient of variation of the groups' spreads over a power of their levels. */
    private static double variation(double[] means, double[] deviations, double lambda) {
        double sum = 0;
        double squares = 0;
        int n = 0;
        for (int g = 0; g < means.length; g++) {
            double ratio = deviations[g] / Math.pow(means[g], 1 - lambda);
            if (Double.isFinite(ratio)) {
                sum += ratio;
                squares += ratio * ratio;
                n++;
            }
        }
        double mean = sum / n;
        double variation = Math.sqrt(Math.max(0, squares / n - mean * mean) * n / (n - 1)) / mean;
        return Double.isNaN(variation) ? Double.POSITIVE_INFINITY : variation;
    }

    /** The transformed value; NaN stays, and so does a value that lambda cannot take (not positive at lambda 0). */
    public double of(double y) {
        if (lambda <= 0 && y <= 0) {
            return Double.NaN;
        }
        return lambda == 0 ? Math.log(y) : (Math.copySign(Math.pow(Math.abs(y), lambda), y) - 1) / lambda;
    }

    /** The value that was transformed. */
    public double inverse(double x) {
        if (lambda == 0) {
            return Math.exp(x);
        }
        double power = lambda * x + 1;
        // Below zero with a negative lambda there is nothing: the values have no bound there.
        return lambda < 0 && power <= 0
                ? Double.MAX_VALUE
                : Math.copySign(Math.pow(Math.abs(power), 1 / lambda), power);
    }

    /**
     * The mean on the original scale of a value with mean {@code x} and {@code variance} on the transformed one, to the
     * second order (Hyndman and Athanasopoulos, "Forecasting: Principles and Practice", 3rd edition, section 5.6).
     */
    public double inverse(double x, double variance) {
        double power = lambda * x + 1;
        return inverse(x) * (1 + variance * (1 - lambda) / (2 * power * power));
    }

    /** How fast the original value moves with the transformed one at {@code x}. */
    public double slope(double x) {
        return lambda == 0 ? Math.exp(x) : Math.pow(Math.abs(lambda * x + 1), 1 / lambda - 1);
    }
}
