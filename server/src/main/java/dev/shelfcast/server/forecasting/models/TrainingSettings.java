package dev.shelfcast.server.forecasting.models;

import dev.shelfcast.server.shared.FieldProblem;
import dev.shelfcast.server.shared.Invalid;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How a model is trained and validated; what is left out is the usual.
 *
 * @param historyDays days of sales to learn from; null means all that are kept
 * @param seed of every random stream
 * @param align whether items are scaled to a forecast of their category's total
 * @param levels quantile levels beside those that replenishment reads
 * @param folds how many stretches of days are held back, one before the other
 * @param holdoutDays days in a stretch
 */
public record TrainingSettings(
        @Nullable Integer historyDays,
        @Nullable Long seed,
        @Nullable Boolean align,
        @Nullable List<Double> levels,
        @Nullable Integer folds,
        @Nullable Integer holdoutDays) {

    /** Two yearly cycles and a little; older sales say nothing about next month. */
    public static final int LONGEST_HISTORY = 800;

    private static final int SHORTEST_HISTORY = 7;
    private static final int MOST_FOLDS = 6;
    private static final int SHORTEST_HOLDOUT = 7;
    private static final int LONGEST_HOLDOUT = 42;
    private static final int MOST_LEVELS = 20;
    private static final int USUAL_FOLDS = 2;
    private static final int USUAL_HOLDOUT = 14;
    private static final double[] ALWAYS = {0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975, 0.99};

    public TrainingSettings {
        within("history_days", historyDays, SHORTEST_HISTORY, LONGEST_HISTORY, "days");
        within("folds", folds, 1, MOST_FOLDS, "stretches of held-back days");
        within("holdout_days", holdoutDays, SHORTEST_HOLDOUT, LONGEST_HOLDOUT, "days");
        if (seed != null && seed < 0) {
            throw refusal("seed", seed, "A seed is a whole number from 0.");
        }
        if (levels != null) {
            checkLevels("levels", levels);
        }
        int held = (folds == null ? USUAL_FOLDS : folds) * (holdoutDays == null ? USUAL_HOLDOUT : holdoutDays);
        if (historyDays != null && (folds != null || holdoutDays != null) && historyDays <= held) {
            throw refusal(
                    "history_days",
                    historyDays,
                    "%d days are held back, so nothing is left to learn from. Maybe hold back fewer days."
                            .formatted(held));
        }
    }

    /** What is usual. */
    public static TrainingSettings usual() {
        return new TrainingSettings(null, null, null, null, null, null);
    }

    /** Refuses levels that do not ascend between 0 and 1, or are too many. */
    public static void checkLevels(String field, List<Double> levels) {
        double before = 0;
        for (Double level : levels) {
            if (level == null || !(level > before && level < 1)) {
                throw refusal(field, levels, "Quantile levels ascend between 0 and 1, e.g. 0.1, 0.5, 0.9.");
            }
            before = level;
        }
        if (levels.isEmpty() || levels.size() > MOST_LEVELS) {
            throw refusal(field, levels, "1 to %d quantile levels can be asked for.".formatted(MOST_LEVELS));
        }
    }

    /** The same, tried on the days that the other holds back. */
    public TrainingSettings heldBackAs(TrainingSettings other) {
        Integer enough = historyDays == null ? null : Math.min(LONGEST_HISTORY, historyDays + other.held());
        return new TrainingSettings(enough, seed, align, levels, other.folds, other.holdoutDays);
    }

    private int held() {
        return foldsOrUsual() * holdoutOrUsual();
    }

    /** The longest history that is looked at. */
    public int historyOrAll() {
        return historyDays == null ? LONGEST_HISTORY : historyDays;
    }

    /** The same data and seed give the same forecast. */
    public long seedOrUsual() {
        return seed == null ? 1 : seed;
    }

    public boolean aligned() {
        return align == null || align;
    }

    public int foldsOrUsual() {
        return folds == null ? USUAL_FOLDS : folds;
    }

    public int holdoutOrUsual() {
        return holdoutDays == null ? USUAL_HOLDOUT : holdoutDays;
    }

    /** The levels that replenishment reads, and those asked for. */
    public double[] allLevels() {
        TreeSet<Double> all = new TreeSet<>();
        for (double level : ALWAYS) {
            all.add(level);
        }
        if (levels != null) {
            all.addAll(levels);
        }
        return all.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static void within(String field, @Nullable Integer value, int least, int most, String what) {
        if (value != null && (value < least || value > most)) {
            throw refusal(field, value, "It has to be %d to %d %s.".formatted(least, most, what));
        }
    }

    private static Invalid refusal(String field, Object value, String rule) {
        return new Invalid(
                "SETTING_INVALID",
                "%s = %s is not possible. %s".formatted(field, value, rule),
                List.of(new FieldProblem(field, rule, String.valueOf(value))));
    }
}
