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

/** Forecasts by sample paths of a trained network; each item has a random stream of its own, by seed, id and origin. */
final class PathForecasts implements Learned {
    static final String NOTES = "lstm.properties";
    static final String WEIGHTS = "lstm.weights";

    /** Paths for quantiles and for means alone. */
    static final int PATHS = 200;

    private static final int MEAN_PATHS = 40;

    /** Items with many neighbours get fewer paths, so that a batch stays a matter of minutes. */
    private static final long MOST_PATH_STEPS = 12_000_000;

    private static final int CHUNK = 50;

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
     * @param paths {@code paths[path][lead]}
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
    public double[][] means(Panel panel) {
        double[][] means = new double[panel.tracks.length][];
        each(panel, MEAN_PATHS, (i, paths) -> means[i] = paths.mean());
        return means;
    }

    /** What takes the paths of item i; called by several threads, once per item that is known long enough. */
    interface Sink {
        void take(int i, Paths paths);
    }

    void each(Panel panel, int paths, Sink sink) {
        Inputs inputs = new Inputs(panel.rhythm, panel.causes);
        if (inputs.size != outcome.network().inputs) {
            throw new IllegalArgumentException("The network was learned with " + outcome.network().inputs
                    + " inputs, these items give " + inputs.size + ": the columns of causes differ.");
        }
        List<Callable<Boolean>> work = new ArrayList<>();
        for (int from = 0; from < panel.tracks.length; from += CHUNK) {
            int start = from;
            work.add(() -> {
                for (int i = start; i < Math.min(panel.tracks.length, start + CHUNK); i++) {
                    if (panel.tracks[i].length() > panel.rhythm.unit()) {
                        sink.take(i, simulate(panel, inputs, i, paths));
                    }
                }
                return true;
            });
        }
        Parallel.all(task.threads(), work);
    }

    private Paths simulate(Panel panel, Inputs inputs, int item, int count) {
        Track track = panel.tracks[item];
        int known = track.length();
        boolean counts = likelihood == Likelihood.NEGATIVE_BINOMIAL;
        double scale = inputs.scale(track, known, counts);
        Network network = outcome.network();
        Network.State warm = new Network.State(network.hidden, 1);
        float[] row = new float[inputs.size];
        float[][] x = new float[inputs.size][1];
        float[][] out = new float[Network.OUTPUTS][1];
        for (int t = known - inputs.context; t < known; t++) {
            for (int k = 0; k < Inputs.LAGS; k++) {
                row[k] = Inputs.lagged(track.at(t - inputs.lag(k)), scale, counts);
            }
            inputs.fixed(track, t, scale, row, 0);
            for (int k = 0; k < row.length; k++) {
                x[k][0] = row[k];
            }
            network.step(x, warm, out);
        }
        Network.State state = new Network.State(network.hidden, count);
        state.startFrom(warm);
        SplittableRandom dice = new SplittableRandom(Dice.mix(task.seed(), track.first + known, track.key));
        return roll(new Run(inputs, track, scale, network, dice), state);
    }

    /** One item at its origin. */
    private record Run(Inputs inputs, Track track, double scale, Network network, SplittableRandom dice) {}

    private Paths roll(Run run, Network.State state) {
        int count = state.paths;
        int known = run.track().length();
        boolean counts = likelihood == Likelihood.NEGATIVE_BINOMIAL;
        double[][] paths = new double[count][task.horizon()];
        double[] mean = new double[task.horizon()];
        float[][] x = new float[run.inputs().size][count];
        float[][] out = new float[Network.OUTPUTS][count];
        float[] row = new float[run.inputs().size];
        double most = MOST_SCALES * run.scale();
        for (int lead = 0; lead < task.horizon(); lead++) {
            int t = known + lead;
            run.inputs().fixed(run.track(), t, run.scale(), row, 0);
            for (int k = 0; k < row.length; k++) {
                int back = k < Inputs.LAGS ? run.inputs().lag(k) : 0;
                if (k < Inputs.LAGS && back <= lead) {
                    for (int p = 0; p < count; p++) {
                        x[k][p] = Inputs.lagged(paths[p][lead - back], run.scale(), counts);
                    }
                } else {
                    float value =
                            k < Inputs.LAGS ? Inputs.lagged(run.track().at(t - back), run.scale(), counts) : row[k];
                    Arrays.fill(x[k], value);
                }
            }
            run.network().step(x, state, out);
            for (int p = 0; p < count; p++) {
                double expected = likelihood.mean(out[0][p], out[1][p], run.scale());
                mean[lead] += Math.max(-most, Math.min(most, expected)) / count;
                double drawn = likelihood.draw(out[0][p], out[1][p], run.scale(), run.dice());
                paths[p][lead] = Math.max(-most, Math.min(most, drawn));
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
