package dev.shelfcast.learning;

import dev.shelfcast.forecast.ForecastRequest;
import dev.shelfcast.forecast.accuracy.Measures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What learned quantiles would have cost at the trial's origins, beside those from past errors and mixes of both. */
final class BandTrial {
    /** Shares of the learned quantile that are tried: quarters. */
    private static final int GRID = 4;

    private final Trial trial;
    private final Trial.Mixed mixed;
    private final ForecastRequest request;
    private final List<QuantileForecasts.Table> tables = new ArrayList<>();

    BandTrial(Trial trial, Trial.Mixed mixed, ForecastRequest request) {
        this.trial = trial;
        this.mixed = mixed;
        this.request = request;
    }

    /** What an item was to sell from an origin on, by both kinds of quantiles, and what it sold. */
    private record Seen(int i, double[] mean, double[] actual, double[][][] errors, QuantileForecasts.Table table) {

        /** The quantile of a step (kind 0) or of the sum up to it (kind 1), so much of it learned. */
        double at(int kind, int j, int k, double level, double share) {
            double from = errors[kind][j][k];
            return share > 0 ? from + share * (table.at(kind == 1, i, j, level) - from) : from;
        }

        double[] path(int kind, double[] of) {
            double[] path = of.clone();
            for (int j = 1; kind == 1 && j < path.length; j++) {
                path[j] += path[j - 1];
            }
            return path;
        }
    }

    private interface Sight {
        void of(Seen seen);
    }

    /**
     * The shares that cost least, drawn towards {@code prior} by the number of origins, which are all one has; then the
     * factors on the distance from the mean with which the mix would have covered what it says.
     */
    Bands judge(QuantileForecasts tried, QuantileForecasts whole, double prior, Rounds rounds) {
        for (Panel panel : trial.exam.origins()) {
            tables.add(tried.of(panel, rounds));
        }
        int levels = request.levels().length;
        double[][][] losses = new double[2][levels][GRID + 1];
        long[] steps = new long[2];
        each(seen -> cost(seen, losses, steps));
        double trust = trial.origins / (trial.origins + 1.0);
        double[][] shares = new double[2][levels];
        double[][] widths = new double[2][levels];
        for (int kind = 0; kind < 2; kind++) {
            for (int k = 0; k < levels; k++) {
                double best = (double) least(losses[kind][k]) / GRID;
                shares[kind][k] = steps[kind] == 0 ? 0 : trust * best + (1 - trust) * prior;
                widths[kind][k] = width(kind, k, shares[kind][k]);
            }
        }
        return new Bands(whole, request, shares, widths, figures(losses, steps));
    }

    private void each(Sight sight) {
        for (int o = 0; o < trial.origins; o++) {
            for (int i = 0; i < trial.places.length; i++) {
                double[] mean = trial.mean(o, i, mixed.weights());
                if (mean.length > 0 && tables.get(o).knows(i)) {
                    Track whole = trial.exam.whole().tracks[i];
                    int origin = trial.exam.origins()[o].tracks[i].length();
                    double[] actual = new double[mean.length];
                    Arrays.setAll(actual, j -> whole.at(origin + j));
                    double[][][] errors = Carried.table(trial.base(o, i), mean, mixed.widths(), request.nonNegative());
                    sight.of(new Seen(i, mean, actual, errors, tables.get(o)));
                }
            }
        }
    }

    private void cost(Seen seen, double[][][] losses, long[] steps) {
        for (int kind = 0; kind < 2; kind++) {
            double[] actual = seen.path(kind, seen.actual());
            for (int j = 0; j < actual.length; j++) {
                if (Double.isNaN(actual[j])) {
                    continue;
                }
                steps[kind]++;
                for (int k = 0; k < losses[kind].length; k++) {
                    double level = request.levels()[k];
                    double learned = seen.at(kind, j, k, level, 1);
                    for (int g = 0; g <= GRID; g++) {
                        double at = seen.errors()[kind][j][k] * (1 - (double) g / GRID) + learned * g / GRID;
                        losses[kind][k][g] += Measures.pinball(actual[j], at, level);
                    }
                }
            }
        }
    }

    private double width(int kind, int k, double share) {
        double level = request.levels()[k];
        double[][] ratios = {new double[1024]};
        int[] n = new int[1];
        each(seen -> {
            double[] mean = seen.path(kind, seen.mean());
            double[] actual = seen.path(kind, seen.actual());
            for (int j = 0; j < mean.length; j++) {
                double away = seen.at(kind, j, k, level, share) - mean[j];
                boolean outward = level > 0.5 ? away > 1e-9 : away < -1e-9;
                if (outward && !Double.isNaN(actual[j])) {
                    ratios[0] = n[0] < ratios[0].length ? ratios[0] : Arrays.copyOf(ratios[0], 2 * n[0]);
                    ratios[0][n[0]++] = (actual[j] - mean[j]) / away;
                }
            }
        });
        return n[0] < Trial.LEAST_RATIOS ? 1 : Trial.width(Arrays.copyOf(ratios[0], n[0]), level, trial.origins);
    }

    private static int least(double[] losses) {
        int best = 0;
        for (int g = 1; g < losses.length; g++) {
            best = losses[g] < losses[best] ? g : best;
        }
        return best;
    }

    /** Mean pinball losses over all levels. */
    private static Map<String, Double> figures(double[][][] losses, long[] steps) {
        Map<String, Double> found = new LinkedHashMap<>();
        for (int kind = 0; kind < 2; kind++) {
            double from = 0;
            double learned = 0;
            for (double[] of : losses[kind]) {
                from += of[0] / losses[kind].length / Math.max(1, steps[kind]);
                learned += of[GRID] / losses[kind].length / Math.max(1, steps[kind]);
            }
            String of = kind == 0 ? "validation.pinball" : "validation.sum_pinball";
            found.put(of + ".errors", from);
            found.put(of + ".learned", learned);
        }
        return found;
    }
}
