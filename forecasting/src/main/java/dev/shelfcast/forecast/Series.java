package dev.shelfcast.forecast;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One regularly spaced series: values with gaps, and what is known about them.
 *
 * <p>{@code values[t]} is the demand of step t; {@code NaN} means "not known", never zero. {@code inStock[t]}, where
 * given, is the share 0..1 of the step's usual demand time in which the item could be bought. {@code regressors[k][t]}
 * are columns known for the history and, from index {@code values.length} on, for the future. Arrays are taken over,
 * not copied: do not change them afterwards.
 */
public final class Series {
    private final double[] values;
    private final double @Nullable [] inStock;
    private final int[] periods;
    private final Frequency frequency;
    private final @Nullable LocalDateTime start;
    private final double[][] regressors;

    private Series(
            double[] values,
            double @Nullable [] inStock,
            int[] periods,
            Frequency frequency,
            @Nullable LocalDateTime start,
            double[][] regressors) {
        this.values = values;
        this.inStock = inStock;
        this.periods = periods;
        this.frequency = frequency;
        this.start = start;
        this.regressors = regressors;
    }

    /**
     * A series without season.
     *
     * @throws IllegalArgumentException when a value is infinite
     */
    public static Series of(double... values) {
        for (int t = 0; t < values.length; t++) {
            if (Double.isInfinite(values[t])) {
                throw new IllegalArgumentException(
                        "The value at step " + t + " is infinite. Use NaN for a missing one.");
            }
        }
        return new Series(values, null, new int[0], Frequency.DAILY, null, new double[0][]);
    }

    /** A daily series with a weekly season that starts on {@code start}. */
    public static Series daily(LocalDate start, double... values) {
        return of(values).startingAt(start.atStartOfDay(), Frequency.DAILY).withPeriods(7);
    }

    /**
     * The same series with these seasonal periods, in steps; those below 2 are ignored.
     *
     * @throws IllegalArgumentException when a period is negative
     */
    public Series withPeriods(int... seasons) {
        for (int season : seasons) {
            if (season < 0) {
                throw new IllegalArgumentException(
                        "A seasonal period of " + season + " steps makes no sense. Maybe 7?");
            }
        }
        int[] kept =
                Arrays.stream(seasons).filter(s -> s >= 2).distinct().sorted().toArray();
        return new Series(values, inStock, kept, frequency, start, regressors);
    }

    /**
     * The same series with the share of each step in which the item was in stock.
     *
     * @throws IllegalArgumentException when the length differs from the values' or a share is outside 0..1
     */
    public Series withInStock(double[] shares) {
        if (shares.length != values.length) {
            throw new IllegalArgumentException(
                    "There are " + shares.length + " in-stock shares for " + values.length + " values.");
        }
        for (double share : shares) {
            if (share < 0 || share > 1) {
                throw new IllegalArgumentException("The in-stock share " + share + " is not between 0 and 1.");
            }
        }
        return new Series(values, shares, periods, frequency, start, regressors);
    }

    /** The same series, its first value being of the step that begins at {@code first}. */
    public Series startingAt(LocalDateTime first, Frequency step) {
        return new Series(values, inStock, periods, step, first, regressors);
    }

    /**
     * The same series with columns of causes (price, promotion, holiday): {@code columns[k]} covers the history and may
     * go on into the future.
     *
     * @throws IllegalArgumentException when a column is shorter than the history
     */
    public Series withRegressors(double[]... columns) {
        for (int k = 0; k < columns.length; k++) {
            if (columns[k].length < values.length) {
                throw new IllegalArgumentException("Regressor " + k + " has " + columns[k].length
                        + " values, the series has " + values.length + ".");
            }
        }
        return new Series(values, inStock, periods, frequency, start, columns);
    }

    /** The same frame with other values of the same length; in-stock shares are dropped, as they are used up. */
    public Series withValues(double[] others) {
        if (others.length != values.length) {
            throw new IllegalArgumentException(
                    "There are " + others.length + " new values for a series of " + values.length + ".");
        }
        return new Series(others, null, periods, frequency, start, regressors);
    }

    /** The first {@code n} steps; regressors stay whole, since their future is known. */
    public Series head(int n) {
        double[] shares = inStock == null ? null : Arrays.copyOf(inStock, n);
        return new Series(Arrays.copyOf(values, n), shares, periods, frequency, start, regressors);
    }

    /** The number of steps, gaps included. */
    public int length() {
        return values.length;
    }

    /** The values themselves, not a copy; NaN where missing. */
    public double[] values() {
        return values;
    }

    /** The in-stock shares, or null when none were given. */
    public double @Nullable [] inStock() {
        return inStock;
    }

    /** The seasonal periods in ascending order, possibly none. */
    public int[] periods() {
        return periods;
    }

    /** The shortest seasonal period, or 1 without season. */
    public int period() {
        return periods.length == 0 ? 1 : periods[0];
    }

    /** The calendar step. */
    public Frequency frequency() {
        return frequency;
    }

    /** The time of the first value, or null when unknown. */
    public @Nullable LocalDateTime start() {
        return start;
    }

    /** The time of step {@code t} (0 is the first value), or null when the start is unknown. */
    public @Nullable LocalDateTime timeOf(int t) {
        return start == null ? null : frequency.plus(start, t);
    }

    /** The columns of causes, each at least as long as the values. */
    public double[][] regressors() {
        return regressors;
    }

    /** The number of values that are not missing. */
    public int observed() {
        int count = 0;
        for (double v : values) {
            if (!Double.isNaN(v)) {
                count++;
            }
        }
        return count;
    }
}
