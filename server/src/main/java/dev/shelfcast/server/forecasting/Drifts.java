package dev.shelfcast.server.forecasting;

import dev.shelfcast.server.forecasting.SeriesQuery.Pair;
import dev.shelfcast.server.forecasting.WatchJob.Watched;
import dev.shelfcast.server.forecasting.drift.DriftLog;
import dev.shelfcast.server.forecasting.drift.DriftLog.Segment;
import dev.shelfcast.server.forecasting.drift.SegmentWatch;
import dev.shelfcast.server.forecasting.drift.SegmentWatch.Finding;
import dev.shelfcast.server.forecasting.models.Methods;
import dev.shelfcast.server.forecasting.models.ModelQuery;
import dev.shelfcast.server.forecasting.models.ModelScope;
import dev.shelfcast.server.forecasting.models.RegisteredModel;
import dev.shelfcast.server.forecasting.models.Registry;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells of each drift once, and has the models trained anew: once a day for the same segment. */
@Component
class Drifts {

    /** The same error is news again after a week, a changed input once the change has left the recent days. */
    private static final int ERROR_QUIET_DAYS = 7;
    /** When so many segments drift on a day, it is the chain that has changed. */
    private static final int CHAIN_FROM = 10;

    private static final int LOOKED_UP = 200;

    private final DriftLog log;
    private final Registry registry;
    private final ModelQuery models;
    private final Methods methods;
    private final Forecasts forecasts;
    private final ApplicationEventPublisher events;

    Drifts(
            DriftLog log,
            Registry registry,
            ModelQuery models,
            Methods methods,
            Forecasts forecasts,
            ApplicationEventPublisher events) {
        this.log = log;
        this.registry = registry;
        this.models = models;
        this.methods = methods;
        this.forecasts = forecasts;
        this.events = events;
    }

    /** A drift, and the scope that is trained anew for it. */
    private record Noted(long id, Segment segment, ModelScope scope) {}

    /** Answers how many were news. */
    int tell(List<Watched> segments, LocalDate first, LocalDate asOf) {
        List<Noted> noted = new ArrayList<>();
        Set<DriftWatched.Standing> standing = new HashSet<>();
        int told = 0;
        for (Watched watched : segments) {
            int from = log.findLast(watched.segment(), "ERROR", null, first)
                    .map(day -> (int) ChronoUnit.DAYS.between(first, day) + 1)
                    .orElse(0);
            for (Finding finding : watched.watch().findings(from)) {
                standing.add(standing(finding.kind(), watched.segment(), finding.statistic()));
                if (isNews(watched.segment(), finding, asOf)) {
                    Noted one = note(watched, finding, first, asOf);
                    told++;
                    if (!finding.statistic().equals(SegmentWatch.STOCK_OUTS)) {
                        noted.add(one);
                    }
                }
            }
        }
        retrain(noted, asOf);
        log.listAfter("ERROR", asOf.minusDays(ERROR_QUIET_DAYS))
                .forEach(drift -> standing.add(standing("ERROR", drift.segment(), drift.statistic())));
        events.publishEvent(new DriftWatched(asOf, standing));
        return told;
    }

    private static DriftWatched.Standing standing(String kind, Segment segment, String statistic) {
        return new DriftWatched.Standing(kind, segment.store(), segment.category(), statistic);
    }

    private boolean isNews(Segment segment, Finding finding, LocalDate asOf) {
        int quiet = finding.kind().equals("ERROR") ? ERROR_QUIET_DAYS : SegmentWatch.RECENT;
        return log.findLast(segment, finding.kind(), finding.statistic(), asOf.minusDays(quiet))
                .isEmpty();
    }

    private Noted note(Watched watched, Finding finding, LocalDate first, LocalDate asOf) {
        LocalDate since = first.plusDays(finding.since());
        List<Pair> some = watched.pairs().stream().limit(LOOKED_UP).toList();
        List<Long> champions = registry
                .championsOf(
                        some.stream().map(Pair::storeId).toList(),
                        some.stream().map(Pair::productId).toList())
                .values()
                .stream()
                .distinct()
                .sorted()
                .toList();
        Segment segment = watched.segment();
        long id = log.note(segment, asOf, finding, since, champions);
        events.publishEvent(new DriftFound(
                id,
                finding.kind(),
                segment.store(),
                segment.category(),
                finding.statistic(),
                finding.value(),
                finding.threshold(),
                since,
                finding.detail()));
        return new Noted(id, segment, scope(segment, champions));
    }

    /** The segment alone; but a model that has learned from many series learns again from all of them. */
    private ModelScope scope(Segment segment, List<Long> champions) {
        return champions.stream()
                .map(models::get)
                .filter(model -> methods.findGlobal(model.method()).isPresent())
                .map(RegisteredModel::scope)
                .findFirst()
                .orElse(new ModelScope(segment.store(), segment.category(), null));
    }

    private void retrain(List<Noted> noted, LocalDate asOf) {
        boolean chain = noted.stream().map(Noted::segment).distinct().count() >= CHAIN_FROM;
        Set<ModelScope> asked = new HashSet<>();
        for (Noted one : noted) {
            ModelScope scope = chain ? ModelScope.chain() : one.scope();
            if (!log.wasRetrained(one.segment(), asOf) && asked.add(scope)) {
                String reason = "%s #%d".formatted(Training.DRIFT, one.id());
                long run = forecasts.request(
                        new Forecasts.Wish(scope.store(), scope.category(), scope.sku(), null, reason));
                log.retrains(one.id(), run);
            }
        }
    }
}
