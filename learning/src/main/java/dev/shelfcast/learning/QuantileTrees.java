package dev.shelfcast.learning;

import dev.shelfcast.forecast.demand.DemandSettings;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Learns quantiles by LightGBM's quantile objective, the pinball loss of Koenker and Bassett (1978): a booster for each
 * of a few levels, of single steps and of sums from the first step on. The lead is a feature, so that one booster
 * serves the whole horizon, and all boosters of a kind learn from the same bins.
 */
final class QuantileTrees {
    /** Learned always; others that are asked for are read between these and the outermost asked. */
    private static final double[] USUAL = {0.1, 0.5, 0.9};

    private static final int MOST_ROWS = 80_000;
    private static final int MOST_EXAM_ROWS = 50_000;
    /** Twice that of the means: a leaf's quantile is found exactly, and there are many models. */
    private static final double RATE = 0.1;

    /** Of a leaf, in units expected. */
    private static final double PENALTY = 5;

    private static final double LEAST_WEIGHT = 1e-3;

    private static final int MOST_ROUNDS = 200;
    private static final int UNSEEN_ROUNDS = 50;
    private static final int LEAST_ROWS = 1_000;

    /** Long cycles of targets that are learned from. */
    private static final int CYCLES = 2;

    private final Learner.Task task;
    private final double[] levels;
    private final Rounds rounds;

    QuantileTrees(DemandSettings settings, Rounds rounds) {
        this.task = new Learner.Task(
                settings.request().horizon(), settings.request().seed(), settings.threads());
        this.levels = learned(settings.request().levels());
        this.rounds = rounds;
    }

    /** The levels that get a booster. */
    static double[] learned(double[] asked) {
        TreeSet<Double> levels = new TreeSet<>();
        for (double level : USUAL) {
            levels.add(level);
        }
        if (asked.length > 0) {
            levels.add(asked[0]);
            levels.add(asked[asked.length - 1]);
        }
        return levels.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /**
     * Learns.
     *
     * @param panel what may be learned from
     * @param exam origins by which the effort is found, or null
     * @param before what an exam has found, or null
     */
    QuantileForecasts learn(Panel panel, Learner.@Nullable Exam exam, @Nullable QuantileForecasts before) {
        LightGbmLibrary.load();
        Features.Told told = before == null ? Features.Told.of(panel) : before.told();
        Job job = new Job(panel, new Features(panel, told), exam, before);
        List<Trees> models = new ArrayList<>();
        try {
            models.addAll(learn(job, false));
            models.addAll(learn(job, true));
        } catch (RuntimeException failed) {
            models.forEach(Trees::close);
            throw failed;
        }
        return new QuantileForecasts(
                new QuantileForecasts.Shape(task.horizon(), told, panel.causes, levels), task.threads(), models);
    }

    /** What the boosters of a learning have in common. */
    private record Job(
            Panel panel,
            Features features,
            Learner.@Nullable Exam exam,
            @Nullable QuantileForecasts before) {}

    private List<Trees> learn(Job job, boolean sums) {
        long seed = task.seed() * 31 + (sums ? 101 : 100);
        Sample sample = sample(job, sums, seed);
        if (sample.n < LEAST_ROWS) {
            throw new IllegalArgumentException("There is too little to learn quantiles from: " + sample.n
                    + " steps with enough history before them, at least " + LEAST_ROWS + " are needed.");
        }
        Learner.Exam exam = job.exam();
        Sample checks = exam == null ? null : exam(exam, job.features(), sums);
        String shape = " boost_from_average=true lambda_l2=" + PENALTY * unit(sample) + " min_sum_hessian_in_leaf="
                + LEAST_WEIGHT * unit(sample) + Trees.shape(sample.n, RATE, seed);
        try (LGBMDataset data = dataset(sample, shape, null);
                LGBMDataset checked = checks == null || checks.n == 0 ? null : dataset(checks, shape, data)) {
            List<Callable<Trees>> work = new ArrayList<>();
            for (int k = 0; k < levels.length; k++) {
                String settings = "objective=quantile metric=quantile alpha=" + levels[k] + shape;
                int most = checked != null ? MOST_ROUNDS : effort(job.before(), sums, k);
                Trees.Plan plan = new Trees.Plan(settings, most, Double.POSITIVE_INFINITY, rounds);
                work.add(() -> Trees.grow(data, checked, plan));
            }
            return Parallel.all(task.threads(), work);
        } catch (LGBMException failed) {
            throw new IllegalStateException("LightGBM refused: " + failed.getMessage(), failed);
        }
    }

    private static int effort(@Nullable QuantileForecasts before, boolean sums, int k) {
        return before == null ? UNSEEN_ROUNDS : Math.max(1, before.rounds(sums, k));
    }

    /**
     * What weights are multiplied by, so that all are below 1: from 1 on the engine reads a leaf's quantile between two
     * values by a formula that may land far outside of them (WeightedPercentileFun of its regression objectives).
     */
    private static double unit(Sample sample) {
        double most = Double.NEGATIVE_INFINITY;
        for (int r = 0; r < sample.n; r++) {
            most = Math.max(most, sample.offset[r]);
        }
        return 0.99 / Math.exp(most);
    }

    /** The engine learns the share of what level and season expect; a big item's error counts as many times more. */
    private static LGBMDataset dataset(Sample sample, String settings, @Nullable LGBMDataset like)
            throws LGBMException {
        LGBMDataset data = LGBMDataset.createFromMat(sample.rows, sample.n, sample.columns, true, settings, like);
        float[] share = new float[sample.n];
        float[] weight = new float[sample.n];
        double unit = unit(sample);
        for (int r = 0; r < sample.n; r++) {
            double expected = Math.exp(sample.offset[r]);
            share[r] = (float) (sample.label[r] / expected);
            weight[r] = (float) (expected * unit);
        }
        data.setField("label", share);
        data.setField("weight", weight);
        return data;
    }

    private Sample sample(Job job, boolean sums, long seed) {
        Features features = job.features();
        int oldest = CYCLES * job.panel().rhythm.year();
        int before = features.leastHistory() + task.horizon();
        long total = 0;
        for (Track track : job.panel().tracks) {
            total += Math.max(0, Math.min(oldest, track.length() - before));
        }
        double share = Math.min(1, (double) MOST_ROWS / Math.max(1, total));
        Sample sample = new Sample(features.size, (int) Math.min(MOST_ROWS + MOST_ROWS / 8, total + 16));
        for (int i = 0; i < job.panel().tracks.length; i++) {
            Track track = job.panel().tracks[i];
            for (int t = Math.max(track.length() - oldest, before); t < track.length(); t++) {
                long dice = Dice.mix(seed, i, t);
                if (Dice.unit(dice) < share) {
                    int lead = 1 + (int) Math.floorMod(dice >>> 7, (long) task.horizon());
                    add(sample, features, new Sample.Sight(track, t, t + 1 - lead), track, sums);
                }
            }
        }
        sample.trim();
        return sample;
    }

    private Sample exam(Learner.Exam exam, Features like, boolean sums) {
        Sample sample = new Sample(like.size, 1024);
        for (Panel panel : exam.origins()) {
            Features features = like.on(panel);
            int every = Math.max(1, panel.tracks.length * task.horizon() * exam.origins().length / MOST_EXAM_ROWS);
            for (int i = 0; i < panel.tracks.length; i += every) {
                Track track = panel.tracks[i];
                for (int lead = 1; lead <= task.horizon() && track.length() >= features.leastHistory(); lead++) {
                    Sample.Sight sight = new Sample.Sight(track, track.length() - 1 + lead, track.length());
                    add(sample, features, sight, exam.whole().tracks[i], sums);
                }
            }
        }
        sample.trim();
        return sample;
    }

    /** Adds the demand of a step, or of all steps from the origin to it, unless one is not known. */
    private static void add(Sample sample, Features features, Sample.Sight sight, Track whole, boolean sums) {
        double actual = 0;
        double expected = 0;
        for (int t = sums ? sight.known() : sight.t(); t <= sight.t(); t++) {
            actual += whole.at(t);
            expected += features.expected(sight.track(), t, sight.known());
        }
        if (!Double.isNaN(actual)) {
            sample.add(features, sight, actual, expected);
        }
    }
}
