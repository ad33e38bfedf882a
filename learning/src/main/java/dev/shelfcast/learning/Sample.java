package dev.shelfcast.learning;

import java.util.Arrays;

/**
 * Rows to learn from, one after the other in one array.
 *
 * <p>{@code offset[r]} is the log of what level and season expect of row r: the trees learn the factor on it.
 */
final class Sample {
    final int columns;
    float[] rows;
    float[] label;
    double[] offset;
    int n;

    Sample(int columns, int room) {
        this.columns = columns;
        this.rows = new float[columns * room];
        this.label = new float[room];
        this.offset = new double[room];
    }

    /** Step {@code t} as it is seen when {@code known} steps are. */
    record Sight(Track track, int t, int known) {}

    /** Adds one row. */
    void add(Features features, Sight sight, double actual, double expected) {
        if (n == label.length) {
            int room = n + n / 2 + 16;
            rows = Arrays.copyOf(rows, columns * room);
            label = Arrays.copyOf(label, room);
            offset = Arrays.copyOf(offset, room);
        }
        features.write(sight.track(), sight.t(), sight.known(), rows, n * columns);
        label[n] = (float) Math.max(0, actual);
        offset[n] = Math.log(expected);
        n++;
    }

    /** Adds the row of a single step. */
    void add(Features features, Sight sight, double actual) {
        add(features, sight, actual, features.expected(sight.track(), sight.t(), sight.known()));
    }

    /** Arrays of exactly the rows' length, which is what the engine takes. */
    void trim() {
        rows = Arrays.copyOf(rows, columns * n);
        label = Arrays.copyOf(label, n);
        offset = Arrays.copyOf(offset, n);
    }
}
