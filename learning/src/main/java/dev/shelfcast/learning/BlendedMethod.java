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
import org.jspecify.annotations.Nullable;

/**
 * Learned models blended with the library's statistical forecast by weights that a backtest on the user's own items
 * finds; with too short a history all weight stays with the statistical forecast.
 */
abstract sealed class BlendedMethod implements GlobalMethod permits LightGbm, LightGbmTweedie, Ensemble {
    /** Below a long cycle and so many item-steps, learning has to prove itself against the base (measured on M5). */
    private static final long AMPLE_STEPS = 200_000;

    /** So many item-steps speak for themselves even below a long cycle. */
    private static final long PLENTY_STEPS = 1_000_000;

    /** Below this nothing is learned at all. */
    private static final long LEAST_STEPS = 3_000;

    /** What takes part besides the statistical base. */
    abstract List<Learner> learners();

    /** Whether quantiles are learned too, rather than carried from past errors alone. */
    boolean learnsQuantiles() {
        return true;
    }

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
                new BlendedModel.Mix(name(), panel.segments, weights, widths, Map.of(), reason),
                settings,
                List.of(),
                null);
    }

    private BlendedModel learned(
            List<DemandSeries> items, DemandSettings settings, Panel panel, int origins, Rounds rounds) {
        int back = origins * settings.request().horizon();
        Panel before = Panel.of(Trial.earlier(items, back), back, settings.threads(), back);
        Grounds grounds = new Grounds(settings, panel, before, Trial.of(settings, items, panel, before, origins));
        List<Learned> found = new ArrayList<>();
        StringBuilder refusals = new StringBuilder();
        try {
            for (Learner learner : learners()) {
                refusals.append(learn(learner, grounds, found, rounds));
            }
            if (found.isEmpty()) {
                return unlearned(panel, settings, "the statistical forecast alone" + refusals);
            }
            List<String> names = new ArrayList<>(List.of("auto"));
            found.forEach(one -> names.add(one.name()));
            boolean ample = panel.steps() >= (longEnough(panel) ? AMPLE_STEPS : PLENTY_STEPS);
            double[] prior = ample ? Blend.equal(names.size()) : Blend.first(names.size());
            double[][] weights = grounds.trial().weights(prior, panel);
            Trial.Mixed mixed = new Trial.Mixed(weights, grounds.trial().widths(weights));
            Bands bands = learnsQuantiles() ? bands(grounds, mixed, ample ? 0.5 : 0, refusals, rounds) : null;
            Map<String, Double> figures = new LinkedHashMap<>(grounds.trial().figures(names, weights));
            String reason = "weights from " + origins + " origins of the items' own history, drawn towards "
                    + (ample ? "equal ones" : "the statistical forecast, the history being short") + refusals;
            return new BlendedModel(
                    new BlendedModel.Mix(name(), panel.segments, weights, mixed.widths(), figures, reason),
                    settings,
                    found,
                    bands);
        } catch (RuntimeException failed) {
            found.forEach(Learned::close);
            throw failed;
        }
    }

    /** What is learned from and tried on. */
    private record Grounds(DemandSettings settings, Panel panel, Panel before, Trial trial) {}

    /** Adds to {@code found} what was learned; answers why nothing was, or nothing. */
    private String learn(Learner learner, Grounds grounds, List<Learned> found, Rounds rounds) {
        DemandSettings settings = grounds.settings();
        Learner.Task task = new Learner.Task(
                settings.request().horizon(), settings.request().seed(), settings.threads());
        Trial trial = grounds.trial();
        try (Learned tried = learner.learn(task, grounds.before(), trial.exam, null, rounds)) {
            found.add(learner.learn(task, grounds.panel(), null, tried, rounds));
            trial.enter(tried, rounds);
            return "";
        } catch (IllegalArgumentException refused) {
            if (refused instanceof EngineMissing && learners().size() == 1) {
                // Who asks for one engine by name is told that it is not there.
                throw refused;
            }
            return "; without " + learner.name() + ": " + refused.getMessage();
        }
    }

    /** Learned quantiles, or null with the reason added to {@code refusals}. */
    private static @Nullable Bands bands(
            Grounds grounds, Trial.Mixed mixed, double prior, StringBuilder refusals, Rounds rounds) {
        QuantileTrees learner = new QuantileTrees(grounds.settings(), rounds);
        try (QuantileForecasts tried = learner.learn(grounds.before(), grounds.trial().exam, null)) {
            QuantileForecasts whole = learner.learn(grounds.panel(), null, tried);
            try {
                return new BandTrial(grounds.trial(), mixed, grounds.settings().request())
                        .judge(tried, whole, prior, rounds);
            } catch (RuntimeException failed) {
                whole.close();
                throw failed;
            }
        } catch (IllegalArgumentException refused) {
            refusals.append("; quantiles from past errors alone: ").append(refused.getMessage());
            return null;
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
