package dev.shelfcast.learning;

import com.microsoft.ml.lightgbm.PredictionType;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import org.jspecify.annotations.Nullable;

/**
 * One gradient boosted model: Ke and others (2017), "LightGBM: a highly efficient gradient boosting decision tree",
 * with the Tweedie deviance of counts with many zeros. It gives the log of the factor on what level and season expect.
 */
final class Trees implements AutoCloseable {
    private static final int PATIENCE = 40;
    private static final int CHECK_EVERY = 5;

    /** Rows handed over at once when forecasting. */
    private static final int CHUNK = 20_000;

    private final @Nullable LGBMBooster booster;
    /** Rounds that were best on the exam, or all that were asked for. */
    final int rounds;

    private Trees(@Nullable LGBMBooster booster, int rounds) {
        this.booster = booster;
        this.rounds = rounds;
    }

    /**
     * Learns.
     *
     * @param sample rows to learn from
     * @param exam rows to find the number of rounds by, or null to do {@code rounds}
     * @param rounds the most rounds
     * @param seed seed of the rows and columns that each tree sees
     * @param heard told of every round
     */
    static Trees learn(Sample sample, @Nullable Sample exam, int rounds, long seed, Rounds heard) {
        LightGbmLibrary.load();
        if (rounds == 0 || sample.n == 0) {
            return new Trees(null, 0);
        }
        String settings = settings(sample.n, seed);
        try (LGBMDataset data = dataset(sample, settings, null);
                LGBMDataset checked = exam == null || exam.n == 0 ? null : dataset(exam, settings, data)) {
            double idle = exam == null || exam.n == 0 ? 0 : deviance(exam, new double[exam.n]);
            return grow(data, checked, new Plan(settings, rounds, idle, heard));
        } catch (LGBMException failed) {
            throw new IllegalStateException("LightGBM refused: " + failed.getMessage(), failed);
        }
    }

    /**
     * How a model is learned.
     *
     * @param settings in the engine's words
     * @param rounds the most rounds, or how many where there is no exam
     * @param idle what the engine's metric would be without any round
     */
    record Plan(String settings, int rounds, double idle, Rounds heard) {}

    /** Grows one model from rows that others may use at the same time; the rows have to outlive the growing. */
    static Trees grow(LGBMDataset data, @Nullable LGBMDataset exam, Plan plan) throws LGBMException {
        LGBMBooster booster = LGBMBooster.create(data, plan.settings());
        try {
            if (exam == null) {
                for (int r = 0; r < plan.rounds(); r++) {
                    booster.updateOneIter();
                    plan.heard().next();
                }
                return new Trees(booster, plan.rounds());
            }
            booster.addValidData(exam);
            int best = search(booster, plan);
            LGBMBooster kept = best == 0 ? null : LGBMBooster.loadModelFromString(text(booster, best));
            booster.close();
            return new Trees(kept, best);
        } catch (RuntimeException | LGBMException stopped) {
            booster.close();
            throw stopped;
        }
    }

    /** The number of rounds after which the exam's error was least. */
    private static int search(LGBMBooster booster, Plan plan) throws LGBMException {
        double least = plan.idle();
        int best = 0;
        for (int r = 1; r <= plan.rounds() && r - best <= PATIENCE; r++) {
            booster.updateOneIter();
            plan.heard().next();
            if (r % CHECK_EVERY == 0) {
                double error = booster.getEval(1)[0];
                if (error < least) {
                    least = error;
                    best = r;
                }
            }
        }
        return best;
    }

    private static final double POWER = 1.2;

    /** The same figure as the engine's metric of name tweedie, for the offset with these factors' logs. */
    private static double deviance(Sample exam, double[] raw) {
        double sum = 0;
        for (int r = 0; r < exam.n; r++) {
            double log = exam.offset[r] + raw[r];
            sum += -exam.label[r] * Math.exp((1 - POWER) * log) / (1 - POWER)
                    + Math.exp((2 - POWER) * log) / (2 - POWER);
        }
        return sum / exam.n;
    }

    private static String settings(int rows, long seed) {
        return "objective=tweedie tweedie_variance_power=" + POWER
                + " metric=tweedie boost_from_average=false lambda_l2=5" + shape(rows, 0.05, seed);
    }

    /** The settings of any model over so many rows: the same trees on any machine, by one thread. */
    static String shape(int rows, double rate, long seed) {
        int leaves = rows > 50_000 ? 31 : rows > 5_000 ? 15 : 7;
        return " learning_rate=" + rate + " num_leaves=" + leaves + " min_data_in_leaf="
                + Math.max(20, Math.min(200, rows / 500))
                + " feature_fraction=0.6 bagging_fraction=0.6 bagging_freq=1 max_bin=127"
                + " num_threads=1 deterministic=true force_row_wise=true verbosity=-1 seed="
                + (int) (seed & 0x7fff_ffff);
    }

    private static LGBMDataset dataset(Sample sample, String settings, @Nullable LGBMDataset like)
            throws LGBMException {
        LGBMDataset data = LGBMDataset.createFromMat(sample.rows, sample.n, sample.columns, true, settings, like);
        data.setField("label", sample.label);
        data.setField("init_score", sample.offset);
        return data;
    }

    /** What the trees say of each row, the log of a factor or a quantile; {@code rows} holds {@code n} of them. */
    double[] factors(float[] rows, int n, int columns) {
        double[] all = new double[n];
        if (booster == null) {
            return all;
        }
        try {
            for (int from = 0; from < n; from += CHUNK) {
                int count = Math.min(CHUNK, n - from);
                float[] part = java.util.Arrays.copyOfRange(rows, from * columns, (from + count) * columns);
                double[] raw = booster.predictForMat(
                        part, count, columns, true, PredictionType.C_API_PREDICT_RAW_SCORE, "num_threads=1");
                System.arraycopy(raw, 0, all, from, count);
            }
            return all;
        } catch (LGBMException failed) {
            throw new IllegalStateException("LightGBM could not forecast: " + failed.getMessage(), failed);
        }
    }

    /** The model as LightGBM's own text, empty when it does nothing. */
    String text() {
        try {
            return booster == null ? "" : text(booster, rounds);
        } catch (LGBMException failed) {
            throw new IllegalStateException("LightGBM could not write its model: " + failed.getMessage(), failed);
        }
    }

    private static String text(LGBMBooster booster, int rounds) throws LGBMException {
        return booster.saveModelToString(0, rounds, LGBMBooster.FeatureImportanceType.SPLIT);
    }

    static Trees of(String text, int rounds) {
        if (text.isEmpty()) {
            return new Trees(null, 0);
        }
        LightGbmLibrary.load();
        try {
            return new Trees(LGBMBooster.loadModelFromString(text), rounds);
        } catch (LGBMException failed) {
            throw new IllegalStateException("This is not a LightGBM model: " + failed.getMessage(), failed);
        }
    }

    @Override
    public void close() {
        try {
            if (booster != null) {
                booster.close();
            }
        } catch (LGBMException failed) {
            throw new IllegalStateException("LightGBM could not free a model: " + failed.getMessage(), failed);
        }
    }
}
