package dev.shelfcast.forecast.count;

import dev.shelfcast.forecast.FittedModel;
import dev.shelfcast.forecast.Forecaster;
import dev.shelfcast.forecast.Series;
import dev.shelfcast.forecast.numeric.Counts;
import dev.shelfcast.forecast.numeric.Gamma;
import dev.shelfcast.forecast.smoothing.ExponentialSmoothing;
import java.util.Arrays;

/**
 * Slow movers by distributions of counts: the rate is a discounted average of the past, how strongly it is discounted
 * is found by the probability that the model gave to each next value, and the uncertainty of the rate itself is part of
 * every quantile. Sources: Harvey and Fernandes (1989), "Time series models for count or qualitative observations", for
 * discounting with conjugate gamma and beta rates; Snyder, Ord and Beaumont (2012), "Forecasting the intermittent
 * demand for slow-moving inventories", for the distributions, among them the hurdle shifted Poisson.
 *
 * <p>Values that are no counts (negative, fractional, above a million) and series with fewer than 2 known values are
 * left to simple exponential smoothing, whose label says so. There is no season and no trend. Cost: some 30 passes.
 */
public final class CountSmoothing implements Forecaster {
    private static final double[] DISCOUNTS = {0.8, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995, 1};
    private static final double LARGEST = 1e6;
    private static final int SIZES = 24;
    private static final double[] NOTHING = new double[0];

    /** The member of the family. */
    public enum Kind {
        /** Poisson counts: variance as large as the mean, before the uncertainty of the rate. */
        POISSON("poisson"),
        /** Negative binomial counts: variance m + m^2 / size, the size by maximum likelihood. */
        NEGATIVE_BINOMIAL("negative-binomial"),
        /**
         * Zero-inflated counts in hurdle form: a step has demand with some probability, and then one unit and a Poisson
         * number more. Of the three the one for long gaps between demands of several units.
         */
        ZERO_INFLATED("zero-inflated");

        private final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    private final Kind kind;

    /** A member of the family. */
    public CountSmoothing(Kind kind) {
        this.kind = kind;
    }

    @Override
    public String name() {
        return kind.label;
    }

    @Override
    public FittedModel fit(Series series) {
        double[] y = series.values();
        if (series.observed() < 2 || !counts(y)) {
            return ExponentialSmoothing.simple().fit(series);
        }
        return kind == Kind.ZERO_INFLATED ? hurdle(y) : rate(y);
    }

    private static boolean counts(double[] y) {
        for (double v : y) {
            // A gap is neither negative nor fractional.
            if (v < 0 || v > LARGEST || (!Double.isNaN(v) && v != Math.rint(v))) {
                return false;
            }
        }
        return true;
    }

    private RateModel rate(double[] y) {
        double size = kind == Kind.POISSON ? 0 : momentSize(y);
        Discounted best = discounted(y, size);
        if (size > 0) {
            double least = Double.NEGATIVE_INFINITY;
            double chosen = size;
            for (int i = 0; i < SIZES; i++) {
                double tried = size * Math.pow(1.35, i - SIZES / 2);
                double likelihood = new Discounted(best.discount()).run(y, tried, NOTHING);
                if (likelihood > least) {
                    least = likelihood;
                    chosen = tried;
                }
            }
            best = discounted(y, chosen);
            size = chosen;
        }
        double[] fitted = new double[y.length];
        double likelihood = best.run(y, size, fitted);
        return new RateModel(best, size, fitted, likelihood);
    }

    private static Discounted discounted(double[] y, double size) {
        Discounted best = new Discounted(1);
        double most = Double.NEGATIVE_INFINITY;
        for (double discount : DISCOUNTS) {
            Discounted tried = new Discounted(discount);
            double likelihood = tried.run(y, size, NOTHING);
            if (likelihood >= most) {
                most = likelihood;
                best = tried;
            }
        }
        return best;
    }

    /** Size of the negative binomial by moments; 0 (Poisson) without overdispersion. */
    private static double momentSize(double[] y) {
        double mean = 0;
        double squares = 0;
        int n = 0;
        for (double v : y) {
            if (!Double.isNaN(v)) {
                n++;
                mean += (v - mean) / n;
                squares += v * v;
            }
        }
        double variance = n < 2 ? 0 : (squares - n * mean * mean) / (n - 1);
        return variance > mean * 1.02 ? mean * mean / (variance - mean) : 0;
    }

    /** Whether there is demand, and how much beyond the one unit, each with its own discount. */
    private static HurdleModel hurdle(double[] y) {
        double[] demand = new double[y.length];
        double[] more = new double[y.length];
        for (int t = 0; t < y.length; t++) {
            demand[t] = Double.isNaN(y[t]) ? Double.NaN : y[t] > 0 ? 1 : 0;
            more[t] = y[t] > 0 ? y[t] - 1 : Double.NaN;
        }
        Discounted chance = new Discounted(1);
        double most = Double.NEGATIVE_INFINITY;
        for (double discount : DISCOUNTS) {
            Discounted tried = new Discounted(discount);
            double likelihood = tried.runChance(demand, NOTHING);
            if (likelihood >= most) {
                most = likelihood;
                chance = tried;
            }
        }
        Discounted size = discounted(more, 0);
        double[] fitted = new double[y.length];
        double[] sizes = new double[y.length];
        most = chance.runChance(demand, fitted) + size.run(more, 0, sizes);
        for (int t = 0; t < y.length; t++) {
            fitted[t] *= 1 + (Double.isNaN(sizes[t]) ? 0 : sizes[t]);
        }
        return new HurdleModel(chance, size, fitted, most);
    }

    /**
     * Discounted sums of values and of steps; started without any knowledge, and the first value that gives some is not
     * part of the likelihood.
     */
    static final class Discounted {
        private final double discount;
        private double total;
        private double weight;

        Discounted(double discount) {
            this.discount = discount;
        }

        double discount() {
            return discount;
        }

        /** Discounted sum of values: the shape of the rate's gamma distribution. */
        double total() {
            return total;
        }

        /** Discounted number of steps. */
        double weight() {
            return weight;
        }

        double mean() {
            return weight > 0 ? total / weight : 0;
        }

        /**
         * One pass over counts; the answer is the sum of the logarithmic scores of each next value under the
         * gamma-mixed Poisson or, with a size, the negative binomial distribution.
         */
        double run(double[] y, double size, double[] fitted) {
            total = 0;
            weight = 0;
            double score = 0;
            for (int t = 0; t < y.length; t++) {
                if (fitted.length > 0) {
                    fitted[t] = weight > 0 ? mean() : Double.NaN;
                }
                if (Double.isNaN(y[t])) {
                    continue;
                }
                if (total > 0) {
                    // Where both the rate and the count vary, their relative variances add up.
                    double spread = size == 0 ? total * discount : 1 / (1 / size + 1 / (total * discount));
                    score += Counts.logProbability(y[t], mean(), spread);
                }
                total = discount * total + y[t];
                weight = discount * weight + 1;
            }
            return score;
        }

        /** One pass over demand or none, 1 or 0, under the beta-mixed Bernoulli distribution. */
        double runChance(double[] y, double[] fitted) {
            total = 0;
            weight = 0;
            double score = 0;
            for (int t = 0; t < y.length; t++) {
                if (fitted.length > 0) {
                    fitted[t] = weight > 0 ? mean() : Double.NaN;
                }
                if (Double.isNaN(y[t])) {
                    continue;
                }
                if (weight > 0) {
                    // One demand and one gap more than seen keep a first surprise from being impossible.
                    double p = (discount * total + 0.5) / (discount * weight + 1);
                    score += Math.log(y[t] > 0 ? p : 1 - p);
                }
                total = discount * total + y[t];
                weight = discount * weight + 1;
            }
            return score;
        }
    }

    /** The standard deviation of independent steps with a common uncertain rate, for each step and each sum. */
    static double[] deviations(double within, double shared, int horizon, boolean sums) {
        double[] out = new double[horizon];
        for (int h = 0; h < horizon; h++) {
            double n = h + 1.0;
            out[h] = sums ? Math.sqrt(n * within + n * n * shared) : Math.sqrt(within + shared);
        }
        return out;
    }

    /** The same value at each step. */
    static double[] flat(double value, int horizon) {
        double[] out = new double[horizon];
        Arrays.fill(out, value);
        return out;
    }

    /** The logarithm of the probability of j successes in n under the beta-binomial distribution. */
    static double logBetaBinomial(int j, int n, double a, double b) {
        if (!(a > 0) || !(b > 0)) {
            return j == (a > 0 ? n : 0) ? 0 : Double.NEGATIVE_INFINITY;
        }
        return -Math.log(n + 1.0)
                - Gamma.logBeta(j + 1, n - j + 1)
                + Gamma.logBeta(j + a, n - j + b)
                - Gamma.logBeta(a, b);
    }
}
