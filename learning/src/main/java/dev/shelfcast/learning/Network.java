package dev.shelfcast.learning;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * The trained network's numbers and its forward pass in plain Java, many sample paths at a time: no native memory, no
 * shared state, the same answer on every thread. Two LSTM layers (Hochreiter and Schmidhuber 1997, gates in PyTorch's
 * order input, forget, cell, output) and a linear layer with two outputs.
 */
final class Network {
    static final int LAYERS = 2;
    static final int OUTPUTS = 2;

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
        final float[][][] h;
        final float[][][] c;
        private final float[][] gates;

        State(int hidden, int paths) {
            this.paths = paths;
            h = new float[LAYERS][hidden][paths];
            c = new float[LAYERS][hidden][paths];
            gates = new float[4 * hidden][paths];
        }

        /** Every path starts from the one path of {@code other}. */
        void startFrom(State other) {
            for (int l = 0; l < LAYERS; l++) {
                for (int u = 0; u < h[l].length; u++) {
                    java.util.Arrays.fill(h[l][u], other.h[l][u][0]);
                    java.util.Arrays.fill(c[l][u], other.c[l][u][0]);
                }
            }
        }
    }

    /**
     * One step of all paths.
     *
     * @param x {@code x[input][path]}
     * @param state moved on
     * @param out {@code out[output][path]}, filled
     */
    void step(float[][] x, State state, float[][] out) {
        float[][] below = x;
        for (int l = 0; l < LAYERS; l++) {
            layer(l, below, state);
            below = state.h[l];
        }
        fill(out, weights[4 * LAYERS + 1]);
        add(weights[4 * LAYERS], below, out);
    }

    private void layer(int l, float[][] below, State state) {
        float[][] gates = state.gates;
        float[] bias = weights[4 * l + 2].clone();
        for (int r = 0; r < bias.length; r++) {
            bias[r] += weights[4 * l + 3][r];
        }
        fill(gates, bias);
        add(weights[4 * l], below, gates);
        add(weights[4 * l + 1], state.h[l], gates);
        for (int u = 0; u < hidden; u++) {
            float[] h = state.h[l][u];
            float[] c = state.c[l][u];
            for (int p = 0; p < state.paths; p++) {
                float in = sigmoid(gates[u][p]);
                float forget = sigmoid(gates[hidden + u][p]);
                float cell = tanh(gates[2 * hidden + u][p]);
                float open = sigmoid(gates[3 * hidden + u][p]);
                c[p] = forget * c[p] + in * cell;
                h[p] = open * tanh(c[p]);
            }
        }
    }

    private static void fill(float[][] out, float[] bias) {
        for (int r = 0; r < out.length; r++) {
            java.util.Arrays.fill(out[r], bias[r]);
        }
    }

    private static void add(float[] w, float[][] x, float[][] out) {
        int columns = x.length;
        for (int r = 0; r < out.length; r++) {
            float[] row = out[r];
            for (int k = 0; k < columns; k++) {
                float weight = w[r * columns + k];
                float[] of = x[k];
                for (int p = 0; p < row.length; p++) {
                    row[p] += weight * of[p];
                }
            }
        }
    }

    private static float sigmoid(float x) {
        return (float) (1 / (1 + Math.exp(-x)));
    }

    /** By way of exp, which the JVM knows as one instruction sequence, unlike tanh. */
    private static float tanh(float x) {
        return (float) (2 / (1 + Math.exp(-2 * x)) - 1);
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
