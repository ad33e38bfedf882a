package dev.shelfcast.forecast.demand;

import dev.shelfcast.forecast.numeric.LeastSquares;
import java.util.Arrays;
import java.util.List;

/**
 * Multiplicative effects of known causes (promotion, holiday, price): demand = level x season x exp(b x). The
 * coefficients are those of a quasi-Poisson regression with the local level as offset, first one for the whole segment,
 * then for each item drawn towards it, so that an item with two promotions borrows what promotions did to its
 * neighbours.
 */
final class CauseEffects {
    private static final int ROUNDS = 3;
    private static final int AROUND = 28;

    /** Prior standard deviation of an item's coefficient about its segment's, and of the segment's about none. */
    private static final double ITEM_DEVIATION = 0.5;

    private static final double SEGMENT_DEVIATION = 1;

    /** No cause multiplies demand by more than about 20. */
    private static final double MOST = 3;

    private final List<Item> items;
    private final Workers workers;
    private final int causes;
    private final double[][][] columns;
    private final double[][] effects;
    private final double[][] coefficients;

    private CauseEffects(List<Item> items, Workers workers, int horizon) {
        this.items = items;
        this.workers = workers;
        int most = 0;
        for (Item item : items) {
            most = Math.max(most, item.source.series().regressors().length);
        }
        this.causes = most;
        this.columns = new double[items.size()][][];
        this.effects = new double[items.size()][];
        this.coefficients = new double[items.size()][];
        workers.each(items.size(), i -> {
            columns[i] = columns(items.get(i), causes, horizon);
            effects[i] = new double[items.get(i).length() + horizon];
            Arrays.fill(effects[i], 1);
        });
    }

    /** Finds the effects and takes them out of the items' values; without causes nothing happens. */
    static void apply(List<Item> items, Workers workers, SeasonProfile profile, int horizon) {
        CauseEffects run = new CauseEffects(items, workers, horizon);
        if (run.causes == 0) {
            return;
        }
        for (int round = 0; round < ROUNDS; round++) {
            run.round(profile);
        }
        workers.each(items.size(), i -> {
            Item item = items.get(i);
            item.takeOut(run.effects[i]);
            item.causeLogs = run.logs(i, horizon);
        });
    }

    private double[][] logs(int i, int horizon) {
        double[][] logs = new double[causes][horizon];
        for (int k = 0; k < causes; k++) {
            for (int j = 0; j < horizon; j++) {
                logs[k][j] = coefficients[i][k] * columns[i][k][items.get(i).length() + j];
            }
        }
        return logs;
    }

    /** The factor of a sum of coefficients times causes. */
    static double factor(double log) {
        return Math.exp(Math.max(-MOST, Math.min(MOST, log)));
    }

    private void round(SeasonProfile profile) {
        double[][] offsets = new double[items.size()][];
        workers.each(items.size(), i -> offsets[i] = offset(items.get(i), effects[i], profile));
        double[] shared = new double[causes];
        double[] none = new double[causes];
        for (int step = 0; step < 4; step++) {
            double[][] a = new double[causes][causes];
            double[] b = new double[causes];
            for (int i = 0; i < items.size(); i++) {
                add(items.get(i), columns[i], offsets[i], shared, a, b);
            }
            solve(a, b, shared, none, SEGMENT_DEVIATION);
        }
        workers.each(items.size(), i -> {
            double[] own = shared.clone();
            for (int step = 0; step < 3; step++) {
                double[][] a = new double[causes][causes];
                double[] b = new double[causes];
                add(items.get(i), columns[i], offsets[i], own, a, b);
                solve(a, b, own, shared, ITEM_DEVIATION);
            }
            for (int t = 0; t < effects[i].length; t++) {
                double sum = 0;
                for (int k = 0; k < causes; k++) {
                    sum += own[k] * columns[i][k][t];
                }
                effects[i][t] = factor(sum);
            }
            coefficients[i] = own;
        });
    }

    /** Adds an item's information matrix and score at coefficients b0, over its dispersion. */
    private void add(Item item, double[][] x, double[] offset, double[] b0, double[][] a, double[] score) {
        double pearson = 0;
        int known = 0;
        double[] mean = new double[item.length()];
        for (int t = 0; t < mean.length; t++) {
            double sum = 0;
            for (int k = 0; k < causes; k++) {
                sum += b0[k] * x[k][t];
            }
            mean[t] = offset[t] * factor(sum);
            double e = item.values[t] - mean[t];
            if (!Double.isNaN(e) && mean[t] > 0) {
                pearson += e * e / mean[t];
                known++;
            }
        }
        double dispersion = known == 0 ? 1 : Math.max(0.1, pearson / known);
        for (int t = 0; t < mean.length; t++) {
            double e = item.values[t] - mean[t];
            if (Double.isNaN(e)) {
                continue;
            }
            for (int k = 0; k < causes; k++) {
                score[k] += x[k][t] * e / dispersion;
                for (int l = 0; l <= k; l++) {
                    a[k][l] += x[k][t] * x[l][t] * mean[t] / dispersion;
                }
            }
        }
    }

    private void solve(double[][] a, double[] score, double[] b, double[] prior, double deviation) {
        double precision = 1 / (deviation * deviation);
        for (int k = 0; k < causes; k++) {
            a[k][k] += precision;
            score[k] += precision * (prior[k] - b[k]);
        }
        LeastSquares.solveInPlace(a, score, causes);
        for (int k = 0; k < causes; k++) {
            b[k] = Math.max(-MOST, Math.min(MOST, b[k] + Math.max(-1, Math.min(1, score[k]))));
        }
    }

    /** Level around each step, its effects taken out, times the season. */
    private static double[] offset(Item item, double[] effect, SeasonProfile profile) {
        int n = item.length();
        double[] units = new double[n + 1];
        double[] season = new double[n + 1];
        for (int t = 0; t < n; t++) {
            double v = item.values[t];
            boolean known = !Double.isNaN(v);
            units[t + 1] = units[t] + (known ? v : 0);
            season[t + 1] = season[t] + (known ? profile.at(item.first + t) * effect[t] : 0);
        }
        double[] offset = new double[n];
        for (int t = 0; t < n; t++) {
            int from = Math.max(0, t - AROUND);
            int to = Math.min(n, t + AROUND + 1);
            double width = season[to] - season[from];
            double level = width > 0 ? (units[to] - units[from]) / width : 0;
            offset[t] = Math.max(1e-6, level) * profile.at(item.first + t);
        }
        return offset;
    }

    /**
     * An item's columns over its life and the horizon: flags as they are, positive numbers as log of the ratio to their
     * median.
     */
    private static double[][] columns(Item item, int causes, int horizon) {
        double[][] given = item.source.series().regressors();
        int dropped = item.source.series().length() - item.length();
        int n = item.length() + horizon;
        double[][] columns = new double[causes][n];
        for (int k = 0; k < Math.min(causes, given.length); k++) {
            double[] all = Arrays.stream(given[k])
                    .filter(v -> !Double.isNaN(v))
                    .sorted()
                    .toArray();
            if (all.length == 0) {
                continue;
            }
            boolean flag = Arrays.stream(all).allMatch(v -> v == 0 || v == 1);
            double median = all[all.length / 2];
            double size = Math.max(Math.abs(all[0]), Math.abs(all[all.length - 1]));
            double last = flag ? 0 : median;
            for (int t = 0; t < n; t++) {
                double v = dropped + t < given[k].length ? given[k][dropped + t] : Double.NaN;
                // An unknown flag is not set; an unknown price stays as it was.
                double known = Double.isNaN(v) ? (flag ? 0 : last) : v;
                last = known;
                boolean logs = !flag && all[0] > 0;
                columns[k][t] = flag ? known : logs ? Math.log(known / median) : size > 0 ? (known - median) / size : 0;
            }
        }
        return columns;
    }
}
