package dev.shelfcast.forecast.demand;

import java.util.Arrays;
import java.util.List;

/**
 * The seasonal factors that a segment's items share, by phase of the period (for daily series the weekday index).
 * Factors come from the items' sums against their levels, so that a big item counts by its units, and are shrunk
 * towards 1 by those units.
 */
final class SeasonProfile {
    /** Units at which an item's own profile counts as much as its segment's (measured on M5: forecasting.md). */
    private static final double OWN_UNITS = 200;

    /** Periods of history that a profile is made of: older ones describe another assortment. */
    private static final int PERIODS = 26;

    private static final double LEAST = 0.05;

    final int period;
    final double[] factor;

    private SeasonProfile(int period, double[] factor) {
        this.period = period;
        this.factor = factor;
    }

    /** The shared profile of {@code items}. */
    static SeasonProfile pooled(List<Item> items, int period) {
        double[] demand = new double[period];
        double[] expected = new double[period];
        for (Item item : items) {
            add(item, period, demand, expected);
        }
        double[] factor = new double[period];
        Arrays.fill(factor, 1);
        return new SeasonProfile(period, shrunk(demand, expected, factor, OWN_UNITS));
    }

    /** An item's own profile, shrunk to the shared one. */
    double[] own(Item item) {
        double[] demand = new double[period];
        double[] expected = new double[period];
        add(item, period, demand, expected);
        return shrunk(demand, expected, factor, OWN_UNITS);
    }

    double at(long clock) {
        return factor[phase(clock)];
    }

    int phase(long clock) {
        return Math.floorMod(clock, period);
    }

    private static void add(Item item, int period, double[] demand, double[] expected) {
        int n = item.length();
        int from = Math.max(0, n - PERIODS * period);
        if (period < 2 || n - from < 2 * period) {
            return;
        }
        for (int end = n; end - period >= from; end -= period) {
            // Whole periods against their own mean: a trend or a promotion week does not tilt the profile.
            addPeriod(item, end - period, period, demand, expected);
        }
    }

    private static void addPeriod(Item item, int start, int period, double[] demand, double[] expected) {
        double sum = 0;
        int known = 0;
        for (int t = start; t < start + period; t++) {
            if (!Double.isNaN(item.values[t]) && item.inStock[t] >= 1) {
                sum += item.calm[t];
                known++;
            }
        }
        if (known < period) {
            return;
        }
        for (int t = start; t < start + period; t++) {
            int phase = Math.floorMod(item.first + t, period);
            demand[phase] += item.calm[t];
            expected[phase] += sum / known;
        }
    }

    private static double[] shrunk(double[] demand, double[] expected, double[] towards, double units) {
        double total = 0;
        for (double d : demand) {
            total += d;
        }
        double trust = total / (total + units);
        double[] factor = new double[demand.length];
        double mean = 0;
        for (int i = 0; i < factor.length; i++) {
            double raw = expected[i] > 0 ? demand[i] / expected[i] : towards[i];
            factor[i] = Math.max(LEAST, trust * raw + (1 - trust) * towards[i]);
            mean += factor[i] / factor.length;
        }
        for (int i = 0; i < factor.length; i++) {
            factor[i] /= mean;
        }
        return factor;
    }
}
