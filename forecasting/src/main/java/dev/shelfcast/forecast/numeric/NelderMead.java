package dev.shelfcast.forecast.numeric;

import java.util.Arrays;

/**
 * Minimises a function of a few bounded variables by the downhill simplex of Nelder and Mead (1965), trial points being
 * moved back onto the bounds. One instance can be used again and again by one thread; it allocates nothing after
 * construction.
 */
public final class NelderMead {
    /** A function of several variables; infinite where it is undefined. */
    @FunctionalInterface
    public interface Objective {
        /** The value at {@code x}, which must not be changed. */
        double at(double[] x);
    }

    private final int capacity;
    private final double[][] simplex;
    private final double[] values;
    private final double[] centre;
    private final double[] trial;
    private final double[] second;
    private int evaluations;

    /** Room for functions of up to {@code capacity} variables. */
    public NelderMead(int capacity) {
        this.capacity = capacity;
        simplex = new double[capacity + 1][capacity];
        values = new double[capacity + 1];
        centre = new double[capacity];
        trial = new double[capacity];
        second = new double[capacity];
    }

    /**
     * Minimises {@code f} from {@code x}, which then holds the best point found.
     *
     * @param f the function
     * @param x start, and the answer; its length is the number of variables
     * @param box {@code box[i]}: lower bound, upper bound, size of the first step of variable i
     * @param tolerance stops when the simplex's values differ by less
     * @param budget stops after so many evaluations
     * @return the least value found
     */
    public double minimise(Objective f, double[] x, double[][] box, double tolerance, int budget) {
        int d = x.length;
        if (d == 0) {
            return f.at(x);
        }
        if (d > capacity) {
            throw new IllegalArgumentException("Room for " + capacity + " variables, not " + d + ".");
        }
        start(f, x, box);
        while (evaluations < budget) {
            order(d);
            if (!(values[d] - values[0] > tolerance)) {
                break;
            }
            step(f, d, box);
        }
        order(d);
        System.arraycopy(simplex[0], 0, x, 0, d);
        return values[0];
    }

    private void start(NelderMead.Objective f, double[] x, double[][] box) {
        int d = x.length;
        evaluations = 0;
        for (int i = 0; i <= d; i++) {
            System.arraycopy(x, 0, simplex[i], 0, d);
            if (i > 0) {
                int v = i - 1;
                double room = box[v][1] - x[v];
                double step = box[v][2] <= room ? box[v][2] : -box[v][2];
                simplex[i][v] = clamp(x[v] + step, box[v]);
            }
            values[i] = evaluate(f, simplex[i], d);
        }
    }

    private void step(NelderMead.Objective f, int d, double[][] box) {
        Arrays.fill(centre, 0, d, 0);
        for (int i = 0; i < d; i++) {
            for (int v = 0; v < d; v++) {
                centre[v] += simplex[i][v] / d;
            }
        }
        double reflected = move(f, trial, -1, d, box);
        if (reflected < values[0]) {
            double expanded = move(f, second, -2, d, box);
            replace(d, expanded < reflected ? second : trial, Math.min(expanded, reflected));
        } else if (reflected < values[d - 1]) {
            replace(d, trial, reflected);
        } else {
            double contracted = move(f, second, reflected < values[d] ? -0.5 : 0.5, d, box);
            if (contracted < Math.min(reflected, values[d])) {
                replace(d, second, contracted);
            } else {
                shrink(f, d);
            }
        }
    }

    private double move(NelderMead.Objective f, double[] to, double by, int d, double[][] box) {
        for (int v = 0; v < d; v++) {
            to[v] = clamp(centre[v] + by * (simplex[d][v] - centre[v]), box[v]);
        }
        return evaluate(f, to, d);
    }

    private void replace(int d, double[] by, double value) {
        System.arraycopy(by, 0, simplex[d], 0, d);
        values[d] = value;
    }

    private void shrink(NelderMead.Objective f, int d) {
        for (int i = 1; i <= d; i++) {
            for (int v = 0; v < d; v++) {
                simplex[i][v] = (simplex[i][v] + simplex[0][v]) / 2;
            }
            values[i] = evaluate(f, simplex[i], d);
        }
    }

    private double evaluate(NelderMead.Objective f, double[] x, int d) {
        evaluations++;
        double value = f.at(x);
        return Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
    }

    private static double clamp(double x, double[] box) {
        return Math.min(box[1], Math.max(box[0], x));
    }

    private void order(int d) {
        for (int i = 1; i <= d; i++) {
            double value = values[i];
            double[] point = simplex[i];
            int j = i - 1;
            while (j >= 0 && values[j] > value) {
                values[j + 1] = values[j];
                simplex[j + 1] = simplex[j];
                j--;
            }
            values[j + 1] = value;
            simplex[j + 1] = point;
        }
    }
}
