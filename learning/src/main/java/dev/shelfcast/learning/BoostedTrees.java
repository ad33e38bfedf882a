package dev.shelfcast.learning;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Direct models for up to four blocks of the horizon (weeks for days) and one recursive model, each of trees that
 * correct level and season.
 */
final class BoostedTrees implements Learner {
    /** Rows of one model; more make it slower and hardly better. */
    private static final int MOST_ROWS = 300_000;

    private static final int MOST_BLOCKS = 4;
    private static final int MOST_ROUNDS = 400;

    /** Long cycles of targets that are learned from. */
    private static final int CYCLES = 2;

    /** Rounds where no exam could be held. */
    private static final int UNSEEN_ROUNDS = 60;

    private static final int LEAST_ROWS = 100;

    @Override
    public String name() {
        return "lightgbm";
    }

    /** The last lead of each block. */
    static int[] blocks(int horizon, int unit) {
        int count = Math.min(MOST_BLOCKS, (horizon + unit - 1) / unit);
        int width = (horizon + count - 1) / count;
        width = (width + unit - 1) / unit * unit;
        int[] ends = new int[(horizon + width - 1) / width];
        for (int b = 0; b < ends.length; b++) {
            ends[b] = Math.min(horizon, (b + 1) * width);
        }
        return ends;
    }

    @Override
    public Learned learn(Task task, Panel panel, @Nullable Exam exam, @Nullable Learned before, Rounds rounds) {
        int[] ends = blocks(task.horizon(), panel.rhythm.unit());
        Features.Told told = before instanceof BoostedForecasts known ? known.told() : Features.Told.of(panel);
        Features features = new Features(panel, told);
        Job job = new Job(task, panel, features, exam, before, rounds);
        List<Callable<Trees>> work = new ArrayList<>();
        for (int m = 0; m <= ends.length; m++) {
            int model = m;
            work.add(() -> job.learn(model));
        }
        List<Trees> models = Parallel.all(task.threads(), work);
        return new BoostedForecasts(task.horizon(), task.threads(), told, panel.causes, models);
    }

    /** What all models of a learning have in common. */
    private record Job(
            Task task,
            Panel panel,
            Features features,
            @Nullable Exam exam,
            @Nullable Learned before,
            Rounds rounds) {

        /** Model m: the direct one of block m, or the recursive one after the last block. */
        Trees learn(int m) {
            int[] ends = blocks(task.horizon(), panel.rhythm.unit());
            boolean recursive = m == ends.length;
            int least = recursive || m == 0 ? 1 : ends[m - 1] + 1;
            int most = recursive ? 1 : ends[m];
            long seed = task.seed() * 31 + m;
            Sample sample = sample(panel, features, least, most, seed);
            if (sample.n < LEAST_ROWS) {
                throw new IllegalArgumentException("There is too little to learn from: " + sample.n
                        + " steps with enough history before them, at least " + LEAST_ROWS + " are needed.");
            }
            if (exam == null) {
                int effort = before instanceof BoostedForecasts known ? known.rounds(m) : UNSEEN_ROUNDS;
                return Trees.learn(sample, null, effort, seed, rounds);
            }
            return Trees.learn(sample, BoostedTrees.exam(exam, features, least, most), MOST_ROUNDS, seed, rounds);
        }
    }

    private static Sample sample(Panel panel, Features features, int least, int most, long seed) {
        int oldest = CYCLES * panel.rhythm.year();
        long total = 0;
        for (Track track : panel.tracks) {
            total += Math.max(0, Math.min(oldest, track.length() - features.leastHistory() - most));
        }
        double share = Math.min(1, (double) MOST_ROWS / Math.max(1, total));
        Sample sample = new Sample(features.size, (int) Math.min(MOST_ROWS + MOST_ROWS / 8, total + 16));
        for (int i = 0; i < panel.tracks.length; i++) {
            Track track = panel.tracks[i];
            int from = Math.max(track.length() - oldest, features.leastHistory() + most);
            for (int t = from; t < track.length(); t++) {
                long dice = Dice.mix(seed, i, t);
                if (Dice.unit(dice) >= share || Double.isNaN(track.at(t))) {
                    continue;
                }
                int lead = least + (int) Math.floorMod(dice >>> 7, (long) (most - least + 1));
                sample.add(features, new Sample.Sight(track, t, t + 1 - lead), track.at(t));
            }
        }
        sample.trim();
        return sample;
    }

    private static Sample exam(Exam exam, Features like, int least, int most) {
        Sample sample = null;
        for (Panel panel : exam.origins()) {
            Features features = like.on(panel);
            if (sample == null) {
                sample = new Sample(features.size, 1024);
            }
            int every = Math.max(1, panel.tracks.length * (most - least + 1) / (MOST_ROWS / 4));
            for (int i = 0; i < panel.tracks.length; i += every) {
                Track track = panel.tracks[i];
                for (int lead = least; lead <= most && track.length() >= features.leastHistory(); lead++) {
                    int t = track.length() - 1 + lead;
                    double actual = exam.whole().tracks[i].at(t);
                    if (!Double.isNaN(actual)) {
                        sample.add(features, new Sample.Sight(track, t, track.length()), actual);
                    }
                }
            }
        }
        if (sample == null) {
            throw new IllegalStateException("An exam needs an origin.");
        }
        sample.trim();
        return sample;
    }

    @Override
    public Learned load(Task task, Path folder) throws IOException {
        Notes notes = Notes.read(folder.resolve("lightgbm.properties"));
        Features.Told told = new Features.Told(notes.flag("stocked"), notes.flag("days"), notes.flag("year"));
        List<Trees> models = new ArrayList<>();
        for (int m = 0; m < notes.whole("models"); m++) {
            String text = Files.readString(folder.resolve("lightgbm" + m + ".txt"), StandardCharsets.UTF_8);
            models.add(Trees.of(text, notes.whole("rounds" + m)));
        }
        return new BoostedForecasts(task.horizon(), task.threads(), told, notes.whole("causes"), models);
    }
}
