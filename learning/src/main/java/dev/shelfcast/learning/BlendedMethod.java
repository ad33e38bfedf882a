package dev.shelfcast.learning;

import dev.shelfcast.forecast.demand.DemandSeries;
import dev.shelfcast.forecast.demand.DemandSettings;
import dev.shelfcast.forecast.demand.GlobalMethod;
import dev.shelfcast.forecast.demand.GlobalModel;
import dev.shelfcast.forecast.demand.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Learned models blended with the library's statistical forecast by weights that a backtest on the user's own items
 * finds; with too short a history all weight stays with the statistical forecast.
 */
abstract sealed class BlendedMethod implements GlobalMethod permits LightGbm, Ensemble {
    /** Below a long cycle and so many item-steps, learning has to prove itself against the base (measured on M5). */
    private static final long AMPLE_STEPS = 200_000;

    /** So many item-steps speak for themselves even below a long cycle. */
    private static final long PLENTY_STEPS = 1_000_000;

    /** Below this nothing is learned at all. */
    private static final long LEAST_STEPS = 3_000;

    /** What takes part besides the statistical base. */
    abstract List<Learner> learners();

    @Override
    public GlobalModel train(List<DemandSeries> items, DemandSettings settings, Progress progress) {
        if (items.isEmpty()) {
            throw new IllegalArgumentException("There are no items to learn from.");
        }
        int horizon = settings.request().horizon();
        Panel panel = Panel.of(items, horizon, settings.threads());
        int least = panel.rhythm.unit() + 1;
        boolean any = false;
        for (Track track : panel.tracks) {
            any |= track.length() >= least && track.mean(0, track.length()) > 0;
        }
        if (!any) {
            throw new IllegalArgumentException("There is too little to learn from: no item has demand and at least "
                    + least + " steps of history.");
        }
        int origins = Trial.origins(panel, horizon);
        if (origins == 0 || panel.steps() < LEAST_STEPS) {
            return unlearned(
                    panel,
                    settings,
                    "history too short to learn from (" + panel.steps()
                            + " item-steps): the statistical forecast alone");
        }
        return learned(items, settings, panel, origins, new Rounds(progress));
    }

    private BlendedModel unlearned(Panel panel, DemandSettings settings, String reason) {
        double[][] weights = new double[panel.segments.size() + 1][];
        java.util.Arrays.fill(weights, Blend.first(1));
        double[] widths = new double[settings.request().levels().length];
        java.util.Arrays.fill(widths, 1);
        return new BlendedModel(
                new BlendedModel.Mix(name(), panel.segments, weights, widths, Map.of(), reason), settings, List.of());
    }

    private BlendedModel learned(
            List<DemandSeries> items, DemandSettings settings, Panel panel, int origins, Rounds rounds) {
        int horizon = settings.request().horizon();
        Learner.Task task = new Learner.Task(horizon, settings.request().seed(), settings.threads());
        int back = origins * horizon;
        Panel before = Panel.of(Trial.earlier(items, back), back, settings.threads(), back);
        Trial trial = Trial.of(settings, items, panel, before, origins);
        List<Learned> found = new ArrayList<>();
        StringBuilder refusals = new StringBuilder();
        List<String> names = new ArrayList<>(List.of("auto"));
        try {
            for (Learner learner : learners()) {
                try (Learned tried = learner.learn(task, before, trial.exam, null, rounds)) {
                    Learned whole = learner.learn(task, panel, null, tried, rounds);
                    found.add(whole);
                    trial.enter(tried, rounds);
                    names.add(learner.name());
                } catch (IllegalArgumentException refused) {
                    if (refused instanceof EngineMissing && learners().size() == 1) {
                        // Who asks for one engine by name is told that it is not there.
                        throw refused;
                    }
                    refusals.append("; without ")
                            .append(learner.name())
                            .append(": ")
                            .append(refused.getMessage());
                }
            }
            if (found.isEmpty()) {
                return unlearned(panel, settings, "the statistical forecast alone" + refusals);
            }
            boolean ample = panel.steps() >= (longEnough(panel) ? AMPLE_STEPS : PLENTY_STEPS);
            double[] prior = ample ? Blend.equal(names.size()) : Blend.first(names.size());
            double[][] weights = trial.weights(prior, panel);
            Map<String, Double> figures = new LinkedHashMap<>(trial.figures(names, weights));
            String reason = "weights from " + origins + " origins of the items' own history, drawn towards "
                    + (ample ? "equal ones" : "the statistical forecast, the history being short") + refusals;
            return new BlendedModel(
                    new BlendedModel.Mix(name(), panel.segments, weights, trial.widths(weights), figures, reason),
                    settings,
                    found);
        } catch (RuntimeException failed) {
            found.forEach(Learned::close);
            throw failed;
        }
    }

    private static boolean longEnough(Panel panel) {
        int[] lengths = java.util.Arrays.stream(panel.tracks)
                .mapToInt(Track::length)
                .sorted()
                .toArray();
        return lengths[lengths.length / 2] >= panel.rhythm.year();
    }

    @Override
    public GlobalModel load(Path folder) throws IOException {
        return BlendedModel.load(name(), folder, learners());
    }
}
