package dev.shelfcast.forecast.tbats;

/** The power transformation of Box and Cox (1964) and its way back, for values of about 1. */
final class BoxCox {
    /** What no forecast exceeds, in multiples of the series' mean size: an exponential path has to stay finite. */
    private static final double LARGEST = 1e9;

    private static final double LOGARITHM = 1e-6;

    private BoxCox() {}

    static double of(double u, double lambda) {
        if (lambda == 1) {
            return u - 1;
        }
        return lambda < LOGARITHM ? Math.log(u) : (Math.pow(u, lambda) - 1) / lambda;
    }

    /** The same from the value's logarithm, which is faster when many powers are tried. */
    static double ofLogarithm(double logarithm, double lambda) {
        return lambda < LOGARITHM ? logarithm : (Math.exp(lambda * logarithm) - 1) / lambda;
    }

    static double back(double z, double lambda) {
        double u;
        if (lambda == 1) {
            u = z + 1;
        } else if (lambda < LOGARITHM) {
            u = Math.exp(z);
        } else {
            u = Math.pow(Math.max(0, lambda * z + 1), 1 / lambda);
        }
        return Math.max(-LARGEST, Math.min(LARGEST, u));
    }

    /** The expected value where z has that variance, to the second order. */
    static double mean(double z, double variance, double lambda) {
        if (lambda == 1) {
            return back(z, 1);
        }
        double base = Math.max(0.05, lambda < LOGARITHM ? 1 : lambda * z + 1);
        // A variance beyond 2 is no knowledge of the size any more, and the second order not enough.
        double factor = 1 + Math.min(2, variance) * (1 - lambda) / (2 * base * base);
        return Math.min(LARGEST, back(z, lambda) * factor);
    }

    /** How fast the value moves with z. */
    static double slope(double z, double lambda) {
        return lambda == 1 ? 1 : Math.pow(Math.max(1e-3, back(z, lambda)), 1 - lambda);
    }
}
