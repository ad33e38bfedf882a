package dev.shelfcast.forecast.demand;

import java.util.Arrays;
import java.util.List;

/**
 * The seasonal factors of a segment, by phase of the period (for daily series the weekday index), and those of each of
 * its items. A factor is units over the mean of one period around. The segment's factors are drawn towards 1, and the
 * items' towards the segment's, by as much as their own scatter over the cycles makes them uncertain: {@link Denoised}.
 */
final class SeasonProfile {
    /** Periods of history that a profile is made of: older ones describe another assortment. */
    private static final int PERIODS = 26;

    private static final double LEAST = 0.02;

    /** Degrees of freedom that the usual variance is worth against an item's own. */
    private static final double PRIOR_DEGREES = 28;

    final int period;
    final double[] factor;

    private SeasonProfile(int period, double[] factor) {
        this.period = period;
        this.factor = factor;
    }

    /** What an item or a segment sold by phase against what its level would have. */
    private static final class Raw {
        final double[] units;
        final double[] expected;
        final double[] squares;
        final int[] count;

        Raw(int period) {
            units = new double[period];
            expected = new double[period];
            squares = new double[period];
            count = new int[period];
        }

        double ratio(int phase, double otherwise) {
            return expected[phase] > 0 ? units[phase] / expected[phase] : otherwise;
        }

        /** The mean variance of the ratios; infinite where no phase was seen twice. */
        double variance() {
            double sum = 0;
            int seen = 0;
            for (int p = 0; p < units.length; p++) {
                if (count[p] > 1 && expected[p] > 0) {
                    sum += squares[p] / (expected[p] * expected[p]) * count[p] / (count[p] - 1);
                    seen++;
                }
            }
            return seen < (units.length + 1) / 2 ? Double.POSITIVE_INFINITY : sum / seen;
        }
    }

    /** No season. */
    static SeasonProfile flat(int period) {
        double[] ones = new double[period];
        Arrays.fill(ones, 1);
        return new SeasonProfile(period, ones);
    }

    /** The shared profile of {@code items}. */
    static SeasonProfile pooled(List<Item> items, int period) {
        if (period < 2 || items.isEmpty()) {
            return flat(period);
        }
        long from = items.stream().mapToLong(i -> i.first).min().orElse(0);
        long to = items.stream().mapToLong(i -> i.first + i.length()).max().orElse(0);
        from = Math.max(from, to - (long) PERIODS * period);
        double[] units = new double[(int) Math.max(0, to - from)];
        double[] expected = new double[units.length];
        for (Item item : items) {
            double[] around = around(item, period);
            for (int t = (int) Math.max(0, from - item.first); t < item.length(); t++) {
                if (counts(item, t, around)) {
                    units[(int) (item.first + t - from)] += item.calm[t];
                    expected[(int) (item.first + t - from)] += around[t];
                }
            }
        }
        Raw raw = new Raw(period);
        add(raw, units, expected, from);
        double[] factor = new double[period];
        double variance = raw.variance();
        double spread = 0;
        for (int p = 0; p < period; p++) {
            factor[p] = raw.ratio(p, 1);
            spread += (factor[p] - 1) * (factor[p] - 1) / period;
        }
        // Positive-part shrinkage of James and Stein: what the scatter alone would make is taken off.
        double trust = spread > variance ? 1 - variance / spread : 0;
        for (int p = 0; p < period; p++) {
            factor[p] = Math.max(LEAST, 1 + trust * (factor[p] - 1));
        }
        return new SeasonProfile(period, level(factor));
    }

    /** Sets each item's own profile. */
    void own(List<Item> items, Workers workers) {
        double[][] away = new double[items.size()][period];
        double[] variance = new double[items.size()];
        double[] expected = new double[items.size()];
        int[] degrees = new int[items.size()];
        workers.each(away.length, i -> {
            Raw raw = new Raw(period);
            Item item = items.get(i);
            double[] around = around(item, period);
            double[] known = item.calm.clone();
            for (int t = 0; t < known.length; t++) {
                boolean old = t < item.length() - PERIODS * period;
                known[t] = !old && counts(item, t, around) ? known[t] : Double.NaN;
            }
            add(raw, known, around, item.first);
            variance[i] = period < 2 ? Double.POSITIVE_INFINITY : raw.variance();
            expected[i] = Arrays.stream(raw.expected).sum() / period;
            degrees[i] = Arrays.stream(raw.count).sum() - period;
            for (int p = 0; p < period; p++) {
                away[i][p] = raw.ratio(p, factor[p]) - factor[p];
            }
        });
        Denoised.rows(away, steadied(variance, expected, degrees), workers);
        workers.each(away.length, i -> {
            double[] own = new double[period];
            for (int p = 0; p < period; p++) {
                own[p] = Math.max(LEAST, factor[p] + away[i][p]);
            }
            items.get(i).own = level(own);
        });
    }

    /** Variances from few cycles are drawn towards what is usual for items that sell as much: dispersion over units. */
    private static double[] steadied(double[] variance, double[] expected, int[] degrees) {
        double[] dispersion = new double[variance.length];
        int n = 0;
        for (int i = 0; i < variance.length; i++) {
            if (Double.isFinite(variance[i]) && variance[i] > 0) {
                dispersion[n++] = variance[i] * expected[i];
            }
        }
        Arrays.sort(dispersion, 0, n);
        double usual = n == 0 ? 0 : dispersion[n / 2];
        double[] steadied = variance.clone();
        for (int i = 0; i < variance.length; i++) {
            if (Double.isFinite(variance[i]) && expected[i] > 0) {
                double own = Math.max(0, degrees[i]);
                steadied[i] = (own * variance[i] + PRIOR_DEGREES * usual / expected[i]) / (own + PRIOR_DEGREES);
            }
        }
        return steadied;
    }

    double at(long clock) {
        return factor[phase(clock)];
    }

    int phase(long clock) {
        return Math.floorMod(clock, period);
    }

    private static boolean counts(Item item, int t, double[] around) {
        return item.inStock[t] >= 1 && !Double.isNaN(item.calm[t]) && around[t] > 0;
    }

    private static void add(Raw raw, double[] units, double[] expected, long first) {
        int period = raw.units.length;
        for (int t = 0; t < units.length; t++) {
            if (!Double.isNaN(units[t]) && expected[t] > 0) {
                int p = Math.floorMod(first + t, period);
                raw.units[p] += units[t];
                raw.expected[p] += expected[t];
                raw.count[p]++;
            }
        }
        for (int t = 0; t < units.length; t++) {
            if (!Double.isNaN(units[t]) && expected[t] > 0) {
                int p = Math.floorMod(first + t, period);
                double e = units[t] - raw.units[p] / raw.expected[p] * expected[t];
                raw.squares[p] += e * e;
            }
        }
    }

    /**
     * The mean of a whole period around each step, of the first or the last whole period near the ends; NaN without two
     * whole periods.
     */
    private static double[] around(Item item, int period) {
        int n = item.length();
        double[] mean = new double[n];
        if (n < 2 * period) {
            Arrays.fill(mean, Double.NaN);
            return mean;
        }
        double units = 0;
        int known = 0;
        int to = 0;
        for (int start = 0; start + period <= n; start++) {
            for (; to < start + period; to++) {
                units += Double.isNaN(item.calm[to]) ? 0 : item.calm[to];
                known += Double.isNaN(item.calm[to]) ? 0 : 1;
            }
            // Fewer than half of the steps known would mix up weekday and level.
            mean[start + period / 2] = 2 * known >= period ? Math.max(0, units / known) : Double.NaN;
            units -= Double.isNaN(item.calm[start]) ? 0 : item.calm[start];
            known -= Double.isNaN(item.calm[start]) ? 0 : 1;
        }
        int last = n - period + period / 2;
        for (int t = 0; t < n; t++) {
            mean[t] = mean[Math.max(period / 2, Math.min(last, t))];
        }
        return mean;
    }

    /** Scales factors to a mean of 1. */
    private static double[] level(double[] factor) {
        double mean = Arrays.stream(factor).sum() / factor.length;
        for (int p = 0; p < factor.length; p++) {
            factor[p] /= mean;
        }
        return factor;
    }
}
