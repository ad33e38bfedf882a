package dev.shelfcast.server.forecasting;

import dev.shelfcast.forecast.demand.DemandForecaster;
import dev.shelfcast.forecast.demand.DemandSeries;
import dev.shelfcast.forecast.demand.DemandSettings;
import dev.shelfcast.forecast.demand.GlobalMethod;
import dev.shelfcast.forecast.demand.GlobalModel;
import dev.shelfcast.forecast.demand.Progress;
import dev.shelfcast.server.forecasting.SeriesQuery.Pair;
import dev.shelfcast.server.forecasting.TaskPlan.Task;
import dev.shelfcast.server.forecasting.models.Artifacts;
import dev.shelfcast.server.forecasting.models.Artifacts.Kept;
import dev.shelfcast.server.forecasting.models.HeldBack;
import dev.shelfcast.server.forecasting.models.Methods;
import dev.shelfcast.server.forecasting.models.ModelQuery;
import dev.shelfcast.server.forecasting.models.ModelStatus;
import dev.shelfcast.server.forecasting.models.RegisteredModel;
import dev.shelfcast.server.forecasting.models.Registry;
import dev.shelfcast.server.shared.Conflict;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Makes one model: forecasts its series, tries it on days held back, and registers what came of it. */
@Component
class Training {

    private static final Logger LOG = LoggerFactory.getLogger(Training.class);

    /** Bounds memory: at 800 days a block of series is about 50 MB. */
    private static final int LARGEST_SEGMENT = 4_000;
    /** What a global method learns from at most; more series hardly teach it more. */
    private static final int MOST_LEARNED = 10_000;
    /** A global champion learns anew every week, and forecasts from what it has learned in between. */
    private static final int RELEARN_AFTER_DAYS = 7;

    /** A reason that begins so asks a global champion to learn again. */
    static final String DRIFT = "drift";

    private final SeriesQuery series;
    private final ForecastStore store;
    private final Registry registry;
    private final ModelQuery models;
    private final Artifacts artifacts;
    private final Methods methods;
    private final Validation validation;

    Training(
            SeriesQuery series,
            ForecastStore store,
            Registry registry,
            ModelQuery models,
            Artifacts artifacts,
            Methods methods,
            Validation validation) {
        this.series = series;
        this.store = store;
        this.registry = registry;
        this.models = models;
        this.artifacts = artifacts;
        this.methods = methods;
        this.validation = validation;
    }

    void train(Task task, Work work) {
        if (work.job().cancelled() || reuses(task, work)) {
            return;
        }
        long id = begin(task, work);
        try {
            if (methods.findGlobal(task.method()).isPresent()) {
                learn(id, task, work);
            } else {
                fit(id, task, work);
            }
        } catch (CancellationException e) {
            registry.fail(id, "cancelled while it learned");
            if (!work.job().cancelled()) {
                throw e;
            }
        } catch (RuntimeException e) {
            registry.fail(id, String.valueOf(e.getMessage()));
            if (task.challenges() || task.method().equals(Methods.AUTO)) {
                throw e instanceof IllegalArgumentException
                        ? new Conflict("TRAINING_IMPOSSIBLE", String.valueOf(e.getMessage()))
                        : e;
            }
            // Orders must not wait for a champion that cannot be trained.
            LOG.warn("{} could not be trained for {}, the automatic method stands in", task.method(), task.scope(), e);
            train(task.automatic(), work);
        }
    }

    private long begin(Task task, Work work) {
        RegisteredModel before = task.predecessor();
        return registry.begin(new Registry.Begun(
                task.method(),
                task.scope(),
                task.partial(),
                before == null ? null : before.id(),
                work.run(),
                work.job().id(),
                work.reason(),
                work.firstDay(task.settings().historyOrAll()),
                work.asOf(),
                task.settings()));
    }

    /** A method that is fitted to each series, or to those of a segment, every time. */
    private void fit(long id, Task task, Work work) {
        LocalDate from = work.firstDay(task.settings().historyOrAll());
        ForecastSink sink = new ForecastSink(store, id, work, task.challenges());
        DemandSettings settings = ForecastRun.settings(task.settings(), ForecastRun.HORIZON_DAYS);
        new DemandForecaster(settings.withMethod(task.method()))
                .forecast(new Segments(task.pairs(), from, work.asOf()), sink::add, work.forecasting());
        sink.flush();
        if (cancelled(id, sink, work)) {
            return;
        }
        work.say("Trying %s on days held back".formatted(task.method()));
        List<DemandSeries> sample = series.list(Validation.sample(task.pairs()), from, work.asOf());
        HeldBack held = validation.hold(task.method(), task.settings(), sample, sample, work.learning(task.method()));
        register(id, task, work, sink.trained(sink.label(task.method()), sink.parameters(), held, null));
    }

    /** A method that learns from many series: once without the days held back, and once with all. */
    private void learn(long id, Task task, Work work) {
        GlobalMethod method = methods.global(task.method());
        LocalDate from = work.firstDay(task.settings().historyOrAll());
        List<DemandSeries> items = new ArrayList<>();
        Iterator<List<DemandSeries>> blocks =
                new Segments(Validation.spread(task.pairs(), MOST_LEARNED), from, work.asOf());
        while (blocks.hasNext() && !work.job().cancelled()) {
            items.addAll(blocks.next());
        }
        List<DemandSeries> sample = series.list(Validation.sample(task.pairs()), from, work.asOf());
        HeldBack held = validation.hold(task.method(), task.settings(), sample, items, work.learning("validation"));
        ForecastSink sink = new ForecastSink(store, id, work, task.challenges());
        DemandSettings settings = ForecastRun.settings(task.settings(), ForecastRun.HORIZON_DAYS);
        try (GlobalModel model = method.train(items, settings, work.learning(task.method()))) {
            if (!work.job().cancelled()) {
                forecast(model, task, work, sink);
            }
            if (cancelled(id, sink, work)) {
                return;
            }
            Kept kept = artifacts.keep(id, model);
            register(id, task, work, sink.trained(model.label(), model.parameters(), held, kept));
        }
    }

    private void forecast(GlobalModel model, Task task, Work work, ForecastSink sink) {
        LocalDate from = work.firstDay(task.settings().historyOrAll());
        Iterator<List<DemandSeries>> blocks = new Segments(task.pairs(), from, work.asOf());
        try {
            while (blocks.hasNext() && !work.job().cancelled()) {
                int before = sink.count();
                Progress further = items -> work.forecasting().goOn(before + items);
                model.forecast(blocks.next(), further).forEach(sink::add);
            }
        } catch (CancellationException e) {
            if (!work.job().cancelled()) {
                throw e;
            }
        }
        sink.flush();
    }

    /** Forecasts from what the champion has learned, where that is young and nobody asks it to learn again. */
    private boolean reuses(Task task, Work work) {
        RegisteredModel champion = task.predecessor();
        if (champion == null
                || task.challenges()
                || methods.findGlobal(task.method()).isEmpty()
                || champion.status() != ModelStatus.CHAMPION
                || !champion.settings().equals(task.settings())
                || !task.partial() && isDue(champion, work)) {
            return false;
        }
        Optional<String> artifact = models.findArtifact(champion.id()).filter(artifacts::exists);
        if (artifact.isEmpty()) {
            return false;
        }
        ForecastSink sink = new ForecastSink(store, champion.id(), work, false);
        try (GlobalModel model = artifacts.load(methods.global(task.method()), artifact.get())) {
            forecast(model, task, work, sink);
        } catch (UncheckedIOException e) {
            LOG.warn("The file of model {} cannot be read, so it learns again", champion.id(), e);
            return false;
        }
        work.add(sink.count(), true, sink.families());
        return true;
    }

    /** Only for the whole: what is learned from a part of the series is worth less than what was learned from all. */
    private static boolean isDue(RegisteredModel champion, Work work) {
        boolean young = champion.dataTo().isAfter(work.asOf().minusDays(RELEARN_AFTER_DAYS));
        return !young || work.reason().startsWith(DRIFT);
    }

    private boolean cancelled(long id, ForecastSink sink, Work work) {
        boolean cancelled = work.job().cancelled();
        if (cancelled) {
            registry.fail(id, "cancelled after %d series".formatted(sink.count()));
            work.add(sink.count(), false, sink.families());
        }
        return cancelled;
    }

    private void register(long id, Task task, Work work, Registry.Trained trained) {
        if (!task.challenges()) {
            registry.crown(id, trained);
            work.add(trained.series(), true, trained.families());
            return;
        }
        registry.challenge(id, trained);
        if (task.promote()) {
            int moved = registry.promote(models.get(id), work.reason() + ", to be in force at once");
            LOG.info("Model {} put {} forecasts in force", id, moved);
        }
        work.add(trained.series(), task.promote(), trained.families());
    }

    /** Blocks of pairs of one segment, read from the database when their turn comes. */
    private final class Segments implements Iterator<List<DemandSeries>> {

        private final List<Pair> pairs;
        private final LocalDate from;
        private final LocalDate to;
        private int next;

        Segments(List<Pair> pairs, LocalDate from, LocalDate to) {
            this.pairs = pairs;
            this.from = from;
            this.to = to;
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
            return series.list(pairs.subList(start, next), from, to);
        }
    }
}
