package dev.shelfcast.forecast.demand;

import dev.shelfcast.forecast.Frequency;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Keeps one wholesale order from being taken for a new level: a day far above what was expected counts for the levels
 * only as far as a rare day of the item's volume class goes, unless a neighbouring day rises at least half as far,
 * for then demand may have moved (bounded updates of robust exponential smoothing: Gelper, Fried and Croux 2010).
 * Quantiles still see the spike as it was.
 */
final class Spikes {
    private static final double ALPHA = 0.05;

    /** A lone day counts up to this quantile of its class's standardised errors. */
    private static final double RARE = 0.995;

    /** The same quantile of the exponential distribution, standardised, where there is no class to ask. */
    private static final double EXPONENTIAL_RARE = -Math.log(1 - RARE) - 1;

    private static final int WARM_UP = 14;
    private static final int RECENT = 364;
    private static final int POOL_ITEMS = 500;
    private static final int LEAST_ITEMS = 10;
    private static final int LEAST_ERRORS = 1_000;

    /** Steps at which an item's own dispersion counts as much as the segment's. */
    private static final double DISPERSION_STEPS = 56;

    private static final double LEAST_EXPECTED = 0.02;

    private final List<Item> items;
    private final SeasonProfile profile;
    private final double[][] expected;
    private final double[][] deviation;

    private Spikes(List<Item> items, SeasonProfile profile, Workers workers) {
        this.items = items;
        this.profile = profile;
        this.expected = new double[items.size()][];
        this.deviation = new double[items.size()][];
        double[] dispersion = new double[items.size()];
        workers.each(expected.length, i -> {
            expected[i] = expected(items.get(i));
            dispersion[i] = dispersion(items.get(i), expected[i]);
        });
        double[] known = Arrays.stream(dispersion).filter(d -> d > 0).sorted().toArray();
        double usual = known.length == 0 ? 1 : known[known.length / 2];
        workers.each(expected.length, i -> {
            double own = items.get(i).length();
            double phi = (own * dispersion[i] + DISPERSION_STEPS * usual) / (own + DISPERSION_STEPS);
            deviation[i] = expected[i].clone();
            for (int t = 0; t < deviation[i].length; t++) {
                deviation[i][t] = Math.sqrt(phi * Math.max(LEAST_EXPECTED, expected[i][t]));
            }
        });
    }

    /** Sets each item's calm values; weekly and monthly peaks are seasons, not spikes, and stay. */
    static void damp(List<Item> items, SeasonProfile profile, Workers workers) {
        List<Item> fine = items.stream()
                .filter(i -> i.source.series().frequency() == Frequency.DAILY
                        || i.source.series().frequency() == Frequency.HOURLY)
                .toList();
        if (fine.isEmpty()) {
            return;
        }
        Spikes run = new Spikes(fine, profile, workers);
        double[] limits = run.limits();
        workers.each(
                fine.size(),
                i -> run.damp(i, limits[ErrorPool.classOf(fine.get(i).rate(90))]));
    }

    private double[] expected(Item item) {
        double[] expected = new double[item.length()];
        double level = 0;
        double units = 0;
        double season = 0;
        int known = 0;
        for (int t = 0; t < expected.length; t++) {
            double f = profile.at(item.first + t);
            expected[t] = level * f;
            double v = item.values[t];
            if (!Double.isNaN(v)) {
                known++;
                units += v;
                season += f;
                level = Math.max(0, known * ALPHA < 1 ? units / season : level + ALPHA * (v / f - level));
            }
        }
        return expected;
    }

    /** Squared error over mean, the largest error left out: the spike looked for shall not widen its own limit. */
    private static double dispersion(Item item, double[] expected) {
        double squares = 0;
        double largest = 0;
        double mean = 0;
        int n = 0;
        for (int t = WARM_UP; t < expected.length; t++) {
            double e = item.values[t] - expected[t];
            if (!Double.isNaN(e)) {
                squares += e * e;
                largest = Math.max(largest, e * e);
                mean += expected[t];
                n++;
            }
        }
        return n < 2 || mean <= 0 ? 0 : (squares - largest) / (n - 1) / (mean / n);
    }

    /** {@code limits[class]}: the rare quantile of standardised errors. */
    private double[] limits() {
        List<double[]> byClass = new ArrayList<>();
        int every = Math.max(1, items.size() / POOL_ITEMS);
        for (int k = 0; k <= ErrorPool.classes(); k++) {
            double[] found = new double[256];
            int n = 0;
            int members = 0;
            for (int i = 0; i < items.size(); i += every) {
                Item item = items.get(i);
                if (k < ErrorPool.classes() && ErrorPool.classOf(item.rate(90)) != k) {
                    continue;
                }
                members++;
                for (int t = Math.max(WARM_UP, item.length() - RECENT); t < item.length(); t++) {
                    double z = (item.values[t] - expected[i][t]) / deviation[i][t];
                    if (!Double.isNaN(z)) {
                        found = n == found.length ? Arrays.copyOf(found, 2 * n) : found;
                        found[n++] = z;
                    }
                }
            }
            found = Arrays.copyOf(found, members < LEAST_ITEMS || n < LEAST_ERRORS ? 0 : n);
            Arrays.sort(found);
            byClass.add(found);
        }
        double[] limits = new double[ErrorPool.classes()];
        for (int k = 0; k < limits.length; k++) {
            double[] own = byClass.get(k).length > 0 ? byClass.get(k) : byClass.get(ErrorPool.classes());
            limits[k] = own.length == 0 ? EXPONENTIAL_RARE : own[(int) (RARE * own.length)];
        }
        return limits;
    }

    private void damp(int i, double limit) {
        Item item = items.get(i);
        double[] calm = item.values;
        for (int t = WARM_UP; t < item.length(); t++) {
            double most = expected[i][t] + limit * deviation[i][t];
            if (item.values[t] > most && over(i, t - 1) < over(i, t) / 2 && over(i, t + 1) < over(i, t) / 2) {
                calm = calm == item.values ? calm.clone() : calm;
                calm[t] = most;
            }
        }
        item.calm = calm;
    }

    /** How far a step lies above what was expected; 0 where nothing is known. */
    private double over(int i, int t) {
        double over = t < items.get(i).length() ? items.get(i).values[t] - expected[i][t] : 0;
        return Double.isNaN(over) ? 0 : over;
    }
}
