package dev.shelfcast.learning;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A global probabilistic recurrent network: Salinas, Flunkert, Gasthaus and Januschowski (2020), "DeepAR: probabilistic
 * forecasting with autoregressive recurrent networks", sections 3.1 to 3.4.
 */
final class DeepAr implements Learner {
    private static final int LEAST_WINDOWS = 8;

    /** What a processor does in minutes. */
    static final NetworkTraining.Plan USUAL = new NetworkTraining.Plan(32, 48, 900, 60, 5, 420);

    private final NetworkTraining.Plan plan;

    DeepAr(NetworkTraining.Plan plan) {
        this.plan = plan;
    }

    @Override
    public String name() {
        return "lstm";
    }

    @Override
    public PathForecasts learn(Task task, Panel panel, @Nullable Exam exam, @Nullable Learned before, Rounds rounds) {
        // The check set within the panel already stops it; the exam's network serves the end as well, since what came
        // after is read as context.
        if (before instanceof PathForecasts known) {
            return known.kept();
        }
        Likelihood likelihood = likelihood(panel);
        Inputs inputs = new Inputs(panel.rhythm, panel.causes);
        int ahead = stepsAhead(panel, task.horizon());
        Windows windows = new Windows(panel, inputs, ahead, likelihood);
        if (windows.items() < LEAST_WINDOWS) {
            throw new IllegalArgumentException("There is too little to learn from: " + windows.items()
                    + " items have demand and " + 3 * ahead + " steps of history, at least " + LEAST_WINDOWS
                    + " are needed.");
        }
        NetworkTraining.Outcome outcome = new NetworkTraining(plan, windows, task.seed(), rounds).run();
        return new PathForecasts(task, likelihood, outcome);
    }

    /** It goes on step by step, so that it can look farther ahead than the windows it learned from. */
    private static int stepsAhead(Panel panel, int horizon) {
        int longest = 1;
        for (Track track : panel.tracks) {
            longest = Math.max(longest, track.length());
        }
        return Math.max(1, Math.min(horizon, longest / 3));
    }

    /** Counts where nearly all demand is whole and none negative. */
    private static Likelihood likelihood(Panel panel) {
        long whole = 0;
        long seen = 0;
        boolean negative = false;
        for (Track track : panel.tracks) {
            for (int t = 0; t < track.length(); t++) {
                double v = track.at(t);
                if (!Double.isNaN(v)) {
                    seen++;
                    whole += v == Math.rint(v) ? 1 : 0;
                    negative |= v < 0;
                }
            }
        }
        return !negative && whole >= 0.95 * seen ? Likelihood.NEGATIVE_BINOMIAL : Likelihood.STUDENT;
    }

    @Override
    public PathForecasts load(Task task, Path folder) throws IOException {
        Notes notes = Notes.read(folder.resolve(PathForecasts.NOTES));
        Path weights = folder.resolve(PathForecasts.WEIGHTS);
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(weights)))) {
            Network network = Network.read(in);
            NetworkTraining.Outcome outcome = new NetworkTraining.Outcome(
                    network, notes.whole("steps"), notes.number("loss"), notes.whole("timed_out") == 1);
            return new PathForecasts(task, Likelihood.named(notes.text("likelihood")), outcome);
        }
    }
}
