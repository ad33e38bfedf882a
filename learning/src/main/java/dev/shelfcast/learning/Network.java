package dev.shelfcast.learning;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * The trained network's numbers and its forward pass in plain Java, many sample paths at a time: no native memory, no
 * shared state, the same answer on every thread. Two LSTM layers (Hochreiter and Schmidhuber 1997, gates in PyTorch's
 * order input, forget, cell, output) and a linear layer with two outputs.
 */
final class Network {
    static final int LAYERS = 2;
    static final int OUTPUTS = 2;

    private static final int GATES = 4;
    private static final float[] NOTHING = {};

    /** Beyond these a file is broken or hostile. */
    private static final int MOST_INPUTS = 256;

    private static final int MOST_HIDDEN = 512;

    final int inputs;
    final int hidden;
    /** Per layer: input weights, hidden weights, input bias, hidden bias; then weights and bias of the linear layer. */
    final float[][] weights;

    Network(int inputs, int hidden, float[][] weights) {
        this.inputs = inputs;
        this.hidden = hidden;
        this.weights = weights;
    }

    /** The lengths of {@link #weights}. */
    static int[] sizes(int inputs, int hidden) {
        int[] sizes = new int[4 * LAYERS + 2];
        for (int l = 0; l < LAYERS; l++) {
            sizes[4 * l] = 4 * hidden * (l == 0 ? inputs : hidden);
            sizes[4 * l + 1] = 4 * hidden * hidden;
            sizes[4 * l + 2] = 4 * hidden;
            sizes[4 * l + 3] = 4 * hidden;
        }
        sizes[4 * LAYERS] = OUTPUTS * hidden;
        sizes[4 * LAYERS + 1] = OUTPUTS;
        return sizes;
    }

    /** The memory of {@code paths} paths, {@code [unit][path]}. */
    static final class State {
        final int paths;
        private final float[][][] h;
        private final float[][][] c;
        private final float[][] gates;
        private float[][] next;

        State(int hidden, int paths) {
            this.paths = paths;
            h = new float[LAYERS][hidden][paths];
            c = new float[LAYERS][hidden][paths];
            next = new float[hidden][paths];
            gates = new float[GATES][paths];
        }

        /** Every path starts from one path of {@code other}. */
        void startFrom(State other, int path) {
            for (int l = 0; l < LAYERS; l++) {
                for (int u = 0; u < h[l].length; u++) {
                    Arrays.fill(h[l][u], other.h[l][u][path]);
                    Arrays.fill(c[l][u], other.c[l][u][path]);
                }
            }
        }
    }

    /**
     * One step of all paths.
     *
     * @param x the first inputs, {@code x[input][path]}
     * @param same the inputs after them, the same for every path
     * @param state moved on
     * @param out {@code out[output][path]}, filled
     */
    void step(float[][] x, float[] same, State state, float[][] out) {
        layer(0, x, same, state);
        for (int l = 1; l < LAYERS; l++) {
            layer(l, state.h[l - 1], NOTHING, state);
        }
        for (int r = 0; r < OUTPUTS; r++) {
            Arrays.fill(out[r], weights[4 * LAYERS + 1][r]);
            add(weights[4 * LAYERS], r * hidden, state.h[LAYERS - 1], out[r]);
        }
    }

    /** Unit by unit, so that the numbers at work stay near the processor. */
    private void layer(int l, float[][] below, float[] same, State state) {
        int paths = state.paths;
        float[] in = state.gates[0];
        float[] forget = state.gates[1];
        float[] cell = state.gates[2];
        float[] open = state.gates[3];
        for (int u = 0; u < hidden; u++) {
            for (int g = 0; g < GATES; g++) {
                gate(l, g * hidden + u, below, same, state.gates[g]);
                add(weights[4 * l + 1], (g * hidden + u) * hidden, state.h[l], state.gates[g]);
            }
            Curves.sigmoid(in, paths);
            Curves.sigmoid(forget, paths);
            Curves.tanh(cell, paths);
            Curves.sigmoid(open, paths);
            float[] c = state.c[l][u];
            float[] h = state.next[u];
            for (int p = 0; p < paths; p++) {
                c[p] = forget[p] * c[p] + in[p] * cell[p];
                h[p] = c[p];
            }
            Curves.tanh(h, paths);
            for (int p = 0; p < paths; p++) {
                h[p] *= open[p];
            }
        }
        float[][] old = state.h[l];
        state.h[l] = state.next;
        state.next = old;
    }

    private void gate(int l, int r, float[][] below, float[] same, float[] gate) {
        int columns = below.length + same.length;
        float bias = weights[4 * l + 2][r] + weights[4 * l + 3][r];
        for (int k = 0; k < same.length; k++) {
            bias += weights[4 * l][r * columns + below.length + k] * same[k];
        }
        Arrays.fill(gate, bias);
        add(weights[4 * l], r * columns, below, gate);
    }

    /** Adds the weighted rows of {@code x}, four at a time, so that {@code out} is fetched a quarter as often. */
    private static void add(float[] w, int from, float[][] x, float[] out) {
        int k = 0;
        for (; k + 4 <= x.length; k += 4) {
            addFour(w, from + k, x, k, out);
        }
        for (; k < x.length; k++) {
            float weight = w[from + k];
            float[] of = x[k];
            for (int p = 0; p < out.length; p++) {
                out[p] += weight * of[p];
            }
        }
    }

    private static void addFour(float[] w, int at, float[][] x, int k, float[] out) {
        float[] x0 = x[k];
        float[] x1 = x[k + 1];
        float[] x2 = x[k + 2];
        float[] x3 = x[k + 3];
        float w0 = w[at];
        float w1 = w[at + 1];
        float w2 = w[at + 2];
        float w3 = w[at + 3];
        for (int p = 0; p < out.length; p++) {
            out[p] += w0 * x0[p] + w1 * x1[p] + w2 * x2[p] + w3 * x3[p];
        }
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(inputs);
        out.writeInt(hidden);
        for (float[] part : weights) {
            for (float w : part) {
                out.writeFloat(w);
            }
        }
    }

    static Network read(DataInputStream in) throws IOException {
        int inputs = in.readInt();
        int hidden = in.readInt();
        if (inputs < 1 || inputs > MOST_INPUTS || hidden < 1 || hidden > MOST_HIDDEN) {
            throw new IOException("This is not a saved network: " + inputs + " inputs, " + hidden + " hidden units.");
        }
        int[] sizes = sizes(inputs, hidden);
        float[][] weights = new float[sizes.length][];
        for (int k = 0; k < sizes.length; k++) {
            weights[k] = new float[sizes[k]];
            for (int i = 0; i < sizes[k]; i++) {
                weights[k][i] = in.readFloat();
            }
        }
        return new Network(inputs, hidden, weights);
    }
}
