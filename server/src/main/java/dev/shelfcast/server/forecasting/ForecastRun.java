package dev.shelfcast.server.forecasting;

import dev.shelfcast.forecast.ForecastRequest;
import dev.shelfcast.forecast.demand.DemandForecaster;
import dev.shelfcast.forecast.demand.DemandSettings;
import dev.shelfcast.server.demand.BusinessDay;
import dev.shelfcast.server.demand.StockOuts;
import dev.shelfcast.server.forecasting.Forecasts.Order;
import dev.shelfcast.server.forecasting.SeriesQuery.Pair;
import dev.shelfcast.server.forecasting.TaskPlan.Task;
import dev.shelfcast.server.forecasting.models.ModelScope;
import dev.shelfcast.server.forecasting.models.Registry;
import dev.shelfcast.server.forecasting.models.TrainingSettings;
import dev.shelfcast.server.jobs.JobRun;
import dev.shelfcast.server.shared.Conflict;
import java.time.LocalDate;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** One forecast run: finds out who forecasts what, lets each do it, and puts in force what they say. */
@Component
class ForecastRun {

    /** A month for the urgency, and a lead time and review beyond it. */
    static final int HORIZON_DAYS = 42;

    private final SeriesQuery series;
    private final ForecastStore store;
    private final TaskPlan plan;
    private final Training training;
    private final NeverSold neverSold;
    private final Registry registry;
    private final StockOuts stockOuts;
    private final BusinessDay businessDay;
    private final ApplicationEventPublisher events;

    ForecastRun(
            SeriesQuery series,
            ForecastStore store,
            TaskPlan plan,
            Training training,
            Registry registry,
            StockOuts stockOuts,
            BusinessDay businessDay,
            ApplicationEventPublisher events) {
        this.series = series;
        this.store = store;
        this.plan = plan;
        this.training = training;
        this.neverSold = new NeverSold(series, store);
        this.registry = registry;
        this.stockOuts = stockOuts;
        this.businessDay = businessDay;
        this.events = events;
    }

    void run(Order order, JobRun job) {
        LocalDate asOf = businessDay.lastCompleteDay();
        SeriesQuery.Range range = series.range(asOf);
        if (range == null) {
            job.progress(0, 0, "There are no sales up to %s to forecast from.".formatted(asOf));
            return;
        }
        // Sales while a shelf was empty say little about demand: the gaps have to be known before anything is fitted.
        stockOuts.refresh();
        LocalDate from = firstDay(range, asOf, order);
        List<Pair> pairs = series.listPairs(order.wish(), from, asOf);
        if (pairs.isEmpty() && !order.isRefresh()) {
            throw new Conflict(
                    "NOTHING_TO_TRAIN",
                    "Nothing of %s was sold from %s to %s. Maybe choose a wider scope or a longer history."
                            .formatted(order.scope(), from, asOf));
        }
        List<Task> tasks = plan.of(order, pairs);
        TrainingSettings settings =
                tasks.isEmpty() ? TrainingSettings.usual() : tasks.get(0).settings();
        long run = store.begin(new ForecastStore.Begun(
                order.wish().trigger(), asOf, from, pairs.size(), HORIZON_DAYS, settings.seedOrUsual()));
        Work work = new Work(run, job, order.wish().trigger(), range.first(), asOf, pairs.size());
        try {
            tasks.forEach(task -> training.train(task, work));
            if (order.isRefresh() && !job.cancelled()) {
                neverSold.forecast(order.wish(), work);
            }
            store.recordModels(run, work.families());
            if (job.cancelled()) {
                store.end(run, "CANCELLED", "Cancelled after %d of %d series.".formatted(work.done(), pairs.size()));
                return;
            }
            end(order, work, from);
        } catch (RuntimeException e) {
            store.end(run, "FAILED", String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private void end(Order order, Work work, LocalDate from) {
        boolean chain = order.scope().equals(ModelScope.chain());
        if (order.isRefresh() && chain) {
            DemandForecaster forecaster = new DemandForecaster(settings(TrainingSettings.usual(), HORIZON_DAYS));
            store.writeOutlook(work.run(), work.asOf(), forecaster.forecast(series.listTotals(from, work.asOf())));
        }
        store.end(work.run(), "DONE", "%d series forecast.".formatted(work.done()));
        if (work.inForce() > 0 || order.isRefresh()) {
            events.publishEvent(new ForecastPublished(work.run(), work.inForce()));
        }
        registry.sweep();
    }

    private static LocalDate firstDay(SeriesQuery.Range range, LocalDate asOf, Order order) {
        TrainingSettings settings = order.settings() == null ? TrainingSettings.usual() : order.settings();
        LocalDate earliest = asOf.minusDays(settings.historyOrAll());
        return range.first().isBefore(earliest) ? earliest : range.first();
    }

    static DemandSettings settings(TrainingSettings settings, int horizonDays) {
        ForecastRequest request =
                ForecastRequest.of(horizonDays).withLevels(settings.allLevels()).withSeed(settings.seedOrUsual());
        return DemandSettings.of(horizonDays).withRequest(request).withAlignToTotals(settings.aligned());
    }
}
