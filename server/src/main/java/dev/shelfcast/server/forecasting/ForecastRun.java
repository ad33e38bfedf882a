package dev.shelfcast.server.forecasting;

import dev.shelfcast.forecast.ForecastRequest;
import dev.shelfcast.forecast.demand.DemandForecaster;
import dev.shelfcast.forecast.demand.DemandSeries;
import dev.shelfcast.forecast.demand.DemandSettings;
import dev.shelfcast.forecast.demand.ItemForecast;
import dev.shelfcast.server.demand.BusinessDay;
import dev.shelfcast.server.demand.StockOuts;
import dev.shelfcast.server.forecasting.SeriesQuery.Pair;
import dev.shelfcast.server.jobs.JobRun;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** One forecast run: reads series segment by segment, lets the library work, writes what it says. */
@Component
class ForecastRun {

    private static final Logger LOG = LoggerFactory.getLogger(ForecastRun.class);

    /** A month for the urgency, and a lead time and review beyond it. */
    static final int HORIZON_DAYS = 42;

    private static final double[] LEVELS = {0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975, 0.99};
    /** Kept with every run; the same data and seed give the same forecast. */
    private static final long SEED = 1;
    /** Bounds memory: at 800 days a block of series is about 50 MB. */
    private static final int LARGEST_SEGMENT = 4_000;

    private final SeriesQuery series;
    private final ForecastStore store;
    private final StockOuts stockOuts;
    private final BusinessDay businessDay;
    private final ApplicationEventPublisher events;

    ForecastRun(
            SeriesQuery series,
            ForecastStore store,
            StockOuts stockOuts,
            BusinessDay businessDay,
            ApplicationEventPublisher events) {
        this.series = series;
        this.store = store;
        this.stockOuts = stockOuts;
        this.businessDay = businessDay;
        this.events = events;
    }

    void run(Forecasts.Wish wish, JobRun job) {
        LocalDate asOf = businessDay.lastCompleteDay();
        SeriesQuery.Range range = series.range(asOf);
        if (range == null) {
            job.progress(0, 0, "There are no sales up to %s to forecast from.".formatted(asOf));
            return;
        }
        // Sales while a shelf was empty say little about demand: the gaps have to be known before anything is fitted.
        stockOuts.refresh();
        LocalDate earliest = asOf.minusDays(SeriesQuery.LONGEST_HISTORY_DAYS);
        LocalDate from = range.first().isBefore(earliest) ? earliest : range.first();
        List<Pair> pairs = series.listPairs(wish, from, asOf);
        DemandSettings settings = settings(wish);
        long run = store.begin(new ForecastStore.Begun(wish.trigger(), asOf, from, pairs.size(), HORIZON_DAYS, SEED));
        try {
            int written = work(run, job, new Window(from, asOf), pairs, settings);
            if (job.cancelled()) {
                store.end(run, "CANCELLED", "Cancelled after %d of %d series.".formatted(written, pairs.size()));
                return;
            }
            if (wish.store() == null && wish.sku() == null && wish.category() == null) {
                store.writeOutlook(run, asOf, new DemandForecaster(settings).forecast(series.listTotals(from, asOf)));
            }
            store.end(run, "DONE", "%d series forecast.".formatted(written));
            events.publishEvent(new ForecastPublished(run, written));
        } catch (RuntimeException e) {
            store.end(run, "FAILED", String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private record Window(LocalDate from, LocalDate to) {}

    private int work(long run, JobRun job, Window window, List<Pair> pairs, DemandSettings settings) {
        List<ItemForecast> waiting = new ArrayList<>();
        TreeMap<String, Integer> models = new TreeMap<>();
        int[] written = {0};
        Iterator<List<DemandSeries>> segments = new Segments(pairs, window);
        new DemandForecaster(settings)
                .forecast(
                        segments,
                        item -> {
                            waiting.add(item);
                            models.merge(family(item.forecast().model()), 1, Integer::sum);
                            if (waiting.size() >= ForecastStore.BATCH) {
                                written[0] += store.write(run, window.to(), waiting);
                                waiting.clear();
                            }
                        },
                        done -> {
                            job.progress(done, pairs.size(), "%d of %d series".formatted(done, pairs.size()));
                            return !job.cancelled();
                        });
        written[0] += store.write(run, window.to(), waiting);
        store.recordModels(run, models);
        LOG.info("Forecast run {}: {} series, {}", run, written[0], models);
        return written[0];
    }

    /** ETS(A,N,A) counts as ETS. */
    private static String family(String model) {
        int bracket = model.indexOf('(');
        return bracket < 0 ? model : model.substring(0, bracket);
    }

    private static DemandSettings settings(Forecasts.Wish wish) {
        ForecastRequest request =
                ForecastRequest.of(HORIZON_DAYS).withLevels(LEVELS).withSeed(SEED);
        DemandSettings settings = DemandSettings.of(HORIZON_DAYS).withRequest(request);
        return wish.model() == null ? settings : settings.withMethod(wish.model());
    }

    /** Blocks of pairs of one segment, read from the database when their turn comes. */
    private final class Segments implements Iterator<List<DemandSeries>> {

        private final List<Pair> pairs;
        private final Window window;
        private int next;

        Segments(List<Pair> pairs, Window window) {
            this.pairs = pairs;
            this.window = window;
        }

        @Override
        public boolean hasNext() {
            return next < pairs.size();
        }

        @Override
        public List<DemandSeries> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            int start = next;
            String segment = pairs.get(start).segment();
            while (next < pairs.size()
                    && next - start < LARGEST_SEGMENT
                    && pairs.get(next).segment().equals(segment)) {
                next++;
            }
            return series.list(pairs.subList(start, next), window.from(), window.to());
        }
    }
}
