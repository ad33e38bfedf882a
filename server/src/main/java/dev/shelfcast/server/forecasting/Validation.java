package dev.shelfcast.server.forecasting;

import dev.shelfcast.forecast.demand.DemandForecaster;
import dev.shelfcast.forecast.demand.DemandSeries;
import dev.shelfcast.forecast.demand.DemandSettings;
import dev.shelfcast.forecast.demand.GlobalModel;
import dev.shelfcast.forecast.demand.ItemForecast;
import dev.shelfcast.forecast.demand.Progress;
import dev.shelfcast.server.forecasting.SeriesQuery.Pair;
import dev.shelfcast.server.forecasting.models.HeldBack;
import dev.shelfcast.server.forecasting.models.Methods;
import dev.shelfcast.server.forecasting.models.TrainingSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Forecasts days that are over from the days before them, as a method would have done then. On a sample, since errors
 * of four hundred series tell as much as those of all.
 */
@Component
class Validation {

    private static final int FEWEST = 48;
    private static final int MOST = 400;
    /** A tenth of the series costs, with two folds, a fifth of the run. */
    private static final int EVERY = 10;

    private final Methods methods;

    Validation(Methods methods) {
        this.methods = methods;
    }

    /** Evenly spread over the segments, and the same for every method of the same scope and day. */
    static List<Pair> sample(List<Pair> pairs) {
        return spread(pairs, Math.max(FEWEST, Math.min(MOST, pairs.size() / EVERY)));
    }

    /** As many pairs, evenly spread. */
    static List<Pair> spread(List<Pair> pairs, int most) {
        int n = Math.min(most, pairs.size());
        List<Pair> sample = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            sample.add(pairs.get((int) ((long) i * pairs.size() / n)));
        }
        return sample;
    }

    /**
     * The errors of a method on the last days of the items.
     *
     * @param learnedFrom what a global method may learn from besides; others ignore it
     */
    HeldBack hold(
            String method,
            TrainingSettings settings,
            List<DemandSeries> items,
            List<DemandSeries> learnedFrom,
            Progress progress) {
        int days = settings.holdoutOrUsual();
        HeldBack held = new HeldBack(settings.foldsOrUsual(), days);
        DemandSettings settled = ForecastRun.settings(settings, days);
        if (methods.findGlobal(method).isEmpty()) {
            DemandForecaster forecaster = new DemandForecaster(settled.withMethod(method));
            fold(held, items, known -> forecaster.forecast(known, wanted(progress)));
            return held;
        }
        // Learned once, from what was known before the earliest fold: none of the days held back has been seen.
        List<DemandSeries> past = HeldBack.before(learnedFrom, settings.foldsOrUsual() - 1, days);
        try (GlobalModel model = methods.global(method).train(past, settled, progress)) {
            fold(held, items, known -> model.forecast(known, wanted(progress)));
        }
        return held;
    }

    /** Rounds of learning are told on, series forecast on the way are not: they are counted when they are in force. */
    private static Progress wanted(Progress progress) {
        return series -> progress.goOn(0);
    }

    private static void fold(
            HeldBack held, List<DemandSeries> items, Function<List<DemandSeries>, List<ItemForecast>> forecaster) {
        Map<String, DemandSeries> whole = new HashMap<>();
        items.forEach(item -> whole.put(item.id(), item));
        for (int fold = 0; fold < held.folds(); fold++) {
            List<DemandSeries> known = HeldBack.before(items, fold, held.days());
            if (known.isEmpty()) {
                continue;
            }
            for (ItemForecast item : forecaster.apply(known)) {
                DemandSeries actual = whole.get(item.id());
                if (actual != null) {
                    held.add(actual, fold, item.forecast());
                }
            }
        }
    }
}
