package dev.shelfcast.learning;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Trains the network by PyTorch: Adam (Kingma and Ba 2015) on windows drawn from all items, the best state on a check
 * set is kept. First weights, windows and order come from the seed through Java's own generator, so that nothing else
 * in the process moves them.
 */
final class NetworkTraining {
    /** The engine collects gradients for one training at a time. */
    private static final ReentrantLock ENGINE = new ReentrantLock();

    /** How often a training that waits for another asks whether it is still wanted. */
    private static final long PATIENCE_MILLIS = 100;

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double MOST_NORM = 5;

    private final Plan plan;
    private final Windows windows;
    private final Rounds rounds;
    private final SplittableRandom dice;
    private double[][] first = new double[0][];
    private double[][] second = new double[0][];

    /**
     * How long and how big.
     *
     * @param hidden units per layer
     * @param batch windows per step
     * @param steps the most steps
     * @param every steps between looks at the check set
     * @param patience looks without gain before it stops
     * @param seconds a safety net: after this much time it stops with the best so far, and says so
     */
    record Plan(int hidden, int batch, int steps, int every, int patience, int seconds) {}

    /**
     * What came of it.
     *
     * @param network the best network
     * @param steps steps done
     * @param loss its loss on the check set
     * @param timedOut whether time ended it, which makes a run hard to repeat
     */
    record Outcome(Network network, int steps, double loss, boolean timedOut) {}

    NetworkTraining(Plan plan, Windows windows, long seed, Rounds rounds) {
        this.plan = plan;
        this.windows = windows;
        this.rounds = rounds;
        this.dice = new SplittableRandom(seed);
    }

    Outcome run() {
        Engine engine = Torch.engine();
        Device device = Torch.device();
        take();
        try (NDManager manager = engine.newBaseManager(device)) {
            return run(engine, manager);
        } finally {
            ENGINE.unlock();
        }
    }

    /** Waits for its turn, as long as it is wanted. */
    private void take() {
        try {
            do {
                rounds.check();
            } while (!ENGINE.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Learning was interrupted.");
        }
    }

    private Outcome run(Engine engine, NDManager manager) {
        Graph graph = graph(manager);
        float[][] weights = start(graph.parameters());
        Windows.Batch check = windows.check();
        long end = System.nanoTime() + plan.seconds() * 1_000_000_000L;
        float[][] best = copy(weights);
        double least = Double.POSITIVE_INFINITY;
        int looks = 0;
        int step = 0;
        boolean late = false;
        while (step < plan.steps() && looks < plan.patience() && !late) {
            step(engine, manager, graph, weights, ++step);
            rounds.next();
            late = System.nanoTime() > end;
            if (step % plan.every() == 0 || step == plan.steps() || late) {
                double loss = graph.check(manager, check, windows);
                looks = loss < least - 1e-4 * Math.abs(least) ? 0 : looks + 1;
                if (loss < least) {
                    least = loss;
                    best = copy(weights);
                }
            }
        }
        return new Outcome(new Network(windows.inputs(), plan.hidden(), best), step, least, late);
    }

    private Graph graph(NDManager manager) {
        LSTM lstm = LSTM.builder()
                .setStateSize(plan.hidden())
                .setNumLayers(Network.LAYERS)
                .optBatchFirst(true)
                .optReturnState(false)
                .build();
        Linear linear = Linear.builder().setUnits(Network.OUTPUTS).build();
        lstm.initialize(manager, DataType.FLOAT32, new Shape(plan.batch(), windows.length(), windows.inputs()));
        linear.initialize(manager, DataType.FLOAT32, new Shape(plan.batch(), windows.length(), plan.hidden()));
        List<Parameter> parameters = new ArrayList<>();
        for (Pair<String, Parameter> one : lstm.getParameters()) {
            parameters.add(one.getValue());
        }
        for (Pair<String, Parameter> one : linear.getParameters()) {
            parameters.add(one.getValue());
        }
        return new Graph(lstm, linear, new ParameterStore(manager, false), parameters);
    }

    private void step(Engine engine, NDManager manager, Graph graph, float[][] weights, int step) {
        List<Parameter> parameters = graph.parameters();
        Windows.Batch batch = windows.draw(plan.batch(), dice);
        try (NDManager scope = manager.newSubManager()) {
            try (GradientCollector gradients = engine.newGradientCollector()) {
                gradients.backward(graph.loss(scope, batch, windows));
            }
            float[][] slopes = new float[weights.length][];
            double norm = 0;
            for (int k = 0; k < slopes.length; k++) {
                NDArray gradient = parameters.get(k).getArray().getGradient();
                gradient.attach(scope);
                slopes[k] = gradient.toFloatArray();
                gradient.subi(gradient);
                for (float g : slopes[k]) {
                    norm += (double) g * g;
                }
            }
            if (!Double.isFinite(norm)) {
                return;
            }
            adam(slopes, weights, Math.min(1, MOST_NORM / Math.max(1e-12, Math.sqrt(norm))), step);
            for (int k = 0; k < weights.length; k++) {
                parameters.get(k).getArray().set(FloatBuffer.wrap(weights[k]));
            }
        }
    }

    /** The learning rate rises over 20 steps and falls to a tenth by half a cosine. */
    private double rate(int step) {
        double done = (double) step / plan.steps();
        return 3e-3 * Math.min(1, step / 20.0) * (0.55 + 0.45 * Math.cos(Math.PI * done));
    }

    private void adam(float[][] slopes, float[][] weights, double clip, int step) {
        double rate = rate(step) * Math.sqrt(1 - Math.pow(BETA2, step)) / (1 - Math.pow(BETA1, step));
        for (int k = 0; k < weights.length; k++) {
            for (int i = 0; i < weights[k].length; i++) {
                double g = slopes[k][i] * clip;
                first[k][i] = BETA1 * first[k][i] + (1 - BETA1) * g;
                second[k][i] = BETA2 * second[k][i] + (1 - BETA2) * g * g;
                weights[k][i] -= (float) (rate * first[k][i] / (Math.sqrt(second[k][i]) + 1e-8));
            }
        }
    }

    /** Uniform weights within one over the root of the layer's width, forget gates open. */
    private float[][] start(List<Parameter> parameters) {
        int[] sizes = Network.sizes(windows.inputs(), plan.hidden());
        float[][] weights = new float[sizes.length][];
        first = new double[sizes.length][];
        second = new double[sizes.length][];
        double bound = 1 / Math.sqrt(plan.hidden());
        for (int k = 0; k < sizes.length; k++) {
            if (parameters.get(k).getShape().size() != sizes[k]) {
                throw new IllegalStateException("The engine orders the network's numbers in another way: part " + k
                        + " has " + parameters.get(k).getShape() + ", expected " + sizes[k] + ".");
            }
            weights[k] = new float[sizes[k]];
            first[k] = new double[sizes[k]];
            second[k] = new double[sizes[k]];
            for (int i = 0; i < sizes[k]; i++) {
                boolean forget = k < 4 * Network.LAYERS && k % 4 == 2 && i / plan.hidden() == 1;
                weights[k][i] = forget ? 1 : (float) ((2 * dice.nextDouble() - 1) * bound);
            }
            parameters.get(k).getArray().set(FloatBuffer.wrap(weights[k]));
            parameters.get(k).getArray().setRequiresGradient(true);
        }
        return weights;
    }

    private static float[][] copy(float[][] weights) {
        float[][] copy = new float[weights.length][];
        for (int k = 0; k < copy.length; k++) {
            copy[k] = weights[k].clone();
        }
        return copy;
    }

    /** The network on the engine. */
    private record Graph(LSTM lstm, Linear linear, ParameterStore store, List<Parameter> parameters) {
        /** The mean loss of the steps that are known. */
        NDArray loss(NDManager manager, Windows.Batch batch, Windows windows) {
            long n = batch.count();
            Shape grid = new Shape(n, windows.length());
            NDArray x = manager.create(batch.x(), new Shape(n, windows.length(), windows.inputs()));
            NDArray y = manager.create(batch.y(), grid);
            NDArray weight = manager.create(batch.weight(), grid);
            NDArray scale = manager.create(batch.scale(), new Shape(n, 1));
            NDList inner = lstm.forward(store, new NDList(x), true);
            NDArray out = linear.forward(store, inner, true).singletonOrThrow();
            NDArray a = out.get("...,0");
            NDArray b = out.get("...,1");
            return windows.likelihood()
                    .loss(a, b, y, scale)
                    .mul(weight)
                    .sum()
                    .div(weight.sum().add(1e-6f));
        }

        double check(NDManager manager, Windows.Batch batch, Windows windows) {
            try (NDManager scope = manager.newSubManager()) {
                return loss(scope, batch, windows).toFloatArray()[0];
            }
        }
    }
}
