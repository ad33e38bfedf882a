package dev.shelfcast.forecast.arima;

import dev.shelfcast.forecast.numeric.LevenbergMarquardt;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One ARIMA order fitted to one series by the exact likelihood. Mean, drift and regressors are always at their
 * generalised least squares values for the coefficients, so they are not searched.
 */
final class ArimaFit {
    private static final double TWO_PI = 2 * Math.PI;
    private static final int MOST_STEPS = 50;

    /** R refuses orders with a root nearer to the unit circle: another order must be meant. */
    private static final double NEAREST_ROOT = 1.01;

    /** Of the deviance, while several starts of one of many orders compete. */
    private static final double FIRST_TOLERANCE = 0.5;

    /** What the end of a search does not gain any more, twenty times the tolerance of its beginning. */
    private static final double HOPELESS = 20 * FIRST_TOLERANCE;

    final ArimaOrder order;
    final double[] x;
    private final double[][] columns;
    private final Likelihood likelihood;
    private final Coefficients coefficients;
    private final LevenbergMarquardt search;
    private final double[] residuals;
    private double deviance = Double.POSITIVE_INFINITY;
    private final boolean choosing;
    private boolean refused = true;
    private double unfinished;

    /**
     * @param columns differenced series, then one per missing step, then regressors (the constant included)
     * @param missing how many of the columns are missing steps
     * @param choosing whether the order may still be refused for a root near the unit circle
     */
    ArimaFit(ArimaOrder order, double[][] columns, int missing, boolean choosing) {
        this.choosing = choosing;
        this.order = order;
        this.columns = columns;
        this.coefficients = new Coefficients(order);
        this.likelihood = new Likelihood(order, columns, missing);
        this.x = new double[order.coefficients()];
        this.residuals = new double[likelihood.residuals()];
        this.search = new LevenbergMarquardt(x.length, residuals.length);
    }

    int length() {
        return columns[0].length;
    }

    int observed() {
        return likelihood.observed();
    }

    /**
     * Searches the maximum from {@code start}, which is kept where it beats the best so far.
     *
     * @param tolerance of the deviance
     */
    void improveFrom(double[] start, double tolerance) {
        double squares = search.minimise(this::residualsAt, start, tolerance / observed(), MOST_STEPS);
        double found = deviance(squares);
        if (refused || found < deviance) {
            coefficients.set(start);
            boolean nearUnitRoot = choosing && coefficients.leastRoot() < NEAREST_ROOT;
            if (nearUnitRoot == refused ? found < deviance : refused) {
                System.arraycopy(start, 0, x, 0, x.length);
                deviance = found;
                refused = nearUnitRoot;
            }
        }
    }

    /**
     * Searches from the guess of Hannan and Rissanen and, in mixed orders, whose likelihood has several valleys, from
     * points on either side of the middle and from a fit nearby too; only the best of them is followed to the end.
     *
     * @param aim a criterion that the fit has to come near for its end to matter
     */
    void improve(double tolerance, @Nullable ArimaFit near, double aim) {
        double first = choosing ? FIRST_TOLERANCE : tolerance;
        improveFrom(new HannanRissanen(columns, order.period()).start(order), first);
        if (order.p() * order.q() + order.sp() * order.sq() > 0) {
            improveFrom(sideways(-1), first);
            improveFrom(sideways(1), first);
            if (near != null) {
                improveFrom(near.startFor(order), first);
            }
        }
        unfinished = tolerance;
        finish(aim);
    }

    /** Follows the best start to its end, unless that is still to do and would not bring the criterion near the aim. */
    void finish(double aim) {
        if (unfinished > 0 && !(aicc() > aim + HOPELESS)) {
            improveFrom(x.clone(), unfinished);
            unfinished = 0;
        }
    }

    /** Half-way to the edge on one side; nearer to the middle in blocks whose terms add up. */
    private double[] sideways(int sign) {
        double[] start = new double[x.length];
        int at = 0;
        for (int size : new int[] {order.p(), order.q(), order.sp(), order.sq()}) {
            Arrays.fill(start, at, at + size, sign * (size == 1 ? 1.5 : 0.5));
            at += size;
        }
        return start;
    }

    /** Search variables for a neighbouring order: the same partial autocorrelations as far as it has them. */
    double[] startFor(ArimaOrder other) {
        double[] start = new double[other.coefficients()];
        int[] from = {order.p(), order.q(), order.sp(), order.sq()};
        int[] to = {other.p(), other.q(), other.sp(), other.sq()};
        int read = 0;
        int write = 0;
        for (int part = 0; part < 4; part++) {
            System.arraycopy(x, read, start, write, Math.min(from[part], to[part]));
            read += from[part];
            write += to[part];
        }
        return start;
    }

    private boolean residualsAt(double[] at, double[] into) {
        coefficients.set(at);
        return likelihood.residuals(coefficients, into);
    }

    private double deviance(double squares) {
        int n = observed();
        double value = n * Math.log(TWO_PI * squares / n + 1e-20) + n;
        return Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
    }

    int parameters() {
        return order.coefficients() + columns.length - 1 - (length() - observed()) + 1;
    }

    /** The corrected Akaike criterion; infinite when too few values are left. */
    double aicc() {
        int k = parameters();
        double n = observed();
        return n - k - 1 <= 0 ? Double.POSITIVE_INFINITY : deviance + 2.0 * k + 2.0 * k * (k + 1) / (n - k - 1);
    }

    /** The criterion for the search of an order: infinite with a root so near the unit circle that R refuses it. */
    double rank() {
        return refused ? Double.POSITIVE_INFINITY : aicc();
    }

    /** The coefficients at the best point found. */
    Coefficients coefficients() {
        coefficients.set(x);
        return coefficients;
    }

    /** What the likelihood found at the best point: coefficients of the columns, innovations, their squares. */
    Likelihood likelihood() {
        residualsAt(x, residuals);
        return likelihood;
    }
}
