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
        try (LGBMDataset data = dataset(sample, settings, null)) {
            LGBMBooster booster = LGBMBooster.create(data, settings);
            try {
                if (exam == null || exam.n == 0) {
                    for (int r = 0; r < rounds; r++) {
                        booster.updateOneIter();
                        heard.next();
                    }
                    return new Trees(booster, rounds);
                }
                return search(booster, data, exam, new Plan(settings, rounds, heard));
            } catch (RuntimeException | LGBMException stopped) {
                booster.close();
                throw stopped;
            }
        } catch (LGBMException failed) {
            throw new IllegalStateException("LightGBM refused: " + failed.getMessage(), failed);
        }
    }

    /** How a model is learned. */
    private record Plan(String settings, int rounds, Rounds heard) {}

    private static Trees search(LGBMBooster booster, LGBMDataset data, Sample exam, Plan plan) throws LGBMException {
        double least = deviance(exam, new double[exam.n]);
        int best = 0;
        try (LGBMDataset checked = dataset(exam, plan.settings(), data)) {
            booster.addValidData(checked);
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
        }
        LGBMBooster kept = best == 0 ? null : LGBMBooster.loadModelFromString(text(booster, best));
        booster.close();
        return new Trees(kept, best);
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
        int leaves = rows > 50_000 ? 31 : rows > 5_000 ? 15 : 7;
        return "objective=tweedie tweedie_variance_power=" + POWER + " metric=tweedie learning_rate=0.05 num_leaves="
                + leaves + " min_data_in_leaf=" + Math.max(20, Math.min(200, rows / 500))
                + " feature_fraction=0.6 bagging_fraction=0.6 bagging_freq=1 lambda_l2=5 max_bin=127"
                + " boost_from_average=false num_threads=1 deterministic=true force_row_wise=true verbosity=-1 seed="
                + (int) (seed & 0x7fff_ffff);
    }

    private static LGBMDataset dataset(Sample sample, String settings, @Nullable LGBMDataset like)
            throws LGBMException {
        LGBMDataset data = LGBMDataset.createFromMat(sample.rows, sample.n, sample.columns, true, settings, like);
        data.setField("label", sample.label);
        data.setField("init_score", sample.offset);
        return data;
    }

    /** The log factor of each row; {@code rows} holds {@code n} of them. */
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
