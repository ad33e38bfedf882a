package dev.shelfcast.server.forecasting;

import dev.shelfcast.forecast.ForecastRequest;
import dev.shelfcast.server.forecasting.Analogy.Waiting;
import dev.shelfcast.server.forecasting.models.TrainingSettings;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** Forecasts products that stand on a shelf and have never been sold there: no series of their own says anything. */
final class NeverSold {

    private final SeriesQuery series;
    private final ForecastStore store;

    NeverSold(SeriesQuery series, ForecastStore store) {
        this.series = series;
        this.store = store;
    }

    /** Puts their forecasts in force. */
    void forecast(Forecasts.Wish wish, Work work) {
        LocalDate asOf = work.asOf();
        ForecastRequest request = ForecastRun.settings(TrainingSettings.usual(), ForecastRun.HORIZON_DAYS)
                .request();
        Map<String, Analogy> analogies = new HashMap<>();
        ForecastSink sink = new ForecastSink(store, null, work, false);
        for (Waiting waiting : series.listNeverSold(wish, asOf)) {
            analogies
                    .computeIfAbsent(
                            waiting.segment(),
                            segment -> new Analogy(
                                    series.listSellers(segment, asOf), series.weekdays(segment, asOf), asOf))
                    .forecast(waiting, request)
                    .ifPresent(sink::add);
        }
        sink.flush();
        work.add(sink.count(), true, sink.families());
    }
}
