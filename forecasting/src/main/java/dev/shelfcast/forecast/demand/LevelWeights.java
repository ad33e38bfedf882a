package dev.shelfcast.forecast.demand;

import java.util.Arrays;
import java.util.List;

/**
 * How long a memory a segment's levels deserve: weights of the three windows and of smoothing, by how well each
 * foretold the mean of the next horizon at past origins, drawn towards the usual weights as if one more origin had
 * spoken for them (stacking: Breiman 1996; convex weights: Granger and Ramanathan 1984). One set for the segment,
 * because an item's own few origins are noise.
 */
final class LevelWeights {
    /** The combination measured on M5: a third the four-week mean, two thirds smoothing. */
    private static final double[] USUAL = {1 / 3.0, 0, 0, 2 / 3.0};

    private static final int MOST_ORIGINS = 12;
    private static final int LEAST_ORIGINS = 2;
    private static final int SAMPLED = 500;
    private static final int SWEEPS = 200;
    private static final int LEAST_HISTORY = 28;

    private LevelWeights() {}

    static double[] usual() {
        return USUAL.clone();
    }

    static double[] of(List<Item> items, int period, Workers workers, int horizon) {
        int window = Levels.windowOf(period);
        int every = Math.max(1, items.size() / SAMPLED);
        double[][][] parts = new double[(items.size() + every - 1) / every][][];
        int stride = Math.max(horizon, Math.min(window, period));
        workers.each(parts.length, i -> parts[i] = moments(items.get(i * every), stride, horizon));
        int longest = items.stream().mapToInt(Item::length).max().orElse(0);
        int origins = Math.min(MOST_ORIGINS, (longest - horizon - 2 * window) / stride + 1);
        if (origins < LEAST_ORIGINS) {
            return usual();
        }
        double[][] a = new double[Levels.COUNT][Levels.COUNT];
        double[] b = new double[Levels.COUNT];
        for (double[][] part : parts) {
            for (int k = 0; k < b.length; k++) {
                b[k] += part[b.length][k];
                for (int l = 0; l < b.length; l++) {
                    a[k][l] += part[k][l];
                }
            }
        }
        double trace = 0;
        for (int k = 0; k < b.length; k++) {
            trace += a[k][k];
        }
        double prior = trace / b.length / origins;
        for (int k = 0; k < b.length; k++) {
            a[k][k] += prior;
            b[k] += prior * USUAL[k];
        }
        return solved(a, b);
    }

    /** One item's products of levels, and of levels with what came, over past origins and its error variance. */
    private static double[][] moments(Item item, int stride, int horizon) {
        int k = Levels.COUNT;
        double[][] moments = new double[k + 1][k];
        double[][] levels = Levels.each(item);
        double variance = variance(item, levels[k - 1]);
        int n = item.length();
        int least = Math.max(LEAST_HISTORY, 2 * item.own.length);
        for (int r = 0; r < MOST_ORIGINS; r++) {
            int origin = n - horizon - r * stride;
            if (origin < least || variance <= 0) {
                break;
            }
            double units = 0;
            double season = 0;
            for (int t = origin; t < origin + horizon; t++) {
                if (!Double.isNaN(item.calm[t])) {
                    units += item.calm[t];
                    season += item.seasonAt(t);
                }
            }
            if (season < horizon / 2.0) {
                continue;
            }
            for (int i = 0; i < k; i++) {
                moments[k][i] += levels[i][origin] * units / season / variance;
                for (int j = 0; j < k; j++) {
                    moments[i][j] += levels[i][origin] * levels[j][origin] / variance;
                }
            }
        }
        return moments;
    }

    private static double variance(Item item, double[] level) {
        double squares = 0;
        int known = 0;
        for (int t = 1; t < item.length(); t++) {
            double e = item.calm[t] - level[t] * item.seasonAt(t);
            if (!Double.isNaN(e)) {
                squares += e * e;
                known++;
            }
        }
        return known == 0 ? 0 : squares / known;
    }

    /** Minimises w a w / 2 - b w over w >= 0 by cyclic descent, then makes the weights add up to 1. */
    private static double[] solved(double[][] a, double[] b) {
        double[] w = usual();
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int k = 0; k < w.length; k++) {
                double rest = b[k];
                for (int l = 0; l < w.length; l++) {
                    rest -= l == k ? 0 : a[k][l] * w[l];
                }
                w[k] = a[k][k] > 0 ? Math.max(0, rest / a[k][k]) : 0;
            }
        }
        double sum = Arrays.stream(w).sum();
        if (!(sum > 0)) {
            return usual();
        }
        Arrays.setAll(w, k -> w[k] / sum);
        return w;
    }
}
