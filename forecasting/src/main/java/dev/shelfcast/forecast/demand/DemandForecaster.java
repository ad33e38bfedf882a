package dev.shelfcast.forecast.demand;

import dev.shelfcast.forecast.FittedModel;
import dev.shelfcast.forecast.Forecast;
import dev.shelfcast.forecast.Forecaster;
import dev.shelfcast.forecast.Forecasting;
import dev.shelfcast.forecast.Models;
import dev.shelfcast.forecast.Series;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Forecasts many items at once, segment by segment: items of a segment share what one alone cannot know. Hand over
 * segments one after the other and memory stays bounded by the segments at work, whatever the number of items.
 */
public final class DemandForecaster {
    /** Items between two reports of progress. */
    private static final int CHUNK = 500;

    private final DemandSettings settings;

    /** A forecaster with these settings; it is immutable and can be used by many threads. */
    public DemandForecaster(DemandSettings settings) {
        this.settings = settings;
    }

    /** Forecasts all items; the answers are in the order of the items. */
    public List<ItemForecast> forecast(List<DemandSeries> items) {
        return forecast(items, Progress.NONE);
    }

    /**
     * The same, heard of and stopped by {@code progress}.
     *
     * @throws CancellationException when {@code progress} stopped it
     */
    public List<ItemForecast> forecast(List<DemandSeries> items, Progress progress) {
        Map<String, List<Integer>> places = new TreeMap<>();
        for (int i = 0; i < items.size(); i++) {
            places.computeIfAbsent(items.get(i).segment(), s -> new ArrayList<>())
                    .add(i);
        }
        List<Integer> order = new ArrayList<>();
        List<List<DemandSeries>> segments = new ArrayList<>();
        for (List<Integer> members : places.values()) {
            order.addAll(members);
            segments.add(members.stream().map(items::get).toList());
        }
        ItemForecast[] answers = new ItemForecast[items.size()];
        int[] next = {0};
        boolean[] stopped = {false};
        Progress heard = done -> {
            stopped[0] = !progress.goOn(done);
            return !stopped[0];
        };
        forecast(segments.iterator(), answer -> answers[order.get(next[0]++)] = answer, heard);
        if (stopped[0]) {
            throw new CancellationException("The forecast was stopped after " + next[0] + " items.");
        }
        return List.of(answers);
    }

    /**
     * Forecasts segment after segment. {@code sink} is called by one thread at a time, in the order of segments and
     * items.
     *
     * @param segments each element holds all items of one segment
     * @param sink takes each answer
     * @param progress hears how many items are done and may stop the run
     * @return the number of items handed to the sink
     */
    public long forecast(Iterator<List<DemandSeries>> segments, Consumer<ItemForecast> sink, Progress progress) {
        long done = 0;
        try (Workers workers = new Workers(settings.threads())) {
            while (segments.hasNext()) {
                List<DemandSeries> items = List.copyOf(segments.next());
                IntFunction<ItemForecast> one = work(workers, items);
                for (int from = 0; from < items.size(); from += CHUNK) {
                    int start = from;
                    ItemForecast[] answers = new ItemForecast[Math.min(CHUNK, items.size() - from)];
                    workers.each(answers.length, i -> answers[i] = one.apply(start + i));
                    for (ItemForecast answer : answers) {
                        sink.accept(answer);
                    }
                    done += answers.length;
                    if (!progress.goOn(done)) {
                        return done;
                    }
                }
            }
        }
        return done;
    }

    private IntFunction<ItemForecast> work(Workers workers, List<DemandSeries> items) {
        if (settings.method().equals("auto") && !items.isEmpty()) {
            SegmentRun run = new SegmentRun(settings, workers, items);
            return run::forecast;
        }
        Forecaster model = Models.named(settings.method());
        List<Series> clean = Segment.cleaned(workers, items);
        return i -> one(model, items.get(i), clean.get(i));
    }

    /** One item by a method chosen by name. */
    private ItemForecast one(Forecaster model, DemandSeries item, Series clean) {
        DemandClass kind = DemandClass.of(item.series().values(), settings.newBelow(), settings.deadAfter());
        FittedModel fit = model.fit(clean);
        Forecast forecast = Forecasting.assemble(model.name(), clean, fit, settings.request());
        Parts parts = new Parts();
        parts.reachModel(fit, clean.period(), forecast.horizon());
        parts.reach(Parts.FLOOR, forecast.mean());
        double level = forecast.sumMean(forecast.horizon()) / forecast.horizon();
        double[] season = new double[forecast.horizon()];
        for (int h = 0; h < season.length; h++) {
            season[h] = level > 0 ? forecast.mean()[h] / level : 1;
        }
        return new ItemForecast(
                item.id(),
                item.segment(),
                kind,
                forecast,
                new ItemForecast.Explanation(level, season, 1, 0, Map.of(model.name(), 1.0), parts.list()));
    }
}
