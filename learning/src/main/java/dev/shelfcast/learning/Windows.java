package dev.shelfcast.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The windows that the network learns from: context and horizon of an item at a past origin. The last horizon of every
 * item is kept for the check set. Half of the windows are drawn evenly, half by the items' scale (Salinas et al. 2020,
 * section 3.3).
 */
final class Windows {
    private static final int MOST_CHECKED = 384;

    private final Panel panel;
    private final Inputs inputs;
    private final int horizon;
    private final Likelihood likelihood;
    private final int[] able;
    private final double[] heavy;

    /**
     * Windows laid one after the other.
     *
     * @param count number of windows
     * @param x inputs {@code [window][step][input]}
     * @param y demand {@code [window][step]}
     * @param weight 1 where demand is known, else 0
     * @param scale the item's scale per window
     */
    record Batch(int count, float[] x, float[] y, float[] weight, float[] scale) {}

    Windows(Panel panel, Inputs inputs, int horizon, Likelihood likelihood) {
        this.panel = panel;
        this.inputs = inputs;
        this.horizon = horizon;
        this.likelihood = likelihood;
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < panel.tracks.length; i++) {
            Track track = panel.tracks[i];
            if (track.length() >= 3 * horizon && track.mean(0, track.length()) != 0) {
                found.add(i);
            }
        }
        this.able = found.stream().mapToInt(i -> i).toArray();
        this.heavy = new double[able.length];
        double sum = 0;
        for (int k = 0; k < able.length; k++) {
            Track track = panel.tracks[able[k]];
            sum += inputs.scale(track, track.length(), counts());
            heavy[k] = sum;
        }
    }

    /** The number of items that can be learned from. */
    int items() {
        return able.length;
    }

    int length() {
        return inputs.context + horizon;
    }

    int inputs() {
        return inputs.size;
    }

    Likelihood likelihood() {
        return likelihood;
    }

    boolean counts() {
        return likelihood == Likelihood.NEGATIVE_BINOMIAL;
    }

    Batch draw(int count, SplittableRandom dice) {
        Batch batch = empty(count);
        for (int b = 0; b < count; b++) {
            int k = dice.nextInt(able.length);
            if (b % 2 == 1) {
                int at = Arrays.binarySearch(heavy, dice.nextDouble() * heavy[heavy.length - 1]);
                k = Math.min(able.length - 1, at < 0 ? -at - 1 : at);
            }
            Track track = panel.tracks[able[k]];
            int most = track.length() - 2 * horizon;
            int least = Math.min(most, Math.max(horizon, track.length() - 2 * panel.rhythm.year() - horizon));
            fill(batch, b, track, least + dice.nextInt(most - least + 1));
        }
        return batch;
    }

    /** The last horizon of up to {@value #MOST_CHECKED} items. */
    Batch check() {
        int every = Math.max(1, able.length / MOST_CHECKED);
        int count = (able.length + every - 1) / every;
        Batch batch = empty(count);
        for (int b = 0; b < count; b++) {
            Track track = panel.tracks[able[b * every]];
            int origin = track.length() - horizon;
            fill(batch, b, track, origin);
            // What came before the origin has been learned from.
            Arrays.fill(batch.weight(), b * length(), b * length() + inputs.context, 0);
        }
        return batch;
    }

    private Batch empty(int count) {
        return new Batch(
                count,
                new float[count * length() * inputs.size],
                new float[count * length()],
                new float[count * length()],
                new float[count]);
    }

    private void fill(Batch batch, int b, Track track, int origin) {
        double scale = inputs.scale(track, origin, counts());
        batch.scale()[b] = (float) scale;
        for (int s = 0; s < length(); s++) {
            int t = origin - inputs.context + s;
            int cell = b * length() + s;
            int row = cell * inputs.size;
            for (int k = 0; k < Inputs.LAGS; k++) {
                batch.x()[row + k] = Inputs.lagged(track.at(t - inputs.lag(k)), scale, counts());
            }
            inputs.fixed(track, t, scale, batch.x(), row);
            double v = track.at(t);
            boolean known = !Double.isNaN(v);
            batch.y()[cell] = known ? (float) (counts() ? Math.max(0, v) : v) : 0;
            batch.weight()[cell] = known ? 1 : 0;
        }
    }
}
