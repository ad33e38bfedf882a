package dev.shelfcast.learning;

import java.util.Arrays;

/**
 * One item's cleaned demand with running sums, so that the mean of any window costs nothing. It can grow by forecasts,
 * which is how a recursive model sees its own.
 */
final class Track {
    private static final double SMOOTHING = 0.08;

    /** Tells its random stream from those of others, wherever it stands in a batch. */
    final long key;

    final long first;
    final int segment;
    /** Known causes per step, going on into the horizon; NaN where unknown. */
    final float[][] causes;
    /** In-stock share per step of the history; null when nothing was said. */
    final float[] inStock;
    /** Seasonal factor by phase. */
    final double[] factor;

    /** What the known causes make of each step, going on into the horizon; empty without causes. */
    final double[] effect;

    private final Rhythm rhythm;
    private final float[] y;
    private final double[] sum;
    private final double[] squares;
    private final int[] known;
    private final int[] sold;
    private final double[] season;
    private final float[] smooth;
    private int last = -1;
    private int n;

    Track(Rhythm rhythm, Start start, double[] values, int length, int room) {
        this.rhythm = rhythm;
        this.key = start.key;
        this.first = start.first;
        this.segment = start.segment;
        this.causes = start.causes;
        this.inStock = start.inStock;
        this.factor = start.factor;
        this.effect = start.effect;
        int capacity = length + room;
        y = new float[capacity];
        sum = new double[capacity + 1];
        squares = new double[capacity + 1];
        known = new int[capacity + 1];
        sold = new int[capacity + 1];
        season = new double[capacity + 1];
        smooth = new float[capacity + 1];
        for (int t = 0; t < length; t++) {
            append(values[t]);
        }
    }

    /** What a track knows besides its values. */
    record Start(
            long key, long first, int segment, float[][] causes, float[] inStock, double[] factor, double[] effect) {}

    /** The first {@code length} steps with room to grow. */
    Track head(int length, int room) {
        return head(length, room, factor, effect);
    }

    /** The same with other factors. */
    Track head(int length, int room, double[] factors, double[] effects) {
        double[] values = new double[length];
        for (int t = 0; t < length; t++) {
            values[t] = y[t];
        }
        return new Track(
                rhythm, new Start(key, first, segment, causes, inStock, factors, effects), values, length, room);
    }

    /** Adds the demand of the next step. */
    void append(double value) {
        y[n] = (float) value;
        boolean seen = !Double.isNaN(value);
        double f = factorAt(n);
        sum[n + 1] = sum[n] + (seen ? value : 0);
        squares[n + 1] = squares[n] + (seen ? value * value : 0);
        known[n + 1] = known[n] + (seen ? 1 : 0);
        sold[n + 1] = sold[n] + (value > 0 ? 1 : 0);
        season[n + 1] = season[n] + (seen ? f : 0);
        double gain = Math.max(SMOOTHING, 1.0 / Math.max(1, known[n + 1]));
        smooth[n + 1] = seen ? (float) (smooth[n] + gain * (value / f - smooth[n])) : smooth[n];
        if (value > 0) {
            last = n;
        }
        n++;
    }

    int length() {
        return n;
    }

    /** Demand of a step, NaN where unknown. */
    double at(int t) {
        return t >= 0 && t < n ? y[t] : Double.NaN;
    }

    double factorAt(int t) {
        return factor[rhythm.phase(first + t)];
    }

    /** What the statistical forecast thinks that the known causes make of a step. */
    double effectAt(int t) {
        return t < effect.length ? effect[t] : 1;
    }

    /** Mean of the known steps of {@code [from, to)}, NaN when there is none. */
    double mean(int from, int to) {
        int a = Math.max(0, from);
        int b = Math.max(a, Math.min(n, to));
        int count = known[b] - known[a];
        return count == 0 ? Double.NaN : (sum[b] - sum[a]) / count;
    }

    double deviation(int from, int to) {
        int a = Math.max(0, from);
        int b = Math.max(a, Math.min(n, to));
        int count = known[b] - known[a];
        if (count < 2) {
            return Double.NaN;
        }
        double mean = (sum[b] - sum[a]) / count;
        return Math.sqrt(Math.max(0, (squares[b] - squares[a]) / count - mean * mean));
    }

    /** Share of the known steps of {@code [from, to)} with demand. */
    double soldShare(int from, int to) {
        int a = Math.max(0, from);
        int b = Math.max(a, Math.min(n, to));
        int count = known[b] - known[a];
        return count == 0 ? Double.NaN : (double) (sold[b] - sold[a]) / count;
    }

    int known(int from, int to) {
        return known[Math.min(n, to)] - known[Math.max(0, from)];
    }

    /** Steps from the last demand before {@code end} to it, at most {@code most}. */
    int sinceSold(int end, int most) {
        int since = 0;
        if (end == n) {
            return last < 0 ? most : Math.min(most, n - 1 - last);
        }
        for (int t = end - 1; t >= 0 && since < most && !(y[t] > 0); t--) {
            since++;
        }
        return since;
    }

    /**
     * Demand per step without season as known after the first {@code end} steps: the mean of a four-unit window and of
     * exponential smoothing, never quite zero.
     */
    double level(int end) {
        int from = Math.max(0, end - 4 * rhythm.unit());
        double units = sum[end] - sum[from];
        double weight = season[end] - season[from];
        double window = weight > 0 ? units / weight : smooth[end];
        double long1 = end == 0 ? 0 : sum[end] / Math.max(1, season[end]);
        double level = (window + Math.max(0, smooth[end])) / 2;
        return Math.max(level, Math.max(0.02 * long1, 1e-3));
    }

    /** The seasonal factors of a track: its own over whole periods, shrunk to the shared ones by units. */
    double[] ownFactors(double[] shared, double priorUnits) {
        double[] demand = new double[shared.length];
        double[] expected = new double[shared.length];
        addSeason(demand, expected);
        return shrunk(demand, expected, shared, priorUnits);
    }

    /** Adds demand by phase and what the periods' own means expected there; up to 26 periods from the end. */
    void addSeason(double[] demand, double[] expected) {
        int p = demand.length;
        for (int end = n; p > 1 && end - p >= Math.max(0, n - 26 * p); end -= p) {
            if (known(end - p, end) < p) {
                continue;
            }
            double mean = mean(end - p, end);
            for (int t = end - p; t < end; t++) {
                demand[rhythm.phase(first + t)] += y[t];
                expected[rhythm.phase(first + t)] += mean;
            }
        }
    }

    static double[] shrunk(double[] demand, double[] expected, double[] towards, double priorUnits) {
        double total = Arrays.stream(demand).sum();
        double trust = total / (total + priorUnits);
        double[] factor = new double[demand.length];
        double mean = 0;
        for (int i = 0; i < factor.length; i++) {
            double raw = expected[i] > 0 ? demand[i] / expected[i] : towards[i];
            factor[i] = Math.max(0.05, trust * raw + (1 - trust) * towards[i]);
            mean += factor[i] / factor.length;
        }
        for (int i = 0; i < factor.length; i++) {
            factor[i] /= mean;
        }
        return factor;
    }
}
