package dev.shelfcast.learning;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** Forecasts by sample paths of a trained network; each item has a random stream of its own, by seed, id and origin. */
final class PathForecasts implements Learned {
    static final String NOTES = "lstm.properties";
    static final String WEIGHTS = "lstm.weights";

    /**
     * Paths for quantiles. With draws spread evenly over each step 64 give the loss of 200 independent ones (made-up
     * shops, 800 forecasts of 14 days); as many as this leave one path above the quantile of 0.99.
     */
    private static final int PATHS = 96;

    /** Paths for means alone. */
    private static final int MEAN_PATHS = 40;

    /** Items with many neighbours get fewer paths, so that a batch stays a matter of minutes. */
    private static final long MOST_PATH_STEPS = 12_000_000;

    /** Items whose contexts are read side by side. */
    private static final int CHUNK = 64;

    private static final float[] NOTHING = {};

    /** A path may not run away from its item. */
    private static final double MOST_SCALES = 50;

    private final Learner.Task task;
    private final Likelihood likelihood;
    private final NetworkTraining.Outcome outcome;

    PathForecasts(Learner.Task task, Likelihood likelihood, NetworkTraining.Outcome outcome) {
        this.task = task;
        this.likelihood = likelihood;
        this.outcome = outcome;
    }

    /** The same, to be closed on its own. */
    PathForecasts kept() {
        return new PathForecasts(task, likelihood, outcome);
    }

    /**
     * An item's paths.
     *
     * @param mean mean of each step over the paths' own expectations, which are less noisy than their draws
     * @param paths {@code paths[lead][path]}
     */
    record Paths(double[] mean, double[][] paths) {}

    @Override
    public String name() {
        return "lstm";
    }

    @Override
    public String label() {
        return "LSTM(" + Network.LAYERS + " x " + outcome.network().hidden + ", "
                + (likelihood == Likelihood.NEGATIVE_BINOMIAL ? "negative binomial" : "student t") + ")";
    }

    @Override
    public Map<String, Double> parameters() {
        Map<String, Double> found = new LinkedHashMap<>();
        found.put("lstm.steps", (double) outcome.steps());
        found.put("lstm.check_loss", outcome.loss());
        found.put("lstm.timed_out", outcome.timedOut() ? 1.0 : 0.0);
        return found;
    }

    /** Paths for a number of items, fewer where there are many. */
    int paths(int items) {
        return (int) Math.max(
                MEAN_PATHS, Math.min(PATHS, MOST_PATH_STEPS / Math.max(1, (long) items * task.horizon())));
    }

    @Override
    public double[][] means(Panel panel, Rounds rounds) {
        double[][] means = new double[panel.tracks.length][];
        each(panel, MEAN_PATHS, rounds, (i, paths) -> means[i] = paths.mean());
        return means;
    }

    /** What takes the paths of item i; called by several threads, once per item that is known long enough. */
    interface Sink {
        void take(int i, Paths paths);
    }

    void each(Panel panel, int paths, Rounds rounds, Sink sink) {
        Inputs inputs = new Inputs(panel.rhythm, panel.causes);
        if (inputs.size != outcome.network().inputs) {
            throw new IllegalArgumentException("The network was learned with " + outcome.network().inputs
                    + " inputs, these items give " + inputs.size + ": the columns of causes differ.");
        }
        int[] able = IntStream.range(0, panel.tracks.length)
                .filter(i -> panel.tracks[i].length() > panel.rhythm.unit())
                .toArray();
        List<Callable<Boolean>> work = new ArrayList<>();
        for (int from = 0; from < able.length; from += CHUNK) {
            int[] chunk = Arrays.copyOfRange(able, from, Math.min(able.length, from + CHUNK));
            work.add(() -> {
                Run[] runs = new Run[chunk.length];
                Arrays.setAll(runs, k -> run(inputs, panel.tracks[chunk[k]]));
                Network.State warm = warm(inputs, runs);
                for (int k = 0; k < chunk.length; k++) {
                    rounds.check();
                    Network.State state = new Network.State(outcome.network().hidden, paths);
                    state.startFrom(warm, k);
                    sink.take(chunk[k], roll(runs[k], state));
                }
                return true;
            });
        }
        Parallel.all(task.threads(), work);
    }

    /** One item at its origin. */
    private record Run(Inputs inputs, Track track, double scale, SplittableRandom dice) {}

    private Run run(Inputs inputs, Track track) {
        long stream = Dice.mix(task.seed(), track.first + track.length(), track.key);
        return new Run(inputs, track, inputs.scale(track, track.length(), counts()), new SplittableRandom(stream));
    }

    private boolean counts() {
        return likelihood == Likelihood.NEGATIVE_BINOMIAL;
    }

    /** The network after it has read each item's context, side by side. */
    private Network.State warm(Inputs inputs, Run[] runs) {
        Network.State state = new Network.State(outcome.network().hidden, runs.length);
        float[] row = new float[inputs.size];
        float[][] x = new float[inputs.size][runs.length];
        float[][] out = new float[Network.OUTPUTS][runs.length];
        for (int s = 0; s < inputs.context; s++) {
            for (int i = 0; i < runs.length; i++) {
                Track track = runs[i].track();
                int t = track.length() - inputs.context + s;
                for (int k = 0; k < Inputs.LAGS; k++) {
                    row[k] = Inputs.lagged(track.at(t - inputs.lag(k)), runs[i].scale(), counts());
                }
                inputs.fixed(track, t, runs[i].scale(), row, 0);
                for (int k = 0; k < row.length; k++) {
                    x[k][i] = row[k];
                }
            }
            outcome.network().step(x, NOTHING, state, out);
        }
        return state;
    }

    private Paths roll(Run run, Network.State state) {
        int count = state.paths;
        int known = run.track().length();
        double[][] paths = new double[task.horizon()][count];
        float[][] seen = new float[task.horizon()][count];
        double[] mean = new double[task.horizon()];
        float[][] x = new float[Inputs.LAGS][];
        float[][] past = new float[Inputs.LAGS][count];
        float[][] out = new float[Network.OUTPUTS][count];
        float[] row = new float[run.inputs().size];
        double[] shares = new double[count];
        double most = MOST_SCALES * run.scale();
        for (int lead = 0; lead < task.horizon(); lead++) {
            int t = known + lead;
            run.inputs().fixed(run.track(), t, run.scale(), row, 0);
            for (int k = 0; k < Inputs.LAGS; k++) {
                int back = run.inputs().lag(k);
                x[k] = back <= lead ? seen[lead - back] : past[k];
                if (back > lead) {
                    Arrays.fill(past[k], Inputs.lagged(run.track().at(t - back), run.scale(), counts()));
                }
            }
            outcome.network().step(x, Arrays.copyOfRange(row, Inputs.LAGS, row.length), state, out);
            Draws.spread(shares, run.dice());
            for (int p = 0; p < count; p++) {
                double expected = likelihood.mean(out[0][p], out[1][p], run.scale());
                mean[lead] += Math.max(-most, Math.min(most, expected)) / count;
                double drawn = likelihood.draw(out[0][p], out[1][p], run.scale(), shares[p], run.dice());
                paths[lead][p] = Math.max(-most, Math.min(most, drawn));
                seen[lead][p] = Inputs.lagged(paths[lead][p], run.scale(), counts());
            }
        }
        return new Paths(mean, paths);
    }

    @Override
    public void save(Path folder) throws IOException {
        Map<String, String> notes = new LinkedHashMap<>();
        notes.put("likelihood", likelihood.name());
        notes.put("steps", Integer.toString(outcome.steps()));
        notes.put("loss", Double.toString(outcome.loss()));
        notes.put("timed_out", outcome.timedOut() ? "1" : "0");
        Notes.write(folder.resolve(NOTES), notes);
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(folder.resolve(WEIGHTS))))) {
            outcome.network().write(out);
        }
    }

    /** Nothing to free: the network is plain Java. */
    @Override
    public void close() {}
}
