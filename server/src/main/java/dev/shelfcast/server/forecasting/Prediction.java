package dev.shelfcast.server.forecasting;

import dev.shelfcast.forecast.Forecast;
import dev.shelfcast.forecast.ForecastRequest;
import dev.shelfcast.forecast.demand.DemandForecaster;
import dev.shelfcast.forecast.demand.DemandSeries;
import dev.shelfcast.forecast.demand.DemandSettings;
import dev.shelfcast.forecast.demand.GlobalModel;
import dev.shelfcast.forecast.demand.ItemForecast;
import dev.shelfcast.server.demand.BusinessDay;
import dev.shelfcast.server.forecasting.SeriesQuery.Pair;
import dev.shelfcast.server.forecasting.Targets.Target;
import dev.shelfcast.server.forecasting.models.Artifacts;
import dev.shelfcast.server.forecasting.models.HeldBack;
import dev.shelfcast.server.forecasting.models.Methods;
import dev.shelfcast.server.forecasting.models.TrainingSettings;
import dev.shelfcast.server.shared.Busy;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.NotFound;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Forecasts one product in one store now, from its sales as they stand. */
@Component
class Prediction {

    /** The automatic method shares weekdays among so many products of the category in the store. */
    private static final int NEIGHBOURS = 100;
    /** At once: each keeps a processor busy. */
    private static final int AT_ONCE = 2;

    private static final long PATIENCE_S = 15;

    private final SeriesQuery series;
    private final BusinessDay businessDay;
    private final Artifacts artifacts;
    private final Methods methods;
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    Prediction(SeriesQuery series, BusinessDay businessDay, Artifacts artifacts, Methods methods) {
        this.series = series;
        this.businessDay = businessDay;
        this.artifacts = artifacts;
        this.methods = methods;
    }

    LocalDate asOf() {
        return businessDay.lastCompleteDay();
    }

    /** Does it when there is room; refuses when it takes too long to get there. */
    <T> T inTurn(Supplier<T> work) {
        boolean mine = false;
        try {
            mine = places.tryAcquire(PATIENCE_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!mine) {
            throw new Busy(
                    "FORECASTS_BUSY",
                    "Too many forecasts are being worked out. Maybe try again in a minute.",
                    Duration.ofMinutes(1));
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    /** The product's series and, for the automatic method, those of its neighbours; the product's own comes first. */
    List<DemandSeries> block(Target target, ModelChoice.Chosen chosen) {
        LocalDate asOf = asOf();
        LocalDate from = asOf.minusDays(chosen.settings().historyOrAll());
        List<Pair> pairs = new ArrayList<>(List.of(target.pair()));
        if (chosen.method().equals(Methods.AUTO)) {
            pairs.addAll(series.listNeighbours(target.pair(), NEIGHBOURS));
        }
        List<DemandSeries> block = series.list(pairs, from, asOf);
        if (block.isEmpty() || !block.get(0).id().equals(target.id())) {
            throw new NotFound(
                    "NO_SALES",
                    "%s was not sold in %s from %s to %s, so there is nothing to forecast. Maybe choose another store."
                            .formatted(target.product().sku(), target.store().code(), from, asOf));
        }
        return block;
    }

    /** The forecast of the first item of the block. */
    Forecast forecast(ModelChoice.Chosen chosen, List<DemandSeries> block, int horizon, double[] levels) {
        if (chosen.artifact() == null) {
            DemandSettings settings = local(chosen, horizon)
                    .withRequest(ForecastRequest.of(horizon)
                            .withLevels(levels)
                            .withSeed(chosen.settings().seedOrUsual()));
            return new DemandForecaster(settings).forecast(block).get(0).forecast();
        }
        try (GlobalModel model = artifacts.load(methods.global(chosen.method()), chosen.artifact())) {
            Forecast learned = model.forecast(block.subList(0, 1)).get(0).forecast();
            if (horizon > learned.horizon()) {
                throw new Invalid(
                        "HORIZON_TOO_LONG",
                        "%s has learned to look %d days ahead, not %d. Maybe ask for %d days, or for another method."
                                .formatted(chosen.method(), learned.horizon(), horizon, learned.horizon()));
            }
            return cut(learned, horizon, levels);
        }
    }

    private static DemandSettings local(ModelChoice.Chosen chosen, int horizon) {
        TrainingSettings settings = chosen.settings();
        return ForecastRun.settings(settings, horizon)
                .withMethod(chosen.method())
                .withThreads(1);
    }

    /** Other levels are read between those that were learned. */
    private static Forecast cut(Forecast learned, int horizon, double[] levels) {
        double[] mean = java.util.Arrays.copyOf(learned.mean(), horizon);
        double[][] quantiles = new double[horizon][levels.length];
        double[][] sums = new double[horizon][levels.length];
        for (int h = 0; h < horizon; h++) {
            for (int k = 0; k < levels.length; k++) {
                quantiles[h][k] = learned.quantile(h + 1, levels[k]);
                sums[h][k] = learned.sumQuantile(h + 1, levels[k]);
            }
        }
        return new Forecast(
                learned.model(),
                learned.parameters(),
                mean,
                levels.clone(),
                quantiles,
                sums,
                learned.metrics(),
                learned.provenance());
    }

    /** The errors of a method on the last days of the first item; the others lend their weekdays. */
    HeldBack backtest(ModelChoice.Chosen chosen, List<DemandSeries> block, int folds, int days) {
        HeldBack held = new HeldBack(folds, days);
        DemandForecaster forecaster = new DemandForecaster(local(chosen, days));
        DemandSeries own = block.get(0);
        for (int fold = 0; fold < folds; fold++) {
            List<DemandSeries> known = HeldBack.before(block, fold, days);
            if (known.isEmpty() || !known.get(0).id().equals(own.id())) {
                continue;
            }
            ItemForecast first = forecaster.forecast(known).get(0);
            held.add(own, fold, first.forecast());
        }
        return held;
    }
}
